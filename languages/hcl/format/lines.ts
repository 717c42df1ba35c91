/** Lines and their cells: what leads, what is assigned, what is remarked. */

import { bracketChange } from "../recover.ts";
import type { Piece } from "./piece.ts";

export interface Line {
  readonly lead: readonly Piece[];
  /** From the `=` on, where what it assigns ends on the line; else empty. */
  readonly assign: readonly Piece[];
  /** A line comment behind something else. */
  readonly comment: Piece | undefined;
}

export function splitLines(pieces: readonly Piece[]): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < pieces.length;) {
    const end = lineEnd(pieces, start);
    lines.push(splitCells(pieces.slice(start, end)));
    start = end;
  }
  return lines;
}

function lineEnd(pieces: readonly Piece[], start: number): number {
  for (let index = start; index < pieces.length; index += 1) {
    const kind = pieces[index]?.kind;
    if (kind === "newline" || kind === "line-comment") return index + 1;
  }
  return pieces.length;
}

function splitCells(line: readonly Piece[]): Line {
  const last = line.at(-1);
  const comment = line.length > 1 && last?.kind === "line-comment" ? last : undefined;
  const code = comment ? line.slice(0, -1) : line;
  const equals = code.findIndex(({ kind }, index) => index > 0 && kind === "=");
  if (equals === -1 || netBrackets(code, equals) !== 0) return { lead: code, assign: [], comment };
  return { lead: code.slice(0, equals), assign: code.slice(equals), comment };
}

function netBrackets(pieces: readonly Piece[], from: number): number {
  let net = 0;
  for (let index = from; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece) net += bracketChange(piece);
  }
  return net;
}
