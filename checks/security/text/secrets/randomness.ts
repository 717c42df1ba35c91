/** Whether a value can be a real secret: made by chance, and no placeholder, variable or example. */

const variable = /\$\{|\$\(|\{\{|\}\}|<%|%\(|^\$|^%|^<|>$|\*\*|\.\.\.|…/;
const exampleWord =
  /example|sample|placeholder|dummy|fake|changeme|change[-_]me|replace|redacted|insert|secret_?key|your[-_]|my[-_]|test[-_]?(?:key|token)|password|passwd|dontuse|not[-_]?a[-_]?real/i;
const sequence = /01234567|12345678|23456789|87654321|abcdefg|ABCDEFG|qwerty|deadbeef/i;
const repeated = /(.)\1{4,}|(.{2,4})\2{3,}|(?:(.)\3){6}/;

/** `true` for `${TOKEN}`, `<token>`, `{{ token }}`, `xxxxxxxx`, `1234567890`, `your-token` and everything alike. */
export function isPlaceholder(value: string): boolean {
  return variable.test(value) || exampleWord.test(value) || isCounted(value) || repeated.test(value);
}

/** `12345678`, and `A1B2C3D4E5F6G7H8`: two sequences that take turns. */
function isCounted(value: string): boolean {
  return [value, value.replaceAll(/\d/gu, ""), value.replaceAll(/\D/gu, "")].some((part) => sequence.test(part));
}

/** Shannon entropy in bits per character. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / value.length) * Math.log2(count / value.length);
  return entropy;
}

/** Small letters, capitals, digits, other characters: how many of these four appear. */
export function characterClasses(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(value)).length;
}
