/** Merges presets and the layers above them into one rule set; remembers of each key which file set it. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { RiskData, RuleEntry } from "../../checks/schema/plumbline-rules/file-schema.ts";
import { ruleSetPath, type RuleSetFile } from "../../checks/schema/plumbline-rules/read.ts";
import { matchName } from "../../core/glob.ts";
import { type Rule, type RuleSet, wholeName } from "../../core/rule-set.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Layer } from "./layer.ts";
import { localRule, type Locally, relationTo, tuneLocally } from "./parts.ts";
import { mergeRisk } from "./risk.ts";
import { below, scopeOfDirectory } from "./scope.ts";
import { type KeySource, newRule, type Refusal, sourceOf, type TracedRule, tune } from "./tune.ts";

/** A preset after its file was read: `recommended`. */
export interface Preset {
  readonly name: string;
  readonly rules: readonly Rule[];
  /** By rule name: where its keys are set. */
  readonly sources?: ReadonlyMap<string, ReadonlyMap<string, KeySource>>;
  /** What its file says of the table of risks. */
  readonly risk?: RiskData;
}

export const defaultPreset = "recommended";

export interface MergedRuleSet {
  /** Everything but where the rule set came from. */
  readonly ruleSet: Omit<RuleSet, "origin" | "notes">;
  /** In the order of the rule set's rules. */
  readonly traced: readonly TracedRule[];
  /** What layers say in vain, because one above them enforces the rule. */
  readonly refusals: readonly Refusal[];
  /** Rules that are tuned under too many paths, each once. */
  readonly tooManyParts: readonly string[];
}

/** One file over the presets. It is one that `readRuleSetFile` found sound. */
export function mergeRuleSet(
  file: RuleSetFile,
  presets: ReadonlyMap<string, Preset>,
): Omit<RuleSet, "origin" | "notes"> {
  return mergeLayers([{ level: "repository", path: ruleSetPath, file }], presets).ruleSet;
}

/** Layers from the bottom up: files that others start from, organisation, repository, directories. */
export function mergeLayers(layers: readonly Layer[], presets: ReadonlyMap<string, Preset>): MergedRuleSet {
  const { ruleSet, ...rest } = layOver(layers, presets);
  const hash = bytesToHex(sha256(utf8ToBytes(canonicalJson(ruleSet))));
  return { ruleSet: { ...ruleSet, hash }, ...rest };
}

interface LaidOver extends Omit<MergedRuleSet, "ruleSet"> {
  readonly ruleSet: Omit<MergedRuleSet["ruleSet"], "hash">;
}

function layOver(layers: readonly Layer[], presets: ReadonlyMap<string, Preset>): LaidOver {
  const refusals: Refusal[] = [];
  const tooMany = new Set<string>();
  const onRefusal = (refusal: Refusal) => refusals.push(refusal);
  const onTooMany = (whole: string) => tooMany.add(whole);
  const names = presetNames(layers);
  let traced: readonly TracedRule[] = inherited(layers, presets);
  const ignore: string[] = [];
  for (const layer of layers) {
    for (const locally of statements(layer)) {
      traced = locally.scope
        ? tuneUnder({ ...locally, scope: locally.scope, layer, onRefusal, onTooMany }, traced, presets)
        : tuneEverywhere(layer, traced, presets, onRefusal);
    }
    const ignored = layer.file.ignore.map((glob) => placed(glob, layer));
    if (traced.some((each) => isBound(each, layer))) traced = traced.map((each) => without(each, ignored, layer));
    else ignore.push(...ignored);
  }

  const own = layers.filter(({ level }) => level === "repository").at(-1)?.file;
  const mode = lastSaid(layers, ({ mode: said }) => said);
  const commits = lastSaid(layers, ({ commits: said }) => said);
  const emergency = lastSaid(layers, (said) => said.emergency);
  const ruleSet = {
    rules: traced.map(({ rule }) => rule),
    ignore,
    schemas: own?.schemas ?? {},
    suggestions: lastSaid(layers, ({ suggestions }) => suggestions) ?? false,
    ...(mode === undefined ? {} : { mode }),
    ...(commits === undefined ? {} : { commits }),
    ...(emergency === undefined ? {} : { emergency }),
    ...mergeRisk(
      names.map((name) => presets.get(name)?.risk),
      layers,
      traced,
    ),
  };
  return { ruleSet, traced, refusals, tooManyParts: [...tooMany] };
}

