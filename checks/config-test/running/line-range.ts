/** A place as tools tell it, a line and perhaps a column, as a range of the text. */

import type { Range } from "../../../core/text.ts";

/** From the column on where the tool names one; else the line without its indentation. */
export function rangeInLine(text: string, [start, end]: Range, column: number | undefined): Range {
  const from = column === undefined ? start : Math.min(start + column - 1, Math.max(start, end - 1));
  const shown = text.slice(from, end);
  const blank = shown.length - shown.trimStart().length;
  return [from + (blank === shown.length ? 0 : blank), end];
}
