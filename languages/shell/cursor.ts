/** Where the reading of a shell script stands: the text, what was found wrong, and what waits for the next line. */

import type { Range } from "../../core/text.ts";
import type { Comment, ParseProblem } from "../parsed.ts";
import type { ShellHereDocument } from "./tree.ts";

export interface Cursor {
  readonly text: string;
  at: number;
  /** Reading ends here; moved while a part of the text is read on its own. */
  end: number;
  /** From a range of the text to that of the document. */
  readonly place: (range: Range) => Range;
  /** Columns at the start of each line that belong to whatever the script lies in. */
  readonly indent: number;
  /** A backslash joins lines even in a comment. */
  readonly joinsLines: boolean;
  /** Start -> end of the places that are filled in before the shell reads the text. */
  readonly holes: ReadonlyMap<number, number>;
  readonly problems: ParseProblem[];
  readonly comments: Comment[];
  /** Here-documents whose lines begin below. */
  waiting: WaitingHereDocument[];
  /** Tokens that end the lists around, innermost last. */
  readonly open: ReadonlySet<string>[];
  depth: number;
  /** Between double quotes, or in a here-document. */
  isQuoted: boolean;
}

export interface WaitingHereDocument {
  readonly delimiter: string;
  readonly isQuoted: boolean;
  /** Tabs before a line do not count. */
  readonly stripsTabs: boolean;
  /** In the text, not in the document. */
  readonly operator: Range;
  /** Called with what was read. */
  readonly take: (document: ShellHereDocument) => void;
}

const mostProblems = 20;
export const deepest = 120;

export function rangeOf(cursor: Cursor, start: number, end: number = cursor.at): Range {
  return cursor.place([start, Math.max(start, end)]);
}

/** Of a node that is empty where reading stands. */
export function emptyRange(cursor: Cursor): Range {
  return rangeOf(cursor, cursor.at, cursor.at);
}

export function complain(cursor: Cursor, start: number, end: number, message: string, advice?: string): void {
  if (cursor.problems.length >= mostProblems) return;
  const range = rangeOf(cursor, start, Math.min(Math.max(end, start), cursor.text.length));
  cursor.problems.push({ message, range, ...(advice === undefined ? {} : { advice }) });
}

export function peek(cursor: Cursor, ahead = 0): string {
  const at = cursor.at + ahead;
  return at < cursor.end ? cursor.text.charAt(at) : "";
}

export function startsWith(cursor: Cursor, text: string): boolean {
  return cursor.at + text.length <= cursor.end && cursor.text.startsWith(text, cursor.at);
}

/** Blanks, and line ends that a backslash takes away. */
export function skipBlanks(cursor: Cursor): void {
  for (;;) {
    const next = peek(cursor);
    if (next === " " || next === "\t") cursor.at += 1;
    else if (next === "\r" && peek(cursor, 1) === "\n") cursor.at += 1;
    else if (isContinuation(cursor)) cursor.at = afterContinuation(cursor);
    else return;
  }
}

export function isContinuation(cursor: Cursor): boolean {
  if (peek(cursor) !== "\\") return false;
  return peek(cursor, 1) === "\n" || (peek(cursor, 1) === "\r" && peek(cursor, 2) === "\n");
}

export function afterContinuation(cursor: Cursor): number {
  return cursor.text.indexOf("\n", cursor.at) + 1;
}

/** A comment up to the end of its line, where one begins here. */
export function skipComment(cursor: Cursor): void {
  if (peek(cursor) !== "#") return;
  let newline = cursor.text.indexOf("\n", cursor.at);
  while (cursor.joinsLines && newline > 0 && cursor.text.charAt(newline - 1) === "\\")
    newline = cursor.text.indexOf("\n", newline + 1);
  let end = newline === -1 || newline > cursor.end ? cursor.end : newline;
  const start = cursor.at;
  cursor.at = end;
  if (cursor.text.charAt(end - 1) === "\r") end -= 1;
  const text = cursor.text.slice(start, end);
  cursor.comments.push({ type: "Comment", range: rangeOf(cursor, start, end), text: text.replace(/^#+/u, "").trim() });
}

/** Letters, digits and underscores from here; empty where no name begins. */
export function peekName(cursor: Cursor): string {
  namePattern.lastIndex = cursor.at;
  const name = namePattern.exec(cursor.text)?.[0] ?? "";
  return name.slice(0, cursor.end - cursor.at);
}

const namePattern = /[A-Za-z_][A-Za-z0-9_]*/y;

/** The unquoted word that begins here, as far as it could be a reserved one. */
export function peekReserved(cursor: Cursor): string {
  reservedPattern.lastIndex = cursor.at;
  const word = reservedPattern.exec(cursor.text)?.[0] ?? "";
  const end = cursor.at + word.length;
  if (end >= cursor.end) return end === cursor.end ? word : "";
  return /[\s;&|()<>]/u.test(cursor.text.charAt(end)) || cursor.text.startsWith("\\\n", end) ? word : "";
}

const reservedPattern = /\[\[|[{}!]|[a-z]{2,8}/y;
