/** Tickets that have a number and no more: service desks, Bugzilla, trailers such as `Ticket: 4711`. */

import type { Hit } from "../tickets.ts";

/** Change, incident and problem records of service desks, `bug 1234`, `rhbz#1234`. */
const record =
  /(?<![\w-])(?:(?:CHG|CHANGE|INC|PRB|RITM|REQ|CTASK|SCTASK|STRY|TASK)\d{5,10}|[Bb]ug[ :]{1,3}#?[1-9]\d{2,8})(?![\w-]|\.\d)/g;

/** A line of its own that says what its number is. */
const trailer =
  /^[ \t]*(?:[-*] )?(?:\*\*)?(?:refs?|references|issues?|tickets?|tasks?|bugs?|story|stories|work items?|incidents?|(?:closes|partial|related)-bug|fix(?:es)?|closes)(?:\*\*)?:(?:\*\*)?[ \t]+#?([1-9]\d{2,9})(?:[ \t]*,[ \t]*#?\d+){0,20}[ \t]*$/gim;

export function findOthers(text: string): readonly Hit[] {
  const records = [...text.matchAll(record)].map((match) => hitAt(match[0], match.index));
  const trailers = [...text.matchAll(trailer)].map((match) => {
    const number = match[1] ?? "";
    return hitAt(number, match.index + match[0].indexOf(number, match[0].indexOf(":")));
  });
  return [...records, ...trailers];
}

function hitAt(text: string, start: number): Hit {
  return { start, end: start + text.length, ticket: { trackers: ["other"], text } };
}
