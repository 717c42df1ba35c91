/** Cuts a PromQL expression into tokens. Words are told apart by the parser: every keyword may be a metric or a label. */

import type { Range } from "../../core/text.ts";
import { parseDuration } from "./duration.ts";
import { PromqlSyntaxError } from "./syntax-error.ts";
import { readTextLiteral } from "./text-literal.ts";

export interface Token {
  readonly kind: "word" | "number" | "duration" | "text" | "mark" | "end";
  readonly range: Range;
  /** As written. */
  readonly text: string;
  /** Of a number or a duration (seconds). */
  readonly number: number;
  /** Of a text. */
  readonly value: string;
}

const blank = /(?:[ \t\r\n]+|#[^\n]*)+/y;
const word = /[A-Za-z_:][\w:]*/y;
/** Between brackets a colon stands before the step of a subquery. */
const bracketedWord = /[A-Za-z_]\w*/y;
const numeric = /0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const duration = /(?:\d+(?:ms|[smhdwy]))+/y;
const run = /[\w.]+/y;
const mark = /==|!=|=~|!~|>=|<=|[{}[\]()<>=,:@+\-*/%^]/y;

/** @throws {PromqlSyntaxError} */
export function scanPromql(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let brackets = 0;
  for (;;) {
    at = matchAt(blank, text, at) ?? at;
    const character = text[at];
    if (character === undefined) {
      tokens.push(token("end", text, at, at));
      return tokens;
    }
    const next = scanToken(text, at, brackets > 0);
    if (next.text === "[") brackets += 1;
    if (next.text === "]") brackets -= 1;
    tokens.push(next);
    at = next.range[1];
  }
}

function scanToken(text: string, at: number, isBracketed: boolean): Token {
  const character = text[at] ?? "";
  if (character === '"' || character === "'" || character === "`") {
    const { value, end } = readTextLiteral(text, at);
    return { ...token("text", text, at, end), value };
  }
  if (/\d/u.test(character) || (character === "." && /\d/u.test(text[at + 1] ?? ""))) return scanNumber(text, at);
  const wordEnd = matchAt(isBracketed ? bracketedWord : word, text, at);
  if (wordEnd !== undefined && text.slice(at, wordEnd) !== ":") return token("word", text, at, wordEnd);
  const markEnd = matchAt(mark, text, at);
  if (markEnd !== undefined) return token("mark", text, at, markEnd);
  const shown = String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
  throw new PromqlSyntaxError(`\`${shown}\` means nothing in PromQL`, [at, at + shown.length]);
}

function scanNumber(text: string, at: number): Token {
  const wordEnd = matchAt(run, text, at) ?? at;
  const durationEnd = matchAt(duration, text, at);
  if (durationEnd === wordEnd) {
    const written = text.slice(at, wordEnd);
    const seconds = parseDuration(written);
    if (seconds !== undefined) return { ...token("duration", text, at, wordEnd), number: seconds };
    throw new PromqlSyntaxError(
      `\`${written}\` is no duration`,
      [at, wordEnd],
      "Write the units once each, the largest first: `1h30m`.",
    );
  }
  const numberEnd = matchAt(numeric, text, at);
  if (numberEnd !== undefined && numberEnd >= wordEnd) {
    const number = Number(text.slice(at, numberEnd));
    return { ...token("number", text, at, numberEnd), number };
  }
  throw new PromqlSyntaxError(
    `\`${text.slice(at, wordEnd)}\` is neither a number nor a duration`,
    [at, wordEnd],
    "Write a number (`2.5`), or a duration with one of the units y, w, d, h, m, s, ms.",
  );
}

function token(kind: Token["kind"], text: string, start: number, end: number): Token {
  return { kind, range: [start, end], text: text.slice(start, end), number: 0, value: "" };
}

function matchAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
