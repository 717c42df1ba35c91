/** What `terraform fmt` rewrites before it lays out: labels without quotes, values that are only wrapped, types of long ago. */

import type { HclAttribute, HclBlock, HclBody, HclFile } from "../tree.ts";
import { quotedLabels } from "./labels.ts";
import { piecesOf, type Piece } from "./piece.ts";
import { modernType, unwrapped } from "./values.ts";

interface Rewrite {
  /** Offsets of what is replaced. */
  readonly start: number;
  readonly end: number;
  readonly change: (pieces: readonly Piece[]) => readonly Piece[];
}

export function rewrittenPieces(text: string, tree: HclFile): readonly Piece[] {
  const pieces = piecesOf(text);
  const rewrites: Rewrite[] = [];
  collectFromBody(text, tree.body, "file", rewrites);
  return rewrites.length === 0 ? pieces : apply(pieces, rewrites);
}

/** `rewrites` stand in the order of the text and do not overlap. */
function apply(pieces: readonly Piece[], rewrites: readonly Rewrite[]): readonly Piece[] {
  const parts: (readonly Piece[])[] = [];
  let index = 0;
  for (const { start, end, change } of rewrites) {
    const from = firstAt(pieces, index, start);
    const to = firstAt(pieces, from, end);
    parts.push(pieces.slice(index, from), change(pieces.slice(from, to)));
    index = to;
  }
  parts.push(pieces.slice(index));
  return parts.flat();
}

/** The first piece from `from` on that begins at the offset or behind it. */
function firstAt(pieces: readonly Piece[], from: number, offset: number): number {
  let index = from;
  while (index < pieces.length && (pieces[index]?.start ?? offset) < offset) index += 1;
  return index;
}

type Place = "file" | "variable" | "block";

function collectFromBody(text: string, body: HclBody, place: Place, rewrites: Rewrite[]): void {
  for (const item of body.items) {
    if (item.type === "HclAttribute") collectFromAttribute(item, place, rewrites);
    else {
      collectFromHeader(text, item, rewrites);
      const inside = place === "file" && item.blockType.name === "variable" ? "variable" : "block";
      collectFromBody(text, item.body, inside, rewrites);
    }
  }
}

/** Comments before the last label go with it. */
function collectFromHeader(text: string, { blockType, labels, header }: HclBlock, rewrites: Rewrite[]): void {
  const isPlain = labels.every(({ quoted }) => quoted) && /^[ -[\]-~]*$/.test(text.slice(...header));
  if (labels.length === 0 || (isPlain && !text.slice(...header).includes("/*"))) return;
  rewrites.push({ start: blockType.range[1], end: header[1], change: () => quotedLabels(labels) });
}

function collectFromAttribute({ name, expression }: HclAttribute, place: Place, rewrites: Rewrite[]): void {
  const [start, end] = expression.range;
  if (place === "variable" && name.name === "type") {
    if (expression.type === "HclTraversal" || expression.type === "HclTemplate") {
      rewrites.push({ start, end, change: modernType });
    }
    return;
  }
  if (expression.type !== "HclTemplate" || expression.heredoc || expression.parts.length !== 1) return;
  if (expression.parts[0]?.type === "HclInterpolation") rewrites.push({ start, end, change: unwrapped });
}
