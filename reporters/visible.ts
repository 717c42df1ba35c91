/** Makes hostile text harmless to read: control, bidirectional and invisible characters become escapes. */

/** Joiners (U+200C, U+200D) stay: emoji and several scripts are spelled with them. */
const hidden = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

const named = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** The text with everything a reader could not see spelled out: a newline as `\n`, U+202E as `\u{202e}`. */
export function visible(text: string): string {
  return text.replace(hidden, (character) => named.get(character) ?? `\\u{${codePoint(character)}}`);
}

/** As `visible`, for sentences: line breaks and tabs become a space. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/gu, " ").trim());
}

/** The text without lone surrogates, which no encoder takes. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
