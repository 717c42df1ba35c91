/** Tokens in formats that name themselves, wherever they stand in a text. */

import type { Range } from "../../../../core/text.ts";
import { masked } from "./evidence.ts";
import { entropyOf, isPlaceholder } from "./randomness.ts";
import { tokenFormats, type TokenFormat } from "./token-formats.ts";

export interface Token {
  /** With its article: "a GitHub token". */
  readonly name: string;
  readonly value: string;
  /** What people are shown instead of it. */
  readonly shown: string;
  readonly range: Range;
}

/** At most so many, in the order of the text. */
export function tokensIn(text: string, most: number): readonly Token[] {
  return tokenFormats
    .filter((format) => format.literals.some((literal) => text.includes(literal)))
    .flatMap((format) => tokensOf(format, text, most))
    .sort((one, other) => one.range[0] - other.range[0])
    .slice(0, most);
}

function tokensOf(format: TokenFormat, text: string, most: number): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(format.pattern)) {
    const { value = match[0], random = value } = match.groups ?? {};
    if (isPlaceholder(value) || entropyOf(random) < format.entropy) continue;
    if (format.isReal && !format.isReal(value, match)) continue;
    const start = match.index + match[0].lastIndexOf(value);
    const shown = format.shown?.(match) ?? masked(value);
    tokens.push({ name: format.name, value, shown, range: [start, start + value.length] });
    if (tokens.length >= most) break;
  }
  return tokens;
}
