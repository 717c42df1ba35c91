/** Merges presets and a repository's own file into one rule set. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { RiskData, RuleEntry } from "../../checks/schema/plumbline-rules/file-schema.ts";
import type { RuleSetFile } from "../../checks/schema/plumbline-rules/read.ts";
import { matchName } from "../../core/glob.ts";
import { defaultRisk, type RiskSettings } from "../../core/risk.ts";
import type { Rule, RuleSet } from "../../core/rule-set.ts";
import { checkEntry, defaultOptions } from "./check-entries.ts";

/** A preset after its file was read: `recommended`. */
export interface Preset {
  readonly name: string;
  readonly rules: readonly Rule[];
  /** What its file says of the table of risks. */
  readonly risk?: RiskData;
}

export const defaultPreset = "recommended";

/** Everything but where the rule set came from. The file is one that `readRuleSetFile` found sound. */
export function mergeRuleSet(
  file: RuleSetFile,
  presets: ReadonlyMap<string, Preset>,
): Omit<RuleSet, "origin" | "notes"> {
  const content = {
    rules: mergeRules(file, presets),
    ignore: file.ignore,
    schemas: file.schemas,
    suggestions: file.suggestions ?? false,
    ...(file.commits === undefined ? {} : { commits: file.commits }),
    ...riskOf(file, presets),
  };
  return { ...content, hash: bytesToHex(sha256(utf8ToBytes(canonicalJson(content)))) };
}

/** The table of risks: what is usual, then what the presets say, then the file. Missing where none of them says a word. */
function riskOf(file: RuleSetFile, presets: ReadonlyMap<string, Preset>): { readonly risk?: RiskSettings } {
  const said = [...(file.extends ?? [defaultPreset]).map((name) => presets.get(name)?.risk), file.risk];
  const given = said.filter((each) => each !== undefined);
  return given.length === 0 ? {} : { risk: given.reduce(withRisk, defaultRisk) };
}

function withRisk(settings: RiskSettings, said: RiskData): RiskSettings {
  const environments = new Map(Object.entries(settings.environments));
  for (const [name, { paths = [], words = [] }] of Object.entries(said.environments ?? {})) {
    environments.set(name, { paths, words });
  }
  return {
    environments: Object.fromEntries(environments),
    freezes: [...settings.freezes, ...(said.freezes ?? [])],
    manyResources: said.manyResources ?? settings.manyResources,
    sharedBy: said.sharedBy ?? settings.sharedBy,
    tests: said.tests ?? settings.tests,
    levels: { ...settings.levels, ...said.levels },
    combinations: said.combinations ?? settings.combinations,
  };
}

/** The rules that a preset's file defines, each complete. */
export function presetRules(file: RuleSetFile): readonly Rule[] {
  return file.rules.map((entry) => tune(newRule(entry.name, entry.check ?? entry.name), entry));
}

/** Inherited rules first, then those that the file adds. An exact name wins over a glob, a later glob over an earlier one. */
function mergeRules(file: RuleSetFile, presets: ReadonlyMap<string, Preset>): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const name of file.extends ?? [defaultPreset]) {
    for (const rule of presets.get(name)?.rules ?? []) rules.set(rule.name, rule);
  }
  const exact = new Map<string, RuleEntry>();
  for (const entry of file.rules.filter(({ name }) => !name.includes("*"))) {
    exact.set(entry.name, entry);
    if (!rules.has(entry.name)) rules.set(entry.name, addedRule(entry, presets));
  }
  const globs = file.rules
    .filter(({ name }) => name.includes("*"))
    .map((entry) => ({ entry, matches: matchName(entry.name) }));

  return [...rules.values()].map((rule) => {
    const tuned = globs
      .filter(({ matches }) => matches(rule.name))
      .reduce((each, { entry }) => tune(each, entry), rule);
    const own = exact.get(rule.name);
    return own ? tune(tuned, own) : tuned;
  });
}

/** A rule that no extended preset brings: one of the owner's, or one that another preset would bring. */
function addedRule(entry: RuleEntry, presets: ReadonlyMap<string, Preset>): Rule {
  if (entry.check !== undefined && entry.check !== entry.name) return newRule(entry.name, entry.check);
  // What `recommended` says of a rule is what most expect; other presets ask under conditions of their own.
  for (const preset of [presets.get(defaultPreset), ...presets.values()]) {
    const rule = preset?.rules.find(({ name }) => name === entry.name);
    if (rule) return rule;
  }
  return newRule(entry.name, entry.name);
}

function newRule(name: string, check: string): Rule {
  return {
    name,
    check,
    severity: "warning",
    title: titleOf(name),
    why: checkEntry(check)?.summary ?? "",
    paths: [],
    exceptPaths: [],
    kinds: [],
    exceptKinds: [],
    options: defaultOptions(check),
    waivable: true,
  };
}

/** What the entry says wins; of options, each one that it names. */
function tune(rule: Rule, entry: RuleEntry): Rule {
  const { name: _name, check: _check, options, ...said } = entry;
  return { ...rule, ...said, options: options ? { ...rule.options, ...options } : rule.options };
}

/** `network-changes-link-a-design` -> `Network changes link a design`. */
function titleOf(name: string): string {
  const words = (name.split("/").at(-1) ?? name).replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** JSON whose text does not depend on the order in which keys were set. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each !== "object" || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}
