/** Comments that speak to us in a text of no language we read: the usual marks, at a line's start or after white space. */

import type { Comment } from "../parsed.ts";

const longestMark = 32;
const markBefore = /(?:^|[ \t])(#+|\/\/+|;+|--|<!--|\/\*+)[ \t]*$/;

const closings = new Map([
  ["<!--", "-->"],
  ["/*", "*/"],
]);

/** Comments that begin with one of these words, in the order of the text: what else is a comment depends on a language we do not know. */
export function findMentions(text: string, words: readonly string[]): readonly Comment[] {
  const comments = words.flatMap((word) => findMention(text, word));
  return comments.sort((one, other) => one.range[0] - other.range[0]);
}

function findMention(text: string, mention: string): readonly Comment[] {
  const comments: Comment[] = [];
  for (let at = text.indexOf(mention); at !== -1; at = text.indexOf(mention, at + mention.length)) {
    if (at < (comments.at(-1)?.range[1] ?? 0)) continue;
    const comment = commentAround(text, at);
    if (comment) comments.push(comment);
  }
  return comments;
}

function commentAround(text: string, at: number): Comment | undefined {
  const lineStart = text.lastIndexOf("\n", at) + 1;
  const before = text.slice(Math.max(lineStart, at - longestMark), at);
  const mark = markBefore.exec(before)?.[1];
  if (mark === undefined) return undefined;

  const newline = text.indexOf("\n", at);
  const lineEnd = newline === -1 ? text.length : newline;
  const closing = closings.get(mark.startsWith("/*") ? "/*" : mark);
  const closedAt = closing === undefined ? -1 : text.indexOf(closing, at);
  const isClosed = closing !== undefined && closedAt !== -1 && closedAt < lineEnd;
  const inner = text.slice(at, isClosed ? closedAt : lineEnd).trimEnd();
  const end = isClosed ? closedAt + closing.length : at + inner.length;
  const start = at - (before.length - before.lastIndexOf(mark));
  return { type: "Comment", range: [start, end], text: inner };
}
