/** A token on its way to a new layout. */

import { scanHcl } from "../scan.ts";
import type { TokenKind } from "../token.ts";

export interface Piece {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it came from: UTF-16 offsets into the text before the layout. */
  readonly start: number;
  readonly end: number;
  /** Blanks to write before it. */
  spaces: number;
}

export function piecesOf(text: string): readonly Piece[] {
  return scanHcl(text)
    .filter(({ kind }) => kind !== "end")
    .map(({ kind, start, end }) => ({ kind, text: text.slice(start, end), start, end, spaces: 0 }));
}
