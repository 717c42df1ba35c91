/** Where the TOML parser stands in its text, and what it has met so far. */

import type { Range } from "../../core/text.ts";
import type { Comment, ParseProblem } from "../parsed.ts";

/** 1.1 takes what 1.0 does, and more: line breaks in inline tables, `\e`, `\xHH`, times without seconds. */
export type TomlVersion = "1.0" | "1.1";

export interface Cursor {
  readonly text: string;
  readonly version: TomlVersion;
  at: number;
  /** Arrays and inline tables around it. */
  depth: number;
  /** Set where something nests deeper than is read. */
  isTooDeep: boolean;
  readonly problems: ParseProblem[];
  readonly comments: Comment[];
}

export const deepest = 200;
export const mostProblems = 50;

/** Notes a problem and returns nothing: whoever gets nothing gives up what it was reading. */
export function fail(cursor: Cursor, range: Range, message: string, advice?: string): undefined {
  if (cursor.problems.length < mostProblems)
    cursor.problems.push({ range, message, ...(advice !== undefined && { advice }) });
}

export function skipBlanks(cursor: Cursor): void {
  const { text } = cursor;
  while (text[cursor.at] === " " || text[cursor.at] === "\t") cursor.at += 1;
}

export function isAtLineEnd({ text, at }: Cursor): boolean {
  const character = text[at];
  return character === undefined || character === "\n" || (character === "\r" && text[at + 1] === "\n");
}

/** Blanks, comments and line ends; `false` where a comment holds what no comment may. */
export function skipSpace(cursor: Cursor): boolean {
  for (;;) {
    skipBlanks(cursor);
    if (!skipComment(cursor)) return false;
    if (!isAtLineEnd(cursor) || cursor.at >= cursor.text.length) return true;
    cursor.at += cursor.text[cursor.at] === "\r" ? 2 : 1;
  }
}

const control = /[\u0000-\u0008\u000b-\u001f\u007f]/u;

/** `false` where the comment holds what no comment may. */
export function skipComment(cursor: Cursor): boolean {
  const { text, at } = cursor;
  if (text[at] !== "#") return true;
  const end = lineEnd(text, at);
  const inner = text.slice(at, end);
  cursor.comments.push({ type: "Comment", range: [at, end], text: inner.replace(/^#+/u, "").trim() });
  cursor.at = end;
  const bad = control.exec(inner);
  if (!bad) return true;
  fail(cursor, [at + bad.index, at + bad.index + 1], `A comment holds the control character ${named(bad[0])}.`);
  return false;
}

/** Of the line that `at` stands in, without its line ending. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  if (newline === -1) return text.length;
  return newline > at && text[newline - 1] === "\r" ? newline - 1 : newline;
}

export function named(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** What stands at an offset, as a message shows it: a word, or one character. */
export function shownAt(text: string, at: number): { readonly shown: string; readonly range: Range } {
  const [word] = /^(?:[\p{L}\p{N}_+.:-]{1,40}|.)/su.exec(text.slice(at, at + 42)) ?? [""];

  const shown = /^[\u0000-\u001f\u007f]/u.test(word) ? named(word) : `\`${word}\``;
  return { shown, range: [at, at + word.length] };
}
