/** Lays an HCL text out as `terraform fmt` does, byte for byte, rewrites included. */

import { alignCells } from "./format/align.ts";
import { indentLines } from "./format/indent.ts";
import { splitLines } from "./format/lines.ts";
import type { Piece } from "./format/piece.ts";
import { rewrittenPieces } from "./format/rewrite.ts";
import { spaceLines } from "./format/spacing.ts";
import type { HclFile } from "./tree.ts";

/**
 * `tree` is the parse of `text` and had no problems: what does not parse has no layout. Line endings are kept as they
 * are, and so is the number of blanks at the very end of the text.
 */
export function formatHcl(text: string, tree: HclFile): string {
  const pieces = rewrittenPieces(text, tree);
  const lines = splitLines(pieces);
  spaceLines(lines);
  indentLines(lines);
  alignCells(lines);

  const last = pieces.at(-1);
  // They belong to the comment that ends the text without a line ending.
  const isComment = last?.kind === "line-comment" && last.end === text.length;
  return written(pieces) + (isComment ? "" : blanksAtEnd(text));
}

function written(pieces: readonly Piece[]): string {
  let result = "";
  for (const { spaces, text } of pieces) result += spaces === 0 ? text : " ".repeat(spaces) + text;
  return result;
}

function blanksAtEnd(text: string): string {
  let start = text.length;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start -= 1;
  return " ".repeat(text.length - start);
}