/** The presets that any layer names, from the bottom up; no layer takes away what another one starts from. */
export function presetNames(layers: readonly Layer[]): readonly string[] {
  const named = layers.flatMap(({ file }) => (file.extends ? [file.extends] : []));
  return named.length === 0 ? [defaultPreset] : [...new Set(named.flat())];
}

/** The rules that a preset's file defines, each complete. */
export function presetRules(file: RuleSetFile): readonly Rule[] {
  return file.rules.map((entry) => definedRule(entry, { level: "preset", path: "rules", file }).rule);
}

/** A preset of its file, over the presets that it extends. */
export function presetOf(name: string, path: string, file: RuleSetFile, presets: ReadonlyMap<string, Preset>): Preset {
  const layer: Layer = { level: "preset", path, file };
  const traced = file.extends ? layOver([layer], presets).traced : file.rules.map((entry) => definedRule(entry, layer));
  const inheritedRisk = file.extends?.map((each) => presets.get(each)?.risk).findLast((risk) => risk !== undefined);
  const risk = file.risk ?? inheritedRisk;
  return {
    name,
    rules: traced.map(({ rule }) => rule),
    sources: new Map(traced.map(({ rule, sources }) => [rule.name, sources])),
    ...(risk === undefined ? {} : { risk }),
  };
}

function definedRule(entry: RuleEntry, layer: Layer): TracedRule {
  const sources = new Map([["", sourceOf(entry, "", layer)]]);
  return tune({ rule: newRule(entry.name, entry.check ?? entry.name), sources }, entry, layer);
}

/** A layer that narrows its presets to some names narrows nothing of what another layer starts from. */
function inherited(layers: readonly Layer[], presets: ReadonlyMap<string, Preset>): readonly TracedRule[] {
  const saying = layers.filter(({ file }) => file.extends !== undefined);
  const narrowing = layers.findLast(({ file }) => file.only !== undefined)?.file.only;
  const starts: readonly Pick<RuleSetFile, "extends" | "only">[] =
    saying.length > 0
      ? saying.map(({ file }) => file)
      : [{ extends: [defaultPreset], ...(narrowing && { only: narrowing }) }];
  const rules = new Map<string, TracedRule>();
  for (const { extends: names = [], only = ["*"] } of starts) {
    const isTaken = only.map(matchName);
    for (const name of names) {
      const preset = presets.get(name);
      for (const rule of preset?.rules ?? []) {
        if (isTaken.some((matches) => matches(rule.name))) rules.set(rule.name, tracedOf(rule, preset));
      }
    }
  }
  return [...rules.values()];
}

function tracedOf(rule: Rule, preset: Preset | undefined): TracedRule {
  return { rule, sources: preset?.sources?.get(rule.name) ?? new Map() };
}

interface Statement {
  /** Missing = everywhere. */
  readonly scope?: readonly string[];
  readonly label: string;
  readonly entries: readonly RuleEntry[];
}

function statements({ file, directory }: Layer): readonly Statement[] {
  const overrides = (file.overrides ?? []).map(({ paths, rules }) => ({ paths, entries: rules }));
  if (directory === undefined) {
    const ofPaths = overrides.map(({ paths, entries }) => ({ scope: paths, label: labelOf(paths), entries }));
    return [{ label: "", entries: file.rules }, ...ofPaths];
  }
  const here = (entries: readonly RuleEntry[]) => entries.map((entry) => inDirectory(entry, directory));
  const ofPaths = overrides.map(({ paths, entries }) => {
    const scope = paths.map((path) => below(directory, path));
    return { scope, label: labelOf(scope), entries: here(entries) };
  });
  return [{ scope: scopeOfDirectory(directory), label: directory, entries: here(file.rules) }, ...ofPaths];
}

