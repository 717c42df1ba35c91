/** Scalars of YAML 1.1, token by token: quoted, plain and block text. The reader stands at their first character. */

import { isBreak, isDocumentMark, isSeparator, type Reader } from "./reader.ts";
import { type Mark, type Token, TokenError } from "./token.ts";

interface PlainScalar {
  readonly token: Token;
  /** A line ended behind it: a key may begin where the reader stands now. */
  readonly crossedLine: boolean;
}

/** `indent`: the least column that further lines of it may have; flow collections take any. */
export function scanPlain(reader: Reader, indent: number, inFlow: boolean): PlainScalar {
  const start = reader.mark();
  let end = start;
  let value = "";
  let folded = "";
  let crossedLine = false;
  while (reader.peek() !== "#") {
    const length = plainLength(reader, inFlow);
    if (length === 0) break;
    crossedLine = false;
    value += folded + reader.text.slice(reader.mark().offset, reader.mark().offset + length);
    reader.forward(length);
    end = reader.mark();
    const gap = scanPlainGap(reader);
    crossedLine = gap.crossedLine;
    folded = gap.folded;
    if (folded === "" || (!inFlow && reader.mark().column < indent)) break;
  }
  return { token: { type: "scalar", start, end, value, style: "plain" }, crossedLine };
}

function plainLength(reader: Reader, inFlow: boolean): number {
  for (let length = 0; ; length += 1) {
    const character = reader.peek(length);
    if (isSeparator(character)) return length;
    const next = reader.peek(length + 1);
    if (character === ":" && (isSeparator(next) || (inFlow && ",[]{}".includes(next)))) return length;
    if (inFlow && ",?[]{}".includes(character)) return length;
  }
}

function scanPlainGap(reader: Reader): { readonly folded: string; readonly crossedLine: boolean } {
  const blanks = reader.spaces();
  const first = reader.lineBreak();
  if (first === "") return { folded: blanks, crossedLine: false };
  if (isDocumentMark(reader)) return { folded: "", crossedLine: true };
  let breaks = "";
  while (reader.peek() === " " || isBreak(reader.peek())) {
    if (reader.peek() === " ") reader.forward();
    else breaks += reader.lineBreak();
    if (isDocumentMark(reader)) return { folded: "", crossedLine: true };
  }
  return { folded: fold(first, breaks), crossedLine: true };
}

/** One line end is a blank, more are as many lines less one. */
function fold(first: string, breaks: string): string {
  if (first !== "\n") return first + breaks;
  return breaks === "" ? " " : breaks;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\u0007"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\u001b"],
  [" ", " "],
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);

const hexLengths: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

export function scanQuoted(reader: Reader): Token {
  const start = reader.mark();
  const quote = reader.peek();
  reader.forward();
  let value = "";
  for (;;) {
    const character = reader.peek();
    if (character === "") throw new TokenError("The quotes are not closed.", start);
    if (character === quote) {
      if (quote === '"' || reader.peek(1) !== "'") break;
      value += "'";
      reader.forward(2);
    } else if (character === "\\" && quote === '"') {
      value += scanEscape(reader);
    } else if (isSeparator(character)) {
      value += scanQuotedGap(reader);
    } else {
      value += character;
      reader.forward();
    }
  }
  reader.forward();
  return { type: "scalar", start, end: reader.mark(), value, style: quote === '"' ? "double" : "single" };
}

function scanEscape(reader: Reader): string {
  const place = reader.mark();
  reader.forward();
  const character = reader.peek();
  const plain = escapes.get(character);
  if (plain !== undefined) {
    reader.forward();
    return plain;
  }
  const length = hexLengths.get(character);
  if (length !== undefined) {
    const { offset } = reader.mark();
    const digits = reader.text.slice(offset + 1, offset + 1 + length);
    const code = /^[0-9A-Fa-f]+$/u.test(digits) && digits.length === length ? parseInt(digits, 16) : NaN;
    if (!(code <= 0x10ffff)) throw new TokenError("The escape is not a number.", place);
    reader.forward(length + 1);
    return String.fromCodePoint(code);
  }
  if (!isBreak(character)) throw new TokenError("No such escape is known.", place);
  reader.lineBreak();
  return quotedBreaks(reader);
}

