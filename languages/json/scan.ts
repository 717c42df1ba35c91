/** The tokens of a JSON text, each with its place. Any text gives tokens; what is wrong inside one is left to the parser. */

import type { Range } from "../../core/text.ts";

export type TokenKind =
  | "{"
  | "}"
  | "["
  | "]"
  | ","
  | ":"
  | "string"
  | "single-quoted"
  | "word"
  | "line-comment"
  | "block-comment"
  | "unknown"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly range: Range;
  /** A string without closing quote, a comment without closing mark. */
  readonly unclosed: boolean;
}

const punctuation = new Map<string, TokenKind>([
  ["{", "{"],
  ["}", "}"],
  ["[", "["],
  ["]", "]"],
  [",", ","],
  [":", ":"],
]);

const whiteSpace = /[ \t\r\n]+/y;
const wordCharacter = /[A-Za-z0-9_$+.-]/;

/** The token that starts at or after an offset, behind white space. */
export function scanToken(text: string, offset: number): Token {
  const start = offset + matchLength(whiteSpace, text, offset);
  const first = text[start];
  if (first === undefined) return token("end", start, start);

  const mark = punctuation.get(first);
  if (mark) return token(mark, start, start + 1);
  if (first === '"') return scanString(text, start, "string");
  if (first === "'") return scanString(text, start, "single-quoted");
  if (text.startsWith("//", start)) return token("line-comment", start, lineEnd(text, start));
  if (text.startsWith("/*", start)) return scanBlockComment(text, start);

  const end = wordEnd(text, start);
  if (end > start) return token("word", start, end);
  return token("unknown", start, start + String.fromCodePoint(text.codePointAt(start) ?? 0).length);
}

/** A loop and no regular expression over the whole of it: a word, too, may be megabytes long. */
function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && wordCharacter.test(text.charAt(end))) end += 1;
  return end;
}

/** A loop and no regular expression: a string may be megabytes long. A string never spans lines. */
function scanString(text: string, start: number, kind: "string" | "single-quoted"): Token {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return token(kind, start, at + 1);
    if (code === lineFeed) return token(kind, start, text[at - 1] === "\r" ? at - 1 : at, true);
    if (code === backslash && text.charCodeAt(at + 1) !== lineFeed) at += 1;
  }
  return token(kind, start, text.length, true);
}

function scanBlockComment(text: string, start: number): Token {
  const close = text.indexOf("*/", start + 2);
  if (close === -1) return token("block-comment", start, text.length, true);
  return token("block-comment", start, close + 2);
}

const lineFeed = 10;
const backslash = 92;

function token(kind: TokenKind, start: number, end: number, unclosed = false): Token {
  return { kind, range: [start, end], unclosed };
}

function matchLength(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0].length ?? 0;
}

function lineEnd(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  if (newline === -1) return text.length;
  return text[newline - 1] === "\r" ? newline - 1 : newline;
}
