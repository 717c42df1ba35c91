/** Blanks between the tokens of a line: one or none, decided by the two tokens and the one before them. */

import { bracketChange } from "../recover.ts";
import type { TokenKind } from "../token.ts";
import type { Line } from "./lines.ts";
import type { Piece } from "./piece.ts";

export function spaceLines(lines: readonly Line[]): void {
  for (const { lead, assign } of lines) {
    spaceCell(lead);
    spaceCell(assign);
  }
}

function spaceCell(pieces: readonly Piece[]): void {
  let before: Piece | undefined;
  let left: Piece | undefined;
  for (const right of pieces) {
    if (left) right.spaces = isSpaced(before, left, right) ? 1 : 0;
    before = left;
    left = right;
  }
}

const noneAfter: ReadonlySet<TokenKind> = new Set<TokenKind>([
  ".",
  "::",
  "open-quote",
  "open-heredoc",
  "quoted-text",
  "heredoc-text",
]);

const noneBefore: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "newline",
  ".",
  "::",
  ",",
  "...",
  "quoted-text",
  "heredoc-text",
  "close-quote",
  "close-heredoc",
  "open-interpolation",
  "open-directive",
]);

/** Behind one of these, or at the start, a minus belongs to the number that follows. */
const beforeSign: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "(",
  "{",
  "[",
  "=",
  ":",
  ",",
  "?",
  "+",
  "-",
  "*",
  "/",
  "%",
]);

function isSpaced(before: Piece | undefined, left: Piece, right: Piece): boolean {
  if (noneAfter.has(left.kind) || noneBefore.has(right.kind)) return false;
  if (left.kind === ",") return true;
  if (left.kind === "identifier") {
    if (right.kind === "(") return false;
    if (left.text === "in" && before?.kind === "identifier") return true;
  }
  if (right.kind === "[" && endsValue(left)) return false;
  if (left.kind === "!") return false;
  if (left.kind === "-") return before !== undefined && !beforeSign.has(before.kind);
  return isSpacedAtBracket(left, right);
}

/** Inside of braces there is a blank, inside of other brackets none. */
function isSpacedAtBracket(left: Piece, right: Piece): boolean {
  if (left.kind === "{" || right.kind === "}") return !(left.kind === "{" && right.kind === "}");
  // `${ {` and `} }` keep the braces of an object apart from those of its sequence.
  if (left.kind === "open-interpolation" && right.kind === "{") return true;
  if (left.kind === "}" && right.kind === "close-sequence") return true;
  return bracketChange(left) <= 0 && bracketChange(right) >= 0;
}

function endsValue(piece: Piece): boolean {
  return piece.kind === "identifier" || piece.kind === "number" || bracketChange(piece) < 0;
}
