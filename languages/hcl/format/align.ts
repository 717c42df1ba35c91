/** Aligns the cells of lines that stand together: first what is assigned, then the comments. */

import type { Line } from "./lines.ts";
import type { Piece } from "./piece.ts";
import { widthOf } from "./width.ts";

export function alignCells(lines: readonly Line[]): void {
  alignColumn(
    lines,
    ({ assign }) => assign[0],
    ({ lead }) => widthOfCell(lead),
  );
  alignColumn(
    lines,
    ({ comment }) => comment,
    ({ lead, assign }) => widthOfCell(lead) + widthOfCell(assign),
  );
}

/** Lines in a row that have the cell share one column for it: one blank behind the widest of what stands before. */
function alignColumn(
  lines: readonly Line[],
  cellOf: (line: Line) => Piece | undefined,
  widthBefore: (line: Line) => number,
): void {
  let row: { readonly cell: Piece; readonly width: number }[] = [];
  for (const line of lines) {
    const cell = cellOf(line);
    if (cell) row.push({ cell, width: widthBefore(line) });
    else if (row.length > 0) {
      alignRow(row);
      row = [];
    }
  }
  alignRow(row);
}

function alignRow(row: readonly { readonly cell: Piece; readonly width: number }[]): void {
  let widest = 0;
  for (const { width } of row) widest = Math.max(widest, width);
  for (const { cell, width } of row) cell.spaces = widest - width + 1;
}

function widthOfCell(pieces: readonly Piece[]): number {
  let width = 0;
  for (const { spaces, text } of pieces) width += spaces + widthOf(text);
  return width;
}
