/** Characters that HCL does not know, and what whoever wrote them most likely meant. */

import type { Token } from "./token.ts";

interface Explanation {
  readonly message: string;
  readonly advice: string;
}

const explanations: ReadonlyMap<string, Explanation> = new Map([
  ["'", { message: "Single quotes do not make a string in HCL.", advice: "Put the text in double quotes." }],
  ["`", { message: "Backticks do not make a string in HCL.", advice: "Put the text in double quotes or a heredoc." }],
  [";", { message: "`;` separates nothing in HCL.", advice: "Write each argument on a line of its own." }],
  ["&", { message: "HCL has no bitwise operator `&`.", advice: "Write `&&` if both must be true." }],
  ["|", { message: "HCL has no bitwise operator `|`.", advice: "Write `||` if one must be true." }],
  ["^", { message: "HCL has no operator `^`.", advice: "Write `pow(base, exponent)` for a power." }],
  ["~", { message: "`~` strips white space in `${~ … ~}` and has no other meaning.", advice: "Delete it." }],
  ["$", { message: "`$` begins nothing outside of a string.", advice: "Refer to a value by its bare name." }],
  [
    "\r",
    { message: "A lone carriage return stands within a line.", advice: "Save the file with LF or CRLF line endings." },
  ],
  ["\u0000", { message: "A NUL byte stands in the text.", advice: "Delete it; the file may be no text at all." }],
]);

/** Of a token that is `invalid`; `undefined` for any other. */
export function describeInvalid(text: string, { kind, start, end }: Token): Explanation | undefined {
  if (kind !== "invalid") return undefined;
  const character = text.slice(start, end);
  const known = explanations.get(character);
  if (known) return known;
  if (/[“”„«»‘’‚]/u.test(character)) {
    return { message: `\`${character}\` is a typographic quote and makes no string.`, advice: 'Write a straight `"`.' };
  }
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  if (/[\p{White_Space}\p{Cf}\p{Cc}\p{Cs}]/u.test(character)) {
    return { message: `An invisible character (U+${code}) stands in the text.`, advice: "Delete it or type a space." };
  }
  return {
    message: `\`${character}\` (U+${code}) has no meaning in HCL.`,
    advice: "Delete it, or put it in a string.",
  };
}
