/** Where the parser stands among the tokens, whether line ends count there, and what it had to complain about. */

import { indexLines, type Range } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";
import { describeInvalid } from "./invalid.ts";
import { endsLine, type Token, type TokenKind } from "./token.ts";

export interface Cursor {
  readonly text: string;
  /** Ends with a token of kind `end`. */
  readonly tokens: readonly Token[];
  /** At most `mostProblems`. */
  readonly problems: ParseProblem[];
  index: number;
  /** Off inside of `( [ ${`, on inside of `{` and at the top. */
  newlinesCount: boolean;
  /** Blocks, brackets, operators and directives around where we stand. */
  depth: number;
}

/** Thrown by `fail`; caught where the parser can go on, never further than `parseHcl`. */
export class SyntaxFailure extends Error {}

export const mostProblems = 20;
/** Deeper than anybody writes, shallow enough for whoever walks the tree by recursion. */
const greatestDepth = 200;

/** The next token that counts; comments never do. */
export function peek(cursor: Cursor): Token {
  const { tokens, newlinesCount } = cursor;
  let token = tokenAt(cursor, cursor.index);
  while (token.kind === "block-comment" || (!newlinesCount && isLineBreak(token.kind))) {
    cursor.index = Math.min(cursor.index + 1, tokens.length - 1);
    token = tokenAt(cursor, cursor.index);
  }
  return token;
}

/** Takes the next token that counts. At the end it is the end, again and again. */
export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  if (token.kind !== "end") cursor.index += 1;
  return token;
}

/** Takes the next token if it is of this kind. */
export function takeIf(cursor: Cursor, kind: TokenKind): Token | undefined {
  return peek(cursor).kind === kind ? take(cursor) : undefined;
}

export function tokenAt(cursor: Cursor, index: number): Token {
  return cursor.tokens[index] ?? { kind: "end", start: cursor.text.length, end: cursor.text.length };
}

/** The token before the one that `peek` gives, comments and line ends aside. */
export function previous(cursor: Cursor): Token | undefined {
  peek(cursor);
  let index = cursor.index - 1;
  while (index > 0 && (tokenAt(cursor, index).kind === "block-comment" || isLineBreak(tokenAt(cursor, index).kind))) {
    index -= 1;
  }
  return cursor.tokens[index];
}

export function textOf(cursor: Cursor, token: Token): string {
  return cursor.text.slice(token.start, token.end);
}

/** Reads something in which line ends do, or do not, count. */
export function withNewlines<Result>(cursor: Cursor, count: boolean, read: () => Result): Result {
  const outside = cursor.newlinesCount;
  cursor.newlinesCount = count;
  const result = read();
  cursor.newlinesCount = outside;
  return result;
}

/** To be paired with `leave`; whoever catches a failure restores the depth. */
export function enter(cursor: Cursor): void {
  cursor.depth += 1;
  if (cursor.depth <= greatestDepth) return;
  const { start } = peek(cursor);
  cursor.index = cursor.tokens.length - 1;
  throw failure(cursor, [start, start], {
    message: `This is nested more than ${greatestDepth} levels deep, which nobody can read.`,
    advice: "Split it into locals or modules.",
  });
}

export function leave(cursor: Cursor): void {
  cursor.depth -= 1;
}

export interface Complaint {
  readonly message: string;
  readonly advice?: string;
}

/** Records a problem; the caller can go on as if nothing had been. */
export function report(cursor: Cursor, range: Range, complaint: Complaint): void {
  if (cursor.problems.length < mostProblems) cursor.problems.push({ ...complaint, range });
}

/** Ends the reading of whatever is read now. A character that HCL does not know is told as such. */
export function fail(cursor: Cursor, token: Token, complaint: Complaint): never {
  throw failure(cursor, rangeOf(cursor, token), describeInvalid(cursor.text, token) ?? complaint);
}

/** As `fail`, about any place. */
export function failAt(cursor: Cursor, range: Range, complaint: Complaint): never {
  throw failure(cursor, range, complaint);
}

function failure(cursor: Cursor, range: Range, complaint: Complaint): SyntaxFailure {
  report(cursor, range, complaint);
  return new SyntaxFailure(complaint.message);
}

/** Of the token; of the last character before it where it ends a line, so that there is something to see. */
export function rangeOf({ text }: Cursor, { kind, start, end }: Token): Range {
  if (!endsLine(kind)) return [start, end];
  const isLineStart = start === 0 || text[start - 1] === "\n";
  return isLineStart ? [start, start] : [start - 1, start];
}

/** Its line, from 1. */
export function lineOf({ text }: Cursor, offset: number): number {
  return indexLines(text).position(offset).line;
}

/** The user's own words in backticks, or what stands there instead of words. */
export function describe(cursor: Cursor, token: Token): string {
  if (token.kind === "end") return "the end of the file";
  if (isLineBreak(token.kind)) return "the end of the line";
  if (token.kind === "open-quote") return "a string";
  if (token.kind === "open-heredoc") return "a heredoc";
  return words(textOf(cursor, token));
}

/** In backticks, shortened. */
export function words(text: string): string {
  const [line = ""] = text.trim().split(/\r?\n/u);
  const short = line.length > 60 ? `${line.slice(0, 57)}…` : line;
  return `\`${short.replaceAll("`", "'")}\``;
}

function isLineBreak(kind: TokenKind): boolean {
  return kind === "newline" || kind === "line-comment";
}
