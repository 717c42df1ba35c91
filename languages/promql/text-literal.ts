/** Texts in PromQL: escapes as in Go, in double or single quotes, or raw between backquotes. */

import { PromqlSyntaxError } from "./syntax-error.ts";

export interface TextLiteral {
  readonly value: string;
  readonly end: number;
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
]);

const numericEscape = /(?:x([\da-fA-F]{2})|([0-7]{3})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/uy;

/** `start` is the place of the opening quote. */
export function readTextLiteral(text: string, start: number): TextLiteral {
  const quote = text[start] ?? "";
  if (quote === "`") {
    const end = text.indexOf("`", start + 1);
    if (end === -1) throw unterminated(text, start);
    return { value: text.slice(start + 1, end), end: end + 1 };
  }
  let value = "";
  let at = start + 1;
  for (;;) {
    const character = text[at];
    if (character === undefined || character === "\n") throw unterminated(text, start);
    if (character === quote) return { value, end: at + 1 };
    if (character !== "\\") {
      value += character;
      at += 1;
      continue;
    }
    const escape = readEscape(text, at, quote, start);
    value += escape.value;
    at = escape.end;
  }
}

function readEscape(text: string, at: number, quote: string, start: number): TextLiteral {
  const next = text[at + 1];
  if (next === undefined) throw unterminated(text, start);
  const simple = next === quote ? quote : simpleEscapes.get(next);
  if (simple !== undefined) return { value: simple, end: at + 2 };
  numericEscape.lastIndex = at + 1;
  const numeric = numericEscape.exec(text);
  const [, hex, octal, short, long] = numeric ?? [];
  const code = octal === undefined ? Number.parseInt(hex ?? short ?? long ?? "", 16) : Number.parseInt(octal, 8);
  const isByte = octal !== undefined && code > 255;
  if (numeric === null || isByte || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new PromqlSyntaxError(
      `\`\\${next}\` is no escape that PromQL knows`,
      [at, Math.min(at + 2, text.length)],
      `Write \`\\\\${next}\` for a backslash, or put the text between backquotes.`,
    );
  }
  return { value: String.fromCodePoint(code), end: numericEscape.lastIndex };
}

function unterminated(text: string, start: number): PromqlSyntaxError {
  const lineEnd = text.indexOf("\n", start);
  return new PromqlSyntaxError(
    "the text that begins here has no closing quote",
    [start, lineEnd === -1 ? text.length : lineEnd],
    "Close the quote.",
  );
}
