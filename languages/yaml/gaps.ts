/** What lies between two YAML tokens: blanks, indicators and comments. Comments are gathered here, the parser does not tell of them. */

import type { Comment } from "../parsed.ts";

export interface Gaps {
  readonly comments: readonly Comment[];
  /** Gathers the comments of a gap. Gaps must come in the order of the text; nothing is looked at twice. */
  collect(from: number, to: number): void;
  /** First offset at or after `from` that is neither blank nor comment. */
  skipBlank(from: number): number;
  /** Whether a question mark lies between; to be asked in the order of the text. */
  holdsQuestionMark(from: number, to: number): boolean;
}

export function openGaps(text: string): Gaps {
  const comments: Comment[] = [];
  let nextHash = indexFrom(text, "#", 0);
  let nextQuestionMark = indexFrom(text, "?", 0);

  function collect(from: number, to: number): void {
    if (nextHash < from) nextHash = indexFrom(text, "#", from);
    while (nextHash < to) {
      const start = nextHash;
      if (!startsComment(text, start)) {
        nextHash = indexFrom(text, "#", start + 1);
        continue;
      }
      const end = lineEnd(text, start);
      comments.push({ type: "Comment", range: [start, end], text: text.slice(start + 1, end).trim() });
      nextHash = indexFrom(text, "#", end);
    }
  }

  return {
    comments,
    collect,
    skipBlank: (from) => skipBlank(text, from),
    holdsQuestionMark(from, to) {
      if (nextQuestionMark < from) nextQuestionMark = indexFrom(text, "?", from);
      return nextQuestionMark < to;
    },
  };
}

/** A `#` opens a comment only at the start of a line or after a blank. */
export function startsComment(text: string, hash: number): boolean {
  return hash === 0 || isBlank(text.charCodeAt(hash - 1));
}

/** Offset of the line ending (or the end of the text) at or after `from`. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) break;
    at += 1;
  }
  return at;
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (isBlank(unit)) at += 1;
    else if (unit === 35 && startsComment(text, at)) at = lineEnd(text, at);
    else break;
  }
  return at;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 9 || unit === 13;
}

function indexFrom(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index === -1 ? Number.POSITIVE_INFINITY : index;
}
