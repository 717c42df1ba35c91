/** Where the parser of one action stands among its tokens, and which variables it may use there. */

import type { Range } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";
import type { Token, TokenKind } from "./token.ts";

export interface Cursor {
  readonly tokens: readonly Token[];
  /** Place of the closing braces: what is missing is missing there. */
  readonly end: number;
  /** Variables that are declared before, with their marks; those that this action declares are added. */
  readonly variables: string[];
  index: number;
  depth: number;
}

/** Thrown by `fail`; caught where the next action begins, never further. */
export class TemplateFailure extends Error {
  readonly problem: ParseProblem;
  constructor(problem: ParseProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function peek(cursor: Cursor): Token | undefined {
  return cursor.tokens[cursor.index];
}

export function takeIf(cursor: Cursor, kind: TokenKind): Token | undefined {
  const token = peek(cursor);
  if (token?.kind !== kind) return undefined;
  cursor.index += 1;
  return token;
}

/** Behind the last token that was taken. */
export function endOfTaken(cursor: Cursor): number {
  return cursor.tokens[cursor.index - 1]?.range[1] ?? cursor.end;
}

/** The place of a token, or of the end where none is left. */
export function placeOf(cursor: Cursor, token: Token | undefined): Range {
  return token?.range ?? [cursor.end, cursor.end];
}

export function fail(message: string, range: Range, advice: string): never {
  throw new TemplateFailure({ message, advice, range });
}
