/** From text as written in a template to the text it stands for. */

import { report, type Cursor } from "./cursor.ts";
import type { Token } from "./token.ts";

const escape = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S]|$)|\$\$\{|%%\{/gu;
const letters: ReadonlyMap<string, string> = new Map([
  ["\\n", "\n"],
  ["\\r", "\r"],
  ["\\t", "\t"],
  ['\\"', '"'],
  ["\\\\", "\\"],
]);

/** Of a piece of a quoted string. An escape that HCL does not know is reported and kept as it is. */
export function unescapeQuoted(cursor: Cursor, { start, end }: Token): string {
  const raw = cursor.text.slice(start, end);
  if (!raw.includes("\\") && !raw.includes("{")) return raw;
  return raw.replace(escape, (written, offset: number) => {
    if (!written.startsWith("\\")) return written.slice(1);
    const meant = letters.get(written) ?? codePoint(written);
    if (meant === undefined) reportEscape(cursor, written, start + offset);
    return meant ?? written;
  });
}

/** Of a piece of a heredoc, in which a backslash is a backslash. */
export function unescapeHeredoc(raw: string): string {
  return raw.includes("{") ? raw.replace(/\$\$\{|%%\{/gu, (written) => written.slice(1)) : raw;
}

function codePoint(written: string): string | undefined {
  if (written.length < 3) return undefined;
  const code = Number.parseInt(written.slice(2), 16);
  return Number.isInteger(code) && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function reportEscape(cursor: Cursor, written: string, start: number): void {
  report(cursor, [start, start + written.length], {
    message: `\`${written.replaceAll("`", "'")}\` is no escape sequence of HCL.`,
    advice: 'For a backslash write `\\\\`; known are `\\n`, `\\r`, `\\t`, `\\"`, `\\uNNNN` and `\\UNNNNNNNN`.',
  });
}
