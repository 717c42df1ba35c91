/** `.yamllint` as data: which rules it asks for, how strongly, under which options, and in which files. */

import ignore from "ignore";

import { dataOf } from "../../../../languages/data.ts";
import { parseSoundYaml } from "../../../../languages/yaml/parse.ts";
import type { AskedLintRule, LintLevel } from "./lint.ts";
import { lintRules } from "./lint-rules.ts";

export interface LintConfiguration {
  /** Rules that apply to a path; `undefined` where the file is left alone. */
  rulesFor(path: string): readonly AskedLintRule[] | undefined;
}

/** A configuration that yamllint would refuse too. */
export class LintConfigurationError extends Error {}

type Settings = ReadonlyMap<string, unknown>;

interface Parts {
  readonly rules: ReadonlyMap<string, Settings | false>;
  readonly ignored?: Matches;
  readonly yamlFiles?: Matches;
}

type Matches = (path: string) => boolean;

const mostExtends = 5;

/**
 * `texts`: the configuration and the files that it names, by path.
 * @throws {LintConfigurationError} where it is not to be read as a configuration.
 */
export function readLintConfiguration(path: string, texts: ReadonlyMap<string, string>): LintConfiguration {
  const { rules, ignored, yamlFiles = matching(["*.yaml", "*.yml", ".yamllint"]) } = partsOf(path, texts, mostExtends);
  const asked = [...rules].flatMap(([name, settings]) => (settings === false ? [] : [ruleOf(name, settings, texts)]));
  return {
    rulesFor(file) {
      if (!yamlFiles(file) || ignored?.(file) === true) return undefined;
      return asked.flatMap(({ rule, isIgnored }) => (isIgnored?.(file) === true ? [] : [rule]));
    },
  };
}

function ruleOf(name: string, settings: Settings, texts: ReadonlyMap<string, string>) {
  const level: LintLevel = settings.get("level") === "warning" ? "warning" : "error";
  return { rule: { name, level, settings }, isIgnored: ignoredBy(settings, texts) };
}

function partsOf(path: string, texts: ReadonlyMap<string, string>, left: number): Parts {
  if (left === 0) throw new LintConfigurationError("its `extends` goes on for too long");
  const text = texts.get(path);
  if (text === undefined) throw new LintConfigurationError(`\`${path}\` is not there`);
  const configuration = mappingOf(text, path);
  const own = new Map([...settingsOf(configuration.get("rules"))].map(([name, value]) => [name, ownRule(name, value)]));
  const ignored = ignoredBy(configuration, texts);
  const yamlFiles = patternsOf(configuration.get("yaml-files"));
  const above = extendedParts(configuration.get("extends"), texts, left);
  return {
    rules: above ? merged(above.rules, own) : own,
    ...(ignored ? { ignored } : above?.ignored ? { ignored: above.ignored } : {}),
    ...(yamlFiles ? { yamlFiles: matching(yamlFiles) } : above?.yamlFiles ? { yamlFiles: above.yamlFiles } : {}),
  };
}

function mappingOf(text: string, path: string): Settings {
  const tree = parseSoundYaml(text);
  const content = tree?.documents[0]?.content;
  const value = content ? dataOf(content, "1.1").value : undefined;
  if (!isRecord(value)) throw new LintConfigurationError(`\`${path}\` is no mapping`);
  return settingsOf(value);
}

function ownRule(name: string, value: unknown): Settings | false {
  if (!lintRules.has(name)) throw new LintConfigurationError(`it names a rule \`${name}\`, which is not known`);
  if (value === "disable" || value === false) return false;
  return value === "enable" || value === true ? new Map() : settingsOf(value);
}

function extendedParts(value: unknown, texts: ReadonlyMap<string, string>, left: number): Parts | undefined {
  if (typeof value !== "string") return undefined;
  if (value === "default") return { rules: usual };
  if (value === "relaxed") return { rules: merged(usual, relaxed) };
  return partsOf(value.replace(/^\.\//u, ""), texts, left - 1);
}

/** Options of a rule add to those it had, unless it was off. */
function merged(
  above: ReadonlyMap<string, Settings | false>,
  own: ReadonlyMap<string, Settings | false>,
): ReadonlyMap<string, Settings | false> {
  const rules = new Map(above);
  for (const [name, settings] of own) {
    const known = rules.get(name);
    rules.set(name, settings !== false && known ? new Map([...known, ...settings]) : settings);
  }
  return rules;
}

function ignoredBy(settings: Settings, texts: ReadonlyMap<string, string>): Matches | undefined {
  const given = patternsOf(settings.get("ignore"));
  const files = patternsOf(settings.get("ignore-from-file"));
  if (!given && !files) return undefined;
  const listed = (files ?? []).flatMap((file) => linesOf(texts.get(file.replace(/^\.\//u, "")) ?? ""));
  return matching([...(given ?? []), ...listed]);
}

function patternsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return linesOf(value);
  return Array.isArray(value) ? value.map(String) : undefined;
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/u);
}

function matching(patterns: readonly string[]): Matches {
  const matcher = ignore().add([...patterns]);
  return (path) => matcher.ignores(path);
}

function settingsOf(value: unknown): Settings {
  return isRecord(value) ? new Map(Object.entries(value)) : new Map();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const offByDefault: ReadonlySet<string> = new Set([
  "document-end",
  "empty-values",
  "float-values",
  "key-ordering",
  "octal-values",
  "quoted-strings",
]);
const warningsByDefault: ReadonlySet<string> = new Set([
  "comments",
  "comments-indentation",
  "document-start",
  "truthy",
]);

const warning: Settings = new Map([["level", "warning"]]);

/** What yamllint calls `default`. */
const usual: ReadonlyMap<string, Settings | false> = new Map<string, Settings | false>(
  [...lintRules.keys()].map((name) => {
    if (offByDefault.has(name)) return [name, false];
    return [name, warningsByDefault.has(name) ? warning : new Map()];
  }),
);

function warningWith(option: string, value: unknown): Settings {
  return new Map([...warning, [option, value]]);
}

/** What yamllint calls `relaxed`, beside the default. */
const relaxed: ReadonlyMap<string, Settings | false> = new Map<string, Settings | false>([
  ["braces", warningWith("max-spaces-inside", 1)],
  ["brackets", warningWith("max-spaces-inside", 1)],
  ["colons", warning],
  ["commas", warning],
  ["comments", false],
  ["comments-indentation", false],
  ["document-start", false],
  ["empty-lines", warning],
  ["hyphens", warning],
  ["indentation", warningWith("indent-sequences", "consistent")],
  ["line-length", warningWith("allow-non-breakable-inline-mappings", true)],
  ["truthy", false],
]);
