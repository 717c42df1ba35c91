/** What `.editorconfig` files say about one path, as options of Prettier. They fill options and never switch formatting on. */

import { compileGlob } from "../../../core/path-glob.ts";

import type { ConfigurationFile } from "./configuration-files.ts";
import { folderOf } from "./configuration-files.ts";

export type EditorOptions = Readonly<Record<string, string | number | boolean>>;

interface Section {
  readonly glob: string;
  readonly properties: readonly (readonly [name: string, value: string])[];
}

const longestGlob = 300;

/** `files`: nearest folder first, as they were gathered. */
export function editorOptions(path: string, files: readonly ConfigurationFile[]): EditorOptions {
  const properties = new Map<string, string>();
  for (const file of upToRoot(files)) {
    const relative = relativeTo(folderOf(file.path), path);
    for (const section of file.sections) {
      if (!globMatches(section.glob, relative)) continue;
      for (const [name, value] of section.properties) properties.set(name, value);
    }
  }
  return toPrettier(properties);
}

/** Outermost first, starting at the nearest file that calls itself the root. */
function upToRoot(files: readonly ConfigurationFile[]): { path: string; sections: readonly Section[] }[] {
  const read: { path: string; sections: readonly Section[] }[] = [];
  for (const { path, text } of files) {
    const { isRoot, sections } = parse(text ?? "");
    read.unshift({ path, sections });
    if (isRoot) break;
  }
  return read;
}

function parse(text: string): { isRoot: boolean; sections: readonly Section[] } {
  const sections: { glob: string; properties: (readonly [string, string])[] }[] = [];
  let isRoot = false;
  for (const raw of text.split(/\r?\n/u)) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    if (line.startsWith("[") && line.endsWith("]")) {
      sections.push({ glob: line.slice(1, -1), properties: [] });
      continue;
    }
    const equals = line.indexOf("=");
    if (equals < 1) continue;
    const name = line.slice(0, equals).trim().toLowerCase();
    const value = line
      .slice(equals + 1)
      .replace(/\s[#;].*$/u, "")
      .trim()
      .toLowerCase();
    const section = sections.at(-1);
    if (section === undefined) isRoot ||= name === "root" && value === "true";
    else section.properties.push([name, value]);
  }
  return { isRoot, sections };
}

/** A glob without a slash counts at any depth; `{word}` without comma or range stands for itself. */
function globMatches(glob: string, relative: string): boolean {
  if (glob === "" || glob.length > longestGlob) return false;
  const literal = glob.replace(/\{([^{},.]*)\}/gu, "\\{$1\\}");
  const anchored = literal.includes("/") ? literal.replace(/^\//u, "") : `**/${literal}`;
  return compileGlob(anchored)?.(relative) ?? false;
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

function relativeTo(folder: string, path: string): string {
  return folder === "" ? path : path.slice(folder.length + 1);
}
