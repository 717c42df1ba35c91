/** Values as they were written for Terraform 0.11, in today's words. */

import type { TokenKind } from "../token.ts";
import type { Piece } from "./piece.ts";

/** `"${value}"` without its wrapping. Anything that is more than one wrapped value stays as it is. */
export function unwrapped(pieces: readonly Piece[]): readonly Piece[] {
  const [quote, opening] = pieces;
  const inside = pieces.slice(2, -2);
  if (quote?.kind !== "open-quote" || opening?.kind !== "open-interpolation" || holdsTemplate(inside)) return pieces;
  const value = trimNewlines(inside);
  const isParenthesised = value[0]?.kind === "(" && value.at(-1)?.kind === ")";
  if (isParenthesised || !value.some(({ kind }) => kind === "newline")) return value;
  return [madeUp("(", "(", opening.end), ...value, madeUp(")", ")", value.at(-1)?.end ?? opening.end)];
}

/** Literal text or a sequence that is not part of a string further inside. */
function holdsTemplate(pieces: readonly Piece[]): boolean {
  let quotes = 0;
  for (const { kind } of pieces) {
    if (kind === "open-quote") quotes += 1;
    else if (kind === "close-quote") quotes -= 1;
    else if (quotes === 0 && templatePieces.has(kind)) return true;
  }
  return false;
}

const templatePieces: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "quoted-text",
  "open-interpolation",
  "close-sequence",
]);

function trimNewlines(pieces: readonly Piece[]): readonly Piece[] {
  const first = pieces.findIndex(({ kind }) => kind !== "newline");
  const last = pieces.findLastIndex(({ kind }) => kind !== "newline");
  return first === -1 ? [] : pieces.slice(first, last + 1);
}

/** The type of a variable: `"list"` was a list of strings, a bare `list` one of anything. */
export function modernType(pieces: readonly Piece[]): readonly Piece[] {
  const [first, second] = pieces;
  if (!first) return pieces;
  if (pieces.length === 1 && first.kind === "identifier") {
    const isCollection = first.text === "list" || first.text === "map" || first.text === "set";
    return isCollection ? typeOf(first.text, "any", first) : pieces;
  }
  if (pieces.length !== 3 || first.kind !== "open-quote" || second?.kind !== "quoted-text") return pieces;
  if (second.text === "string") return [madeUp("identifier", "string", first.start)];
  return second.text === "list" || second.text === "map" ? typeOf(second.text, "string", first) : pieces;
}

function typeOf(collection: string, element: string, { start }: Piece): readonly Piece[] {
  return [
    madeUp("identifier", collection, start),
    madeUp("(", "(", start),
    madeUp("identifier", element, start),
    madeUp(")", ")", start),
  ];
}

function madeUp(kind: TokenKind, text: string, offset: number): Piece {
  return { kind, text, start: offset, end: offset, spaces: 0 };
}
