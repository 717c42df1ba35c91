/** Cuts an HCL text into tokens. Strings, heredocs and the sequences inside them nest on a stack of modes. */

import { scanHeredoc, scanQuoted } from "./scan-template.ts";
import { push, type Scanner, type SequenceMode } from "./scanner.ts";
import type { Mark, Token } from "./token.ts";

/** Never throws; what is no token of the language is `invalid`. The last token is `end`. */
export function scanHcl(text: string): readonly Token[] {
  const lastCommentEnd = text.lastIndexOf("*/");
  const scanner: Scanner = { text, lastCommentEnd, tokens: [], modes: [], at: 0, braces: 0 };
  while (scanner.at < text.length) {
    const mode = scanner.modes.at(-1);
    if (mode?.in === "quoted") scanQuoted(scanner);
    else if (mode?.in === "heredoc") scanHeredoc(scanner, mode);
    else scanCode(scanner, mode);
  }
  scanner.tokens.push({ kind: "end", start: text.length, end: text.length });
  return scanner.tokens;
}

/** Scans code up to the end of the text, or to where a string, a heredoc or a sequence begins or ends. */
function scanCode(scanner: Scanner, mode: SequenceMode | undefined): void {
  const { text, modes } = scanner;
  while (scanner.at < text.length && modes.at(-1) === mode) {
    const { at } = scanner;
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9) scanner.at += 1;
    else if (isPlainWord(code)) push(scanner, "identifier", wordEnd(text, at));
    else if (isDigit(code)) push(scanner, "number", endOf(number, text, at));
    else if (code === 10) push(scanner, "newline", at + 1);
    else scanSign(scanner, mode, text.charAt(at));
  }
}

const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const heredocOpening = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/** Everything that is neither blank nor number nor a word of ASCII letters. */
function scanSign(scanner: Scanner, mode: SequenceMode | undefined, sign: string): void {
  const { text, at } = scanner;
  switch (sign) {
    case '"':
      push(scanner, "open-quote", at + 1);
      scanner.modes.push({ in: "quoted" });
      return;
    case "{":
      scanner.braces += 1;
      push(scanner, "{", at + 1);
      return;
    case "}":
      closeBrace(scanner, mode);
      return;
    case "#":
      push(scanner, "line-comment", lineEnd(text, at));
      return;
    case "/":
      scanSlash(scanner);
      return;
    case "<":
      scanLess(scanner);
      return;
    case "\r":
      if (text[at + 1] === "\n") push(scanner, "newline", at + 2);
      else push(scanner, "invalid", at + 1);
      return;
    case "~":
      if (text[at + 1] === "}" && mode?.braces === scanner.braces) closeSequence(scanner, at + 2);
      else push(scanner, "invalid", at + 1);
      return;
    default:
      scanMark(scanner, sign);
  }
}

function closeBrace(scanner: Scanner, mode: SequenceMode | undefined): void {
  if (mode?.braces === scanner.braces) {
    closeSequence(scanner, scanner.at + 1);
    return;
  }
  scanner.braces -= 1;
  push(scanner, "}", scanner.at + 1);
}

function closeSequence(scanner: Scanner, end: number): void {
  push(scanner, "close-sequence", end);
  scanner.modes.pop();
}

function scanSlash(scanner: Scanner): void {
  const { text, at } = scanner;
  const next = text[at + 1];
  if (next === "/") push(scanner, "line-comment", lineEnd(text, at));
  else if (next === "*" && scanner.lastCommentEnd >= at + 2)
    push(scanner, "block-comment", text.indexOf("*/", at + 2) + 2);
  else push(scanner, "/", at + 1);
}

function scanLess(scanner: Scanner): void {
  const { text, at } = scanner;
  heredocOpening.lastIndex = at;
  const delimiter = text[at + 1] === "<" ? heredocOpening.exec(text)?.[1] : undefined;
  if (delimiter === undefined) {
    scanMark(scanner, "<");
    return;
  }
  push(scanner, "open-heredoc", heredocOpening.lastIndex);
  scanner.modes.push({ in: "heredoc", delimiter, atLineStart: true, lineEnd: 0 });
}

const shortMarks: ReadonlyMap<string, Mark> = new Map(
  (["[", "]", "(", ")", ".", ",", ":", "?", "=", "<", ">", "!", "+", "-", "*", "%"] as const).map((mark) => [
    mark,
    mark,
  ]),
);
const longMarks: ReadonlyMap<string, Mark> = new Map(
  (["::", "=>", "==", "!=", "<=", ">=", "&&", "||"] as const).map((mark) => [mark, mark]),
);
const secondSigns = ":=>&|";

function scanMark(scanner: Scanner, sign: string): void {
  const { text, at } = scanner;
  if (sign === "." && text.startsWith("...", at)) {
    push(scanner, "...", at + 3);
    return;
  }
  const second = text.charAt(at + 1);
  const long = secondSigns.includes(second) ? longMarks.get(sign + second) : undefined;
  if (long !== undefined) {
    push(scanner, long, at + 2);
    return;
  }
  const short = shortMarks.get(sign);
  if (short !== undefined) push(scanner, short, at + 1);
  else scanForeign(scanner);
}

/** A word that begins beyond ASCII, or a character that has no meaning in HCL. */
function scanForeign(scanner: Scanner): void {
  const { text, at } = scanner;
  const end = endOf(identifier, text, at);
  if (end > at) push(scanner, "identifier", end);
  else push(scanner, "invalid", at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** `a` to `z`, `A` to `Z`, `_`. */
function isPlainWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function wordEnd(text: string, start: number): number {
  let at = start + 1;
  let code = text.charCodeAt(at);
  while (isPlainWord(code) || isDigit(code) || code === 45) code = text.charCodeAt(++at);
  return code > 127 ? endOf(identifier, text, start) : at;
}

/** The end of what the sticky pattern matches at `at`; `at` itself where it matches nothing. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline === -1 ? text.length : newline + 1;
}