function scanQuotedGap(reader: Reader): string {
  let blanks = "";
  while (reader.peek() === " " || reader.peek() === "\t") {
    blanks += reader.peek();
    reader.forward();
  }
  const first = reader.lineBreak();
  return first === "" ? blanks : fold(first, quotedBreaks(reader));
}

function quotedBreaks(reader: Reader): string {
  let breaks = "";
  for (;;) {
    if (isDocumentMark(reader)) throw new TokenError("The document ends inside quotes.", reader.mark());
    while (reader.peek() === " " || reader.peek() === "\t") reader.forward();
    const found = reader.lineBreak();
    if (found === "") return breaks;
    breaks += found;
  }
}

/** `parentIndent`: column of the collection around it, -1 at the top. The value keeps no more than its lines. */
export function scanBlock(reader: Reader, parentIndent: number): Token {
  const start = reader.mark();
  const style = reader.peek() === "|" ? "literal" : "folded";
  reader.forward();
  const increment = scanBlockHeader(reader);
  const least = Math.max(parentIndent + 1, 1);
  const detected = increment === undefined ? detectIndent(reader, least) : undefined;
  const indent = detected?.indent ?? least + (increment ?? 1) - 1;
  let end = detected?.end ?? skipBlankLines(reader, indent);
  let value = "";
  while (reader.mark().column === indent && reader.peek() !== "") {
    const from = reader.mark().offset;
    while (reader.peek() !== "" && !isBreak(reader.peek())) reader.forward();
    value += `${reader.text.slice(from, reader.mark().offset)}\n`;
    reader.lineBreak();
    end = skipBlankLines(reader, indent);
  }
  return { type: "scalar", start, end, value, style };
}

/** Chomping and indentation in either order, then nothing but a comment. */
function scanBlockHeader(reader: Reader): number | undefined {
  let increment: number | undefined;
  const isChomping = (): boolean => reader.peek() === "+" || reader.peek() === "-";
  const chompsFirst = isChomping();
  if (chompsFirst) reader.forward();
  if (/^\d$/u.test(reader.peek())) {
    increment = Number(reader.peek());
    if (increment === 0) throw new TokenError("An indentation of 0 is not possible.", reader.mark());
    reader.forward();
  }
  if (!chompsFirst && isChomping()) reader.forward();
  const before = reader.spaces();
  if (reader.peek() === "#") {
    if (before === "") throw new TokenError("A comment needs a blank before it.", reader.mark());
    while (reader.peek() !== "" && !isBreak(reader.peek())) reader.forward();
  }
  if (reader.lineBreak() === "" && reader.peek() !== "") {
    throw new TokenError("Text stands behind the mark of a block of text.", reader.mark());
  }
  return increment;
}

function detectIndent(reader: Reader, least: number): { readonly indent: number; readonly end: Mark } {
  let deepest = 0;
  let end = reader.mark();
  while (reader.peek() === " " || isBreak(reader.peek())) {
    if (reader.peek() === " ") {
      reader.forward();
      deepest = Math.max(deepest, reader.mark().column);
    } else {
      reader.lineBreak();
      end = reader.mark();
    }
  }
  return { indent: Math.max(least, deepest), end };
}

/** The text ends where its last blank line does, not in the indentation of what comes after. */
function skipBlankLines(reader: Reader, indent: number): Mark {
  let end = reader.mark();
  const indentation = (): void => {
    while (reader.mark().column < indent && reader.peek() === " ") reader.forward();
  };
  indentation();
  while (isBreak(reader.peek())) {
    reader.lineBreak();
    end = reader.mark();
    indentation();
  }
  return end;
}
