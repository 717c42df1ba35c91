/** What `.editorconfig` asks of a file as a whole: how its characters are written, and whether it ends with a newline. */

import type { Finding } from "../../../core/finding.ts";
import type { ParsedDocument } from "../../../languages/parsed.ts";
import type { Asked } from "./asked.ts";
import { contentOf, isUnderstood } from "./content.ts";

/** What is here was read as UTF-8 already, and is without a byte order mark in its text. */
export function charset({ path, text, byteOrderMark, lines }: ParsedDocument, asked: Asked): readonly Finding[] {
  const setting = asked.get("charset");
  if (setting === undefined || text === "") return [];
  const { value, from } = setting;
  const finding = (message: string, advice: string, range: readonly [number, number]): readonly Finding[] => [
    { message, advice, at: { path, range }, evidence: "charset" },
  ];
  const first = lines.line(1);
  const asks = `and \`${from}\` asks for ${value}`;
  if (value === "utf-8" && byteOrderMark)
    return finding(`The file begins with a byte order mark, ${asks}.`, "Save the file as UTF-8 without one.", first);
  if (value === "utf-8-bom" && !byteOrderMark)
    return finding(`The file begins without a byte order mark, ${asks}.`, "Save the file as UTF-8 with one.", first);
  if (value.startsWith("utf-16"))
    return finding(`The file is written in UTF-8, ${asks}.`, `Save the file as ${value.toUpperCase()}.`, first);
  const other = value === "latin1" ? /[^\x00-\x7f]/u.exec(text) : null;
  if (other === null) return [];
  const range = [other.index, other.index + other[0].length] as const;
  return finding(`\`${other[0]}\` is written in UTF-8, ${asks}.`, "Save the file as Latin-1.", range);
}

export function finalNewline(document: ParsedDocument, asked: Asked): readonly Finding[] {
  const setting = asked.get("insert_final_newline");
  const { path, text, lines } = document;
  if (setting?.value !== "true" || text === "" || text.endsWith("\n")) return [];
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  // A block of text that ends the file gains a newline with it: some readers then give another value.
  const safe = isUnderstood(document) && !contentOf(document)(lines.count);
  return [
    {
      message: `The last line has no newline at its end, and \`${setting.from}\` asks for one.`,
      advice: "End the file with a newline.",
      at: { path, range: [text.length - 1, text.length] },
      evidence: "insert_final_newline",
      alike: ["style/yaml/final-newline"],
      fix: { safe, edits: [{ range: [text.length, text.length], text: newline }] },
    },
  ];
}
