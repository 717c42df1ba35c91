/** Headers of HTTP that let somebody in, wherever a text has them: `Authorization: Bearer …`, `Basic …`. */

import type { Assignment } from "../assignment.ts";

const scheme = /\b(?<scheme>bearer|basic)[ \t]{1,4}(?<value>[\w+/=.~-]{12,2000})(?![\w+/=.~-])/gi;

export function* authorizationsIn(text: string): Generator<Assignment> {
  for (const match of text.matchAll(scheme)) {
    const { scheme: word = "", value = "" } = match.groups ?? {};
    const end = match.index + match[0].length;
    const name = `Authorization: ${word.toLowerCase() === "basic" ? "Basic" : "Bearer"}`;
    yield { name, value, range: [end - value.length, end] };
  }
}
