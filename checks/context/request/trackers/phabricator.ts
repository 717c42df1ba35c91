/** Tasks and revisions of Phabricator and Phorge: `T123`, `D123`. */

import type { Hit } from "../tickets.ts";

/** With three digits and more the letter speaks for itself; machine types and drives are called `T4` and `D2`. */
const plain = /(?<![\w.-])([TD][1-9]\d{2,6})(?![\w-]|\.\d)/g;
/** With fewer digits, only behind a word that says what it is; several may follow one word. */
const named =
  /\b(?:fix(?:e[sd])?|refs?|bugs?|(?:maniphest )?tasks?|close[sd]?|resolve[sd]?|tickets?|issues?|depends on|(?:differential )?revision|part of|related to):? +((?:\{?[TD][1-9]\d{0,6}(?![\w-]|\.\d)\}?(?:, ?| and | )?){1,20})/gi;
const inBranch = /(?<=^|[/_]|arcpatch-)([TD][1-9]\d{2,6})(?=[-_/]|$)/g;

/** How far back words are read that make `T1059` a technique of attackers, not a task. */
const nearby = 40;

export function findPhabricator(text: string, isBranch: boolean): readonly Hit[] {
  if (isBranch) return [...text.matchAll(inBranch)].map((match) => hitAt(match[1] ?? "", match.index));
  const own = [...text.matchAll(plain)].filter(
    ({ index }) => !/ATT&CK|MITRE|technique|tactic/i.test(text.slice(Math.max(0, index - nearby), index)),
  );
  return [...own.map((match) => hitAt(match[1] ?? "", match.index)), ...namedHits(text)];
}

function namedHits(text: string): readonly Hit[] {
  return [...text.matchAll(named)].flatMap((match) => {
    const list = match[1] ?? "";
    const offset = match.index + match[0].length - list.length;
    return [...list.matchAll(/[TD]\d+/g)].map((each) => hitAt(each[0], offset + each.index));
  });
}

function hitAt(id: string, start: number): Hit {
  return { start, end: start + id.length, ticket: { trackers: ["phabricator"], text: id, id } };
}