function labelOf([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first}+${others.length}`;
}

function inDirectory(entry: RuleEntry, directory: string): RuleEntry {
  const { paths, exceptPaths } = entry;
  const rooted = (globs: readonly string[]) => globs.map((glob) => below(directory, glob));
  return { ...entry, ...(paths && { paths: rooted(paths) }), ...(exceptPaths && { exceptPaths: rooted(exceptPaths) }) };
}

function placed(glob: string, { directory }: Layer): string {
  return directory === undefined ? glob : below(directory, glob);
}

/** Inherited rules first, then those that the file adds. An exact name wins over a glob, a later glob over an earlier one. */
function tuneEverywhere(
  layer: Layer,
  before: readonly TracedRule[],
  presets: ReadonlyMap<string, Preset>,
  onRefusal: (refusal: Refusal) => void,
): readonly TracedRule[] {
  const { rules: entries } = layer.file;
  if (entries.length === 0) return before;
  const known = new Set(before.map(({ rule }) => wholeName(rule)));
  const added = entries
    .filter(({ name }) => !name.includes("*") && !known.has(name))
    .map((entry) => addedRule(entry, presets, layer));
  const entriesFor = matching(entries);
  return [...before, ...added].map((each) =>
    entriesFor(wholeName(each.rule)).reduce((tuned, entry) => tune(tuned, entry, layer, onRefusal), each),
  );
}

function tuneUnder(
  locally: Omit<Locally, "entriesFor"> & Pick<Statement, "entries">,
  before: readonly TracedRule[],
  presets: ReadonlyMap<string, Preset>,
): readonly TracedRule[] {
  const { entries, ...rest } = locally;
  if (entries.length === 0) return before;
  const here: Locally = { ...rest, entriesFor: matching(entries) };
  const isThere = (name: string) =>
    before.some((each) => wholeName(each.rule) === name && relationTo(here.scope, each) !== "apart");
  const known = new Set(before.map(({ rule }) => wholeName(rule)));
  const taken = new Set(before.map(({ rule }) => rule.name));
  const added = entries
    .filter(({ name, check }) => !name.includes("*") && !isThere(name) && (check !== undefined || !known.has(name)))
    .map((entry) => localRule(addedRule(entry, presets, here.layer), entry, here, taken));
  return [...tuneLocally(before, here), ...added];
}

function matching(entries: readonly RuleEntry[]): (whole: string) => readonly RuleEntry[] {
  const exact = new Map(entries.filter(({ name }) => !name.includes("*")).map((entry) => [entry.name, entry]));
  const globs = entries
    .filter(({ name }) => name.includes("*"))
    .map((entry) => ({ entry, matches: matchName(entry.name) }));
  return (whole) => {
    const own = exact.get(whole);
    return [
      ...globs.filter(({ matches }) => matches(whole)).map(({ entry }) => entry),
      ...(own === undefined ? [] : [own]),
    ];
  };
}

/** A rule that no extended preset brings: one of the owner's, or one that another preset would bring. */
function addedRule(entry: RuleEntry, presets: ReadonlyMap<string, Preset>, layer: Layer): TracedRule {
  const sources = new Map([["", sourceOf(entry, "", layer)]]);
  if (entry.check !== undefined && entry.check !== entry.name)
    return { rule: newRule(entry.name, entry.check), sources };
  // What `recommended` says of a rule is what most expect; other presets ask under conditions of their own.
  for (const preset of [presets.get(defaultPreset), ...presets.values()]) {
    const rule = preset?.rules.find(({ name }) => name === entry.name);
    if (rule) return tracedOf(rule, preset);
  }
  return { rule: newRule(entry.name, entry.name), sources };
}

function isBound({ enforcedBy }: TracedRule, layer: Layer): boolean {
  return enforcedBy !== undefined && enforcedBy !== layer;
}

/** Where an upper layer enforces rules, what a lower one ignores is ignored by the others alone. */
function without(traced: TracedRule, ignored: readonly string[], layer: Layer): TracedRule {
  if (ignored.length === 0 || isBound(traced, layer)) return traced;
  const { rule } = traced;
  const part = rule.part ?? { of: rule.name, within: [], without: [] };
  return { ...traced, rule: { ...rule, part: { ...part, without: [...part.without, ...ignored] } } };
}

function lastSaid<T>(layers: readonly Layer[], said: (file: RuleSetFile) => T | undefined): T | undefined {
  return layers.map(({ file }) => said(file)).findLast((value) => value !== undefined);
}
