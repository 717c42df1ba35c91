/** Here-documents: lines behind a command, up to the one that holds their delimiter alone. */

import { complain, type Cursor, rangeOf, type WaitingHereDocument } from "./cursor.ts";
import { within } from "./parse-expansion.ts";
import { quoted, readQuotedParts } from "./parse-word.ts";

/** Reads the lines of every here-document that waits; the cursor stands at the start of a line. */
export function readHereDocuments(cursor: Cursor): void {
  const waiting = cursor.waiting;
  cursor.waiting = [];
  for (const document of waiting) readOne(cursor, document);
}

/** At the end of the text: whatever still waits has no lines. */
export function endHereDocuments(cursor: Cursor): void {
  for (const { delimiter, operator } of cursor.waiting) missing(cursor, delimiter, operator);
  cursor.waiting = [];
}

function readOne(cursor: Cursor, { delimiter, isQuoted, stripsTabs, operator, take }: WaitingHereDocument): void {
  const start = cursor.at;
  let line = start;
  while (line < cursor.end) {
    const newline = cursor.text.indexOf("\n", line);
    const end = newline === -1 || newline >= cursor.end ? cursor.end : newline;
    if (isDelimiter(cursor, line, end, delimiter, stripsTabs)) {
      take({
        type: "ShellHereDocument",
        range: rangeOf(cursor, start, line),
        isQuoted,
        parts: partsOf(cursor, line, isQuoted),
      });
      // The line end stays: it is the one that ends the command's line.
      cursor.at = end;
      if (end < cursor.end && cursor.text.charAt(end) === "\n") cursor.at = end + 1;
      return;
    }
    line = end + 1;
  }
  missing(cursor, delimiter, operator);
  const end = cursor.end;
  take({
    type: "ShellHereDocument",
    range: rangeOf(cursor, start, end),
    isQuoted,
    parts: partsOf(cursor, end, isQuoted),
  });
  cursor.at = end;
}

function missing(cursor: Cursor, delimiter: string, operator: readonly [number, number]): void {
  complain(
    cursor,
    operator[0],
    operator[1],
    `No line holds \`${delimiter}\` alone, so this here-document swallows the rest of the script.`,
    `Write \`${delimiter}\` alone on the line behind its text, with nothing before or after it.`,
  );
}

function isDelimiter(cursor: Cursor, start: number, end: number, delimiter: string, stripsTabs: boolean): boolean {
  let from = start;
  while (from < end && from - start < cursor.indent && cursor.text.charAt(from) === " ") from += 1;
  while (stripsTabs && from < end && cursor.text.charAt(from) === "\t") from += 1;
  const to = cursor.text.charAt(end - 1) === "\r" ? end - 1 : end;
  return to - from === delimiter.length && cursor.text.startsWith(delimiter, from);
}

function partsOf(cursor: Cursor, end: number, isQuoted: boolean): ReturnType<typeof readQuotedParts> {
  if (isQuoted) return [];
  return within(cursor, end, () => quoted(cursor, () => readQuotedParts(cursor, undefined)));
}
