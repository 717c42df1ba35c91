/** One rule and what layers say of it: each key remembers the file and line that set it. */

import type { RuleEntry } from "../../checks/schema/plumbline-rules/file-schema.ts";
import type { Rule } from "../../core/rule-set.ts";
import { checkEntry, defaultOptions } from "./check-entries.ts";
import type { Layer } from "./layer.ts";
import { tighten } from "./tighten.ts";

/** Where a key of a rule was set. */
export interface KeySource {
  /** As people name the file: `.github/plumbline.yml`, `rules/recommended.yml`. */
  readonly path: string;
  /** From 1; missing where nobody knows. */
  readonly line?: number;
}

/** A rule, and where each of its keys comes from; what no file says is the default of its check. */
export interface TracedRule {
  readonly rule: Rule;
  /** `severity`, `options.format`; `""` = where the rule is defined. */
  readonly sources: ReadonlyMap<string, KeySource>;
  /** The layer that enforces it: those behind it may only tighten it. */
  readonly enforcedBy?: Layer;
}

/** Something that a layer says in vain. */
export interface Refusal {
  readonly path: string;
  readonly line?: number;
  readonly rule: string;
  readonly keys: readonly string[];
  /** File that enforces the rule. */
  readonly enforcedBy: string;
}

export function newRule(name: string, check: string): Rule {
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
export function tune(
  traced: TracedRule,
  entry: RuleEntry,
  layer: Layer,
  onRefusal?: (refusal: Refusal) => void,
): TracedRule {
  const { rule, enforcedBy } = traced;
  const isBound = enforcedBy !== undefined && enforcedBy !== layer;
  const { entry: allowed, refused } = isBound ? tighten(rule, entry) : { entry, refused: [] };
  const [firstKey] = refused;
  if (isBound && firstKey !== undefined) {
    const line = entry.lines?.get(firstKey) ?? entry.lines?.get("");
    const where = { path: layer.path, ...(line === undefined ? {} : { line }) };
    onRefusal?.({ ...where, rule: rule.name, keys: refused, enforcedBy: enforcedBy.path });
  }
  const { name: _name, check: _check, lines: _lines, options, ...said } = allowed;
  const keys = [...Object.keys(said), ...Object.keys(options ?? {}).map((option) => `options.${option}`)];
  const sources = new Map(traced.sources);
  for (const key of keys) sources.set(key, sourceOf(entry, key, layer));
  const setsEnforced = said.enforced === true ? { enforcedBy: enforcedBy ?? layer } : {};
  return {
    ...traced,
    ...setsEnforced,
    sources,
    rule: { ...rule, ...said, options: options ? { ...rule.options, ...options } : rule.options },
  };
}

export function sourceOf({ lines }: RuleEntry, key: string, { path }: Layer): KeySource {
  const line = lines?.get(key) ?? lines?.get("");
  return { path, ...(line === undefined ? {} : { line }) };
}

/** `network-changes-link-a-design` -> `Network changes link a design`. */
function titleOf(name: string): string {
  const words = (name.split("/").at(-1) ?? name).replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
