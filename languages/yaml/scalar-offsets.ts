/** The way back from the value of a YAML scalar to the text: where in the file a character of the value stands. */

import type { Range } from "../../core/text.ts";

const blank = /\s/u;
const escapeLengths: ReadonlyMap<string, number> = new Map([
  ["x", 4],
  ["u", 6],
  ["U", 10],
]);

/**
 * `range` is the scalar's own, quotes or block header included. Gives offsets into `text` for offsets into `value`, its end
 * included. Folding moves blanks only, so the marks between them are found one after the other.
 */
export function scalarOffsets(text: string, [start, end]: Range, value: string): (offset: number) => number {
  const offsets: number[] = [];
  const quote = text[start] === '"' || text[start] === "'" ? text[start] : "";
  let at = contentStart(text, start, end);
  let last = at;
  while (offsets.length < value.length) {
    const character = value[offsets.length] ?? "";
    if (quote === '"') at = skipContinuation(text, at, end);
    if (blank.test(character) && !isEscape(text, at, quote)) {
      offsets.push(Math.min(at, end));
      if (text[at] === character && character !== "\n") at += 1;
      continue;
    }
    while (at < end && blank.test(text[at] ?? "")) at += 1;
    if (quote === '"') at = skipContinuation(text, at, end);
    // A character beyond the first plane is two units of the value, whether it is written as one escape or itself.
    const isPair = isEscape(text, at, quote) && value.codePointAt(offsets.length) !== character.charCodeAt(0);
    offsets.push(Math.min(at, end));
    if (isPair) offsets.push(Math.min(at, end));
    at += writtenLength(text, at, quote);
    last = Math.min(at, end);
  }
  return (offset) => offsets[offset] ?? last;
}

function contentStart(text: string, start: number, end: number): number {
  const opening = text[start];
  if (opening === '"' || opening === "'") return start + 1;
  if (opening !== "|" && opening !== ">") return start;
  const line = text.indexOf("\n", start);
  return line === -1 || line > end ? end : line + 1;
}

function isEscape(text: string, at: number, quote: string): boolean {
  return quote === '"' && text[at] === "\\";
}

function writtenLength(text: string, at: number, quote: string): number {
  if (isEscape(text, at, quote)) return escapeLengths.get(text[at + 1] ?? "") ?? 2;
  return quote === "'" && text[at] === "'" ? 2 : 1;
}

/** A backslash at the end of a line joins it with the next. */
function skipContinuation(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text[at] === "\\" && /[\r\n]/u.test(text[at + 1] ?? "")) {
    at += 1;
    while (at < end && blank.test(text[at] ?? "")) at += 1;
  }
  return at;
}
