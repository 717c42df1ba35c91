/** The scanner inside strings and heredocs: text up to the next sequence or to the end. */

import { push, type HeredocMode, type Scanner } from "./scanner.ts";

const quote = 34;
const backslash = 92;
const newline = 10;
const dollar = 36;
const percent = 37;
const openingBrace = 123;

/** A string ends with its line, closed or not, so that one missing quote costs one line. */
export function scanQuoted(scanner: Scanner): void {
  const { text } = scanner;
  const start = scanner.at;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote || code === newline || (code === 13 && text.charCodeAt(at + 1) === newline)) break;
    if (opensSequence(text, at, start)) break;
    at += code === backslash && text.charCodeAt(at + 1) !== newline ? 2 : 1;
  }
  at = Math.min(at, text.length);
  if (at > start) push(scanner, "quoted-text", at);
  if (at === text.length) return;

  const code = text.charCodeAt(at);
  if (code === quote) {
    push(scanner, "close-quote", at + 1);
    scanner.modes.pop();
  } else if (code === dollar || code === percent) openSequence(scanner);
  else leaveString(scanner);
}

/** One line of text, or the part of it before a sequence. */
export function scanHeredoc(scanner: Scanner, mode: HeredocMode): void {
  const { text } = scanner;
  const start = scanner.at;
  if (mode.lineEnd <= start) mode.lineEnd = text.indexOf("\n", start) + 1 || text.length + 1;
  const last = mode.lineEnd - 1;
  if (mode.atLineStart && last < text.length && text.slice(start, last).trim() === mode.delimiter) {
    push(scanner, "close-heredoc", text.charCodeAt(last - 1) === 13 ? last - 1 : last);
    scanner.modes.pop();
    return;
  }

  const lineEnd = Math.min(mode.lineEnd, text.length);
  let at = start;
  while (at < lineEnd && !opensSequence(text, at, start)) at += 1;
  if (at > start) push(scanner, "heredoc-text", at);
  mode.atLineStart = at === lineEnd;
  if (at < lineEnd) openSequence(scanner);
}

/** `${` or `%{`, unless the sign is doubled (`$${` is text). */
function opensSequence(text: string, at: number, start: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== dollar && code !== percent) return false;
  if (text.charCodeAt(at + 1) !== openingBrace) return false;
  return at === start || text.charCodeAt(at - 1) !== code;
}

function openSequence(scanner: Scanner): void {
  const { text, at } = scanner;
  const end = text[at + 2] === "~" ? at + 3 : at + 2;
  push(scanner, text[at] === "$" ? "open-interpolation" : "open-directive", end);
  scanner.modes.push({ in: "sequence", braces: scanner.braces });
}

/** A string that its line ends takes the strings around it along: whichever quote is missing, the next line is code again. */
function leaveString(scanner: Scanner): void {
  for (let mode = scanner.modes.at(-1); mode; mode = scanner.modes.at(-1)) {
    if (mode.in === "heredoc") return;
    if (mode.in === "sequence") {
      if (scanner.modes.at(-2)?.in === "heredoc") return;
      scanner.braces = mode.braces;
    }
    scanner.modes.pop();
  }
}
