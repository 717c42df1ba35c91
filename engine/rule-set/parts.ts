/** Splits rules where a layer speaks of some paths alone: what it says there makes a part of the rule with a name of its own. */

import type { RuleEntry } from "../../checks/schema/plumbline-rules/file-schema.ts";
import { wholeName } from "../../core/rule-set.ts";
import type { Layer } from "./layer.ts";
import { relationOf, type Relation, type Scope } from "./scope.ts";
import { type Refusal, sourceOf, type TracedRule, tune } from "./tune.ts";

/** What a layer says under some paths. */
export interface Locally {
  readonly layer: Layer;
  readonly scope: Scope;
  /** For the names of the parts: the directory, or the first of the globs. */
  readonly label: string;
  /** Entries that are about a rule, in the order in which they take effect. */
  readonly entriesFor: (whole: string) => readonly RuleEntry[];
  readonly onRefusal: (refusal: Refusal) => void;
  readonly onTooMany: (whole: string) => void;
}

/** More parts than this of one rule are nobody's intention: scopes that overlap double them each time. */
const mostParts = 100;

export function tuneLocally(rules: readonly TracedRule[], locally: Locally): readonly TracedRule[] {
  const names = new Set(rules.map(({ rule }) => rule.name));
  const counts = new Map<string, number>();
  for (const { rule } of rules) counts.set(wholeName(rule), (counts.get(wholeName(rule)) ?? 0) + 1);

  return rules.flatMap((traced) => {
    const whole = wholeName(traced.rule);
    const entries = locally.entriesFor(whole);
    const relation = entries.length === 0 ? "apart" : relationTo(locally.scope, traced);
    if (relation === "apart") return [traced];
    const tuned = entries.reduce((each, entry) => tune(each, entry, locally.layer, locally.onRefusal), traced);
    if (relation === "inside") return [tuned];
    // What an enforced rule refuses leaves nothing to tell apart.
    if (
      tuned.sources.size === traced.sources.size &&
      [...tuned.sources].every(([key, at]) => traced.sources.get(key) === at)
    ) {
      return [traced];
    }
    const count = counts.get(whole) ?? 1;
    if (count >= mostParts) {
      locally.onTooMany(whole);
      return [traced];
    }
    counts.set(whole, count + 1);
    return [outside(traced, locally.scope), within(tuned, locally, freeName(whole, locally.label, names))];
  });
}

/** A rule that exists under some paths alone. */
export function localRule(
  traced: TracedRule,
  entry: RuleEntry,
  locally: Locally,
  taken: ReadonlySet<string>,
): TracedRule {
  const { name } = traced.rule;
  const free = taken.has(name) ? freeName(name, locally.label, new Set(taken)) : name;
  const tuned = tune(traced, entry, locally.layer, locally.onRefusal);
  const sources = new Map(tuned.sources).set("", sourceOf(entry, "", locally.layer));
  return within({ ...tuned, sources }, locally, free);
}

export function relationTo(scope: Scope, { rule }: TracedRule): Relation {
  const { paths, part } = rule;
  const regions = [...(part?.within ?? []), ...(paths.length > 0 ? [paths] : [])];
  if (regions.some((region) => relationOf(region, scope) === "apart")) return "apart";
  if (part && relationOf(scope, part.without) === "inside") return "apart";
  return regions.some((region) => relationOf(region, scope) === "inside") ? "inside" : "overlapping";
}

function outside(traced: TracedRule, scope: Scope): TracedRule {
  const { rule } = traced;
  const part = rule.part ?? { of: rule.name, within: [], without: [] };
  return { ...traced, rule: { ...rule, part: { ...part, without: [...part.without, ...scope] } } };
}

function within(traced: TracedRule, { scope }: Locally, name: string): TracedRule {
  const { rule } = traced;
  const part = rule.part ?? { of: rule.name, within: [], without: [] };
  return { ...traced, rule: { ...rule, name, part: { ...part, within: [...part.within, scope] } } };
}

function freeName(whole: string, label: string, names: Set<string>): string {
  let name = `${whole}@${label}`;
  for (let count = 2; names.has(name); count += 1) name = `${whole}@${label}#${count}`;
  names.add(name);
  return name;
}
