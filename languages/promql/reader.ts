/** Walks over the tokens of a PromQL expression and says what stands where something else should. */

import type { Range } from "../../core/text.ts";
import type { Token } from "./scan.ts";
import { PromqlSyntaxError } from "./syntax-error.ts";

export interface Reader {
  readonly tokens: readonly Token[];
  index: number;
  depth: number;
}

/** Deeper than anybody writes. */
const deepest = 250;

export function peek(reader: Reader, ahead = 0): Token {
  const token = reader.tokens[Math.min(reader.index + ahead, reader.tokens.length - 1)];
  if (!token) throw new PromqlSyntaxError("there is no expression", [0, 0]);
  return token;
}

export function take(reader: Reader): Token {
  const token = peek(reader);
  reader.index += 1;
  return token;
}

export function isMark(token: Token, text: string): boolean {
  return token.kind === "mark" && token.text === text;
}

export function isWord(token: Token, ...words: readonly string[]): boolean {
  return token.kind === "word" && words.includes(token.text.toLowerCase());
}

export function takeIf(reader: Reader, text: string): Token | undefined {
  return isMark(peek(reader), text) ? take(reader) : undefined;
}

/** `where` goes on from "`x` stands": "in the matchers of `up`". */
export function expectMark(reader: Reader, text: string, where: string): Token {
  const token = peek(reader);
  if (!isMark(token, text)) throw unexpected(token, `${where}, where \`${text}\` is expected`);
  return take(reader);
}

export function unexpected(token: Token, where: string, advice?: string): PromqlSyntaxError {
  if (token.kind === "end") {
    return new PromqlSyntaxError(`the expression ends ${where}`, token.range, advice);
  }
  const shown = token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text;
  return new PromqlSyntaxError(`\`${shown.replaceAll("`", "'")}\` stands ${where}`, token.range, advice);
}

/** An opening bracket that nothing closes is the mistake, not the end of the text. */
export function closing(reader: Reader, opening: Token, close: string): Token {
  const token = peek(reader);
  if (isMark(token, close)) return take(reader);
  if (token.kind === "end") {
    throw new PromqlSyntaxError(
      `\`${opening.text}\` is never closed`,
      opening.range,
      `Add the \`${close}\` that belongs to it.`,
    );
  }
  throw unexpected(token, `where an operator or \`${close}\` is expected`);
}

export function deeper<Result>(reader: Reader, read: () => Result): Result {
  reader.depth += 1;
  if (reader.depth > deepest) {
    throw new PromqlSyntaxError("it is nested deeper than can be read", peek(reader).range);
  }
  const result = read();
  reader.depth -= 1;
  return result;
}

export function span(start: { readonly range: Range }, end: { readonly range: Range }): Range {
  return [start.range[0], end.range[1]];
}
