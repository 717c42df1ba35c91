/** What `.editorconfig` files say about one path, as options of Prettier. They fill options and never switch formatting on. */

import { editorSettings } from "../../../languages/editorconfig/settings.ts";

import type { ConfigurationFile } from "./configuration-files.ts";

export type EditorOptions = Readonly<Record<string, string | number | boolean>>;

/** `files`: nearest folder first, as they were gathered. */
export function editorOptions(path: string, files: readonly ConfigurationFile[]): EditorOptions {
  const settings = editorSettings(
    path,
    files.map(({ path: from, text = "" }) => ({ path: from, text })),
  );
  return toPrettier(new Map([...settings].map(([name, { value }]) => [name, withoutComment(value)])));
}

/** Prettier reads a comment behind a value as a comment, as older editors do. */
function withoutComment(value: string): string {
  return value
    .replace(/\s[#;].*$/u, "")
    .trim()
    .toLowerCase();
}

function toPrettier(properties: ReadonlyMap<string, string>): EditorOptions {
  const options: Record<string, string | number | boolean> = {};
  const style = properties.get("indent_style");
  const size = properties.get("indent_size");
  if (style === "tab" || style === "space") options["useTabs"] = style === "tab";
  else if (size === "tab") options["useTabs"] = true;
  const width = count(size) ?? count(properties.get("tab_width"));
  if (width !== undefined) options["tabWidth"] = width;
  const length = properties.get("max_line_length");
  if (length === "off") options["printWidth"] = Number.POSITIVE_INFINITY;
  else if (count(length) !== undefined) options["printWidth"] = count(length) ?? 80;
  const quotes = properties.get("quote_type");
  if (quotes === "single" || quotes === "double") options["singleQuote"] = quotes === "single";
  const ending = properties.get("end_of_line");
  if (ending === "lf" || ending === "crlf" || ending === "cr") options["endOfLine"] = ending;
  return options;
}

function count(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,4}$/u.test(value) ? Number(value) : undefined;
}
