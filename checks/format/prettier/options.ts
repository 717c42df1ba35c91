/** Options of Prettier for one document, read as data: scalars on an allow-list, nothing that could name code. */

import { load } from "js-yaml";

import { matchPaths } from "../../../core/glob.ts";
import type { Gap } from "../../../core/finding.ts";
import { dataOf } from "../../../languages/data.ts";
import { parseJson } from "../../../languages/json/parse.ts";
import type { ConfigurationFile } from "./configuration-files.ts";
import { folderOf, isScript, nameOf } from "./configuration-files.ts";

type Scalar = string | number | boolean;
export type FormatterOptions = Readonly<Record<string, Scalar>>;

export interface Configuration {
  /** The file that configures; `undefined` when there is none. */
  readonly path: string | undefined;
  readonly options: FormatterOptions;
  /** What of it was not followed. */
  readonly gaps: readonly Gap[];
  /** Its layout cannot be known: formatting by other options would report what is right there. */
  readonly isUnknown: boolean;
}

const choices: ReadonlyMap<string, readonly string[]> = new Map([
  ["quoteProps", ["as-needed", "consistent", "preserve"]],
  ["trailingComma", ["all", "es5", "none"]],
  ["objectWrap", ["preserve", "collapse"]],
  ["arrowParens", ["always", "avoid"]],
  ["proseWrap", ["always", "never", "preserve"]],
  ["htmlWhitespaceSensitivity", ["css", "strict", "ignore"]],
  ["endOfLine", ["auto", "lf", "crlf", "cr"]],
  ["embeddedLanguageFormatting", ["auto", "off"]],
  ["experimentalOperatorPosition", ["start", "end"]],
  // Only Prettier's own parsers of the languages this check reads.
  ["parser", ["json", "json5", "jsonc", "json-stringify", "yaml", "markdown"]],
]);
const switches = new Set([
  "useTabs",
  "semi",
  "singleQuote",
  "jsxSingleQuote",
  "bracketSpacing",
  "bracketSameLine",
  "singleAttributePerLine",
  "experimentalTernaries",
  "requirePragma",
  "insertPragma",
  "checkIgnorePragma",
]);
/** Wide enough for anybody, narrow enough that an indent cannot eat the memory. */
const numbers: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ["printWidth", [1, 100_000]],
  ["tabWidth", [0, 32]],
]);
const longestGlob = 300;

/** The nearest configuration wins alone, as in Prettier itself. `path` is the document's. */
export function configurationFor(path: string, files: readonly ConfigurationFile[]): Configuration {
  for (const file of files) {
    const configuration = readConfiguration(path, file);
    if (configuration !== undefined) return configuration;
  }
  return { path: undefined, options: {}, gaps: [], isUnknown: false };
}

/** `undefined`: a manifest of npm without the key. */
function readConfiguration(path: string, file: ConfigurationFile): Configuration | undefined {
  const refuse = (reason: string, cause: Gap["cause"]): Configuration => ({
    path: file.path,
    options: {},
    gaps: [{ path, reason, cause }],
    isUnknown: true,
  });
  if (isScript(file.path)) {
    return refuse(`JavaScript configuration is not executed: \`${file.path}\``, "unsupported");
  }
  if (file.text === undefined) return refuse(`\`${file.path}\` cannot be read: ${file.problem ?? "no text"}`, "input");
  if (file.path.endsWith(".toml")) return refuse(`\`${file.path}\` is TOML, which is not read here`, "unsupported");

  let value: unknown;
  try {
    value = parseData(file.path, file.text);
  } catch {
    return refuse(`\`${file.path}\` does not parse`, "input");
  }
  if (nameOf(file.path).startsWith("package.")) {
    if (!isRecord(value) || value["prettier"] === undefined) return undefined;
    value = value["prettier"];
  }
  if (typeof value === "string") {
    return refuse(
      `\`${file.path}\` takes its options from the package \`${value.slice(0, 100)}\`, which is not loaded`,
      "unsupported",
    );
  }
  if (value === null || value === undefined) value = {};
  if (!isRecord(value)) return refuse(`\`${file.path}\` holds no mapping of options`, "input");
  return resolve(path, file.path, value);
}

function resolve(path: string, source: string, value: Readonly<Record<string, unknown>>): Configuration {
  const gaps: Gap[] = [];
  const options: Record<string, Scalar> = {};
  let isUnknown = false;
  for (const layer of [value, ...matchingOverrides(path, source, value["overrides"])]) {
    for (const [name, setting] of Object.entries(layer)) {
      if (name === "overrides" || name === "$schema" || setting === undefined) continue;
      if (name === "plugins") {
        gaps.push({ path, reason: `\`plugins\` of \`${source}\` are not loaded`, cause: "unsupported" });
        if (touchesLayout(setting)) isUnknown = true;
      } else if (!isKnown(name)) {
        // An option of some plugin: it says nothing to Prettier itself.
        continue;
      } else if (accepts(name, setting)) {
        options[name] = setting;
      } else {
        const cause = name === "parser" ? "unsupported" : "input";
        gaps.push({ path, reason: `\`${source}\` sets \`${name}\` to a value that is not followed`, cause });
        isUnknown = true;
      }
    }
  }
  return { path: source, options, gaps, isUnknown };
}

function matchingOverrides(
  path: string,
  source: string,
  overrides: unknown,
): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(overrides)) return [];
  const folder = folderOf(source);
  const relative = folder === "" ? path : path.slice(folder.length + 1);
  return overrides.flatMap((override: unknown) => {
    if (!isRecord(override) || !isRecord(override["options"])) return [];
    const isMeant = matchesAny(relative, override["files"]) && !matchesAny(relative, override["excludeFiles"]);
    return isMeant ? [override["options"]] : [];
  });
}

/** A glob without a slash is held against the file's name alone. */
function matchesAny(relative: string, globs: unknown): boolean {
  const list: readonly unknown[] = Array.isArray(globs) ? globs : [globs];
  return list.some(
    (glob) => typeof glob === "string" && glob !== "" && glob.length <= longestGlob && matchesGlob(glob, relative),
  );
}

function matchesGlob(glob: string, relative: string): boolean {
  return glob.startsWith("!") ? !matchPaths([glob.slice(1)])(relative) : matchPaths([glob])(relative);
}

/** Plugins that lay out the languages of this check in their own way; all others format other languages. */
function touchesLayout(plugins: unknown): boolean {
  const names: readonly unknown[] = Array.isArray(plugins) ? plugins : [plugins];
  return names.some(
    (name) => typeof name !== "string" || /json|pkg|package|ya?ml|markdown|\bmd\b|helm|jinja|^\.|^\//u.test(name),
  );
}

function isKnown(name: string): boolean {
  return choices.has(name) || switches.has(name) || numbers.has(name);
}

function accepts(name: string, value: unknown): value is Scalar {
  if (typeof value === "string") return choices.get(name)?.includes(value) ?? false;
  if (typeof value === "boolean") return switches.has(name);
  const bounds = numbers.get(name);
  return typeof value === "number" && bounds !== undefined && value >= bounds[0] && value <= bounds[1];
}

function parseData(path: string, text: string): unknown {
  if (!/\.json5?$/u.test(path)) return text.trim() === "" ? {} : load(text);
  const { tree, problems } = parseJson(text, { comments: true });
  if (problems.length > 0) throw new SyntaxError("not JSON");
  return dataOf(tree.content).value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
