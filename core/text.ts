/** Positions in a text: UTF-16 offsets inside the program, lines and columns at its edges. */

/** `[start, end)` as UTF-16 offsets into the text of a document (without its byte order mark). */
export type Range = readonly [start: number, end: number];

/** A place as people count it: both from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The one converter between offsets and positions; every other library's counting is translated at its edge. */
export interface LineIndex {
  /** Number of lines; a final newline does not open another one. */
  readonly count: number;
  position(offset: number): Position;
  /** Offset of a position; clamps to the text. */
  offset(position: Position): number;
  /** The range of a line (from 1) without its line ending. */
  line(number: number): Range;
}

export function indexLines(text: string): LineIndex {
  const starts = lineStarts(text);
  const endsWithNewline = starts.length > 1 && starts[starts.length - 1] === text.length;
  const count = endsWithNewline ? starts.length - 1 : starts.length;

  function line(number: number): Range {
    const start = starts[number - 1] ?? text.length;
    let end = starts[number] ?? text.length;
    if (end > start && text[end - 1] === "\n") end -= 1;
    if (end > start && text[end - 1] === "\r") end -= 1;
    return [start, end];
  }

  return {
    count,
    line,
    position(offset) {
      const bounded = Math.max(0, Math.min(offset, text.length));
      const index = lastAtOrBefore(starts, bounded);
      return { line: index + 1, column: bounded - (starts[index] ?? 0) + 1 };
    },
    offset({ line: number, column }) {
      const start = starts[Math.max(1, number) - 1];
      if (start === undefined) return text.length;
      return Math.min(start + Math.max(1, column) - 1, text.length);
    },
  };
}

/** Lines end at `\n` or `\r\n`; a lone `\r` does not end one (as git, GitHub and terraform see it). */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether `[first, last]` has a line in common with one of the ranges, which are in order and apart from each other. */
export function touchesRange(
  ranges: readonly (readonly [first: number, last: number])[],
  first: number,
  last: number,
): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.[1] ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range[0] <= last;
}
