/** Labels of a block in the one form that `terraform fmt` knows for them: in quotes. */

import type { HclLabel } from "../tree.ts";
import type { Piece } from "./piece.ts";

export function quotedLabels(labels: readonly HclLabel[]): readonly Piece[] {
  return labels.flatMap(({ value, range: [start, end] }) => [
    { kind: "open-quote", text: '"', start, end, spaces: 0 },
    { kind: "quoted-text", text: escaped(value), start, end, spaces: 0 },
    { kind: "close-quote", text: '"', start, end, spaces: 0 },
  ]);
}

const named: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ['"', '\\"'],
  ["\\", "\\\\"],
]);

/** As it must be written between quotes; what nobody could see is written as its number. */
function escaped(value: string): string {
  return value
    .normalize("NFC")
    .replaceAll(/([$%])(?=\{)/gu, "$1$1")
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu, (character) => named.get(character) ?? numbered(character));
}

function numbered(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
