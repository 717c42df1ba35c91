/** Properties that editors agree on, with the values that they take. Others belong to one editor or tool, and are its matter. */

const counts = /^[1-9]\d{0,3}$/u;

/** Values in lower case; `unset` is always one. */
const values: ReadonlyMap<string, { readonly is: (value: string) => boolean; readonly words: string }> = new Map([
  ["indent_style", oneOf("tab", "space")],
  ["indent_size", { is: (value) => counts.test(value) || value === "tab", words: "a number, or `tab`" }],
  ["tab_width", { is: (value) => counts.test(value), words: "a number" }],
  ["end_of_line", oneOf("lf", "crlf", "cr")],
  ["charset", oneOf("utf-8", "utf-8-bom", "latin1", "utf-16be", "utf-16le")],
  ["trim_trailing_whitespace", oneOf("true", "false")],
  ["insert_final_newline", oneOf("true", "false")],
  ["max_line_length", { is: (value) => counts.test(value) || value === "off", words: "a number, or `off`" }],
  [
    "spelling_language",
    { is: (value) => /^[a-z]{2}(?:-[a-z]{2})?$/u.test(value), words: "a language as `en` or `en-US`" },
  ],
]);

function oneOf(...words: readonly string[]) {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? "";
  return { is: (value: string) => words.includes(value), words: `${quoted.join(", ")} or ${last}` };
}

export const knownProperties: readonly string[] = [...values.keys()];

/** The value in lower case; `undefined` where it is none that editors know. */
export function knownValue(name: string, value: string): string | undefined {
  const lower = value.toLowerCase();
  return lower === "unset" || values.get(name)?.is(lower) === true ? lower : undefined;
}

/** "`lf`, `crlf` or `cr`". */
export function valueWords(name: string): string {
  return values.get(name)?.words ?? "";
}
