/** What a rule set may say of a rule that one above it enforces: it may ask for more, never for less. */

import type { RuleEntry } from "../../checks/schema/plumbline-rules/file-schema.ts";
import type { Rule, RuleMode, RuleSeverity } from "../../core/rule-set.ts";
import { canonicalJson } from "./canonical-json.ts";

const severities: Readonly<Record<RuleSeverity, number>> = { off: 0, notice: 1, warning: 2, failure: 3 };
const modes: Readonly<Record<RuleMode, number>> = { shadow: 0, advise: 1, enforce: 2 };

export interface Tightened {
  /** What is left of the entry. */
  readonly entry: RuleEntry;
  /** Keys that would weaken the rule: `severity`, `options.format`. */
  readonly refused: readonly string[];
}

type Weakens = (rule: Rule, entry: RuleEntry) => boolean;

/** Words for people may be replaced: they change nothing of what is asked. */
const weakens: Readonly<
  Record<Exclude<keyof RuleEntry, "name" | "lines" | "check" | "title" | "why" | "options">, Weakens>
> = {
  severity: (rule, { severity }) => severities[severity ?? rule.severity] < severities[rule.severity],
  paths: (rule, { paths = [] }) => isNarrower(rule.paths, paths),
  exceptPaths: (rule, { exceptPaths = [] }) => isLonger(rule.exceptPaths, exceptPaths),
  kinds: (rule, { kinds = [] }) => isNarrower(rule.kinds, kinds),
  exceptKinds: (rule, { exceptKinds = [] }) => isLonger(rule.exceptKinds, exceptKinds),
  when: (rule, { when }) => canonicalJson(rule.when ?? null) !== canonicalJson(when ?? null),
  waivable: (rule, { waivable }) => waivable === true && !rule.waivable,
  mode: (rule, { mode = "enforce" }) => modes[mode] < modes[rule.mode ?? "enforce"],
  enforced: (_rule, { enforced }) => enforced === false,
  selfWaive: (rule, { selfWaive }) => selfWaive === true && rule.selfWaive !== true,
};

export function tighten(rule: Rule, entry: RuleEntry): Tightened {
  const refused = Object.entries(weakens).flatMap(([key, isWeaker]) =>
    Object.hasOwn(entry, key) && isWeaker(rule, entry) ? [key] : [],
  );
  // Nobody but its check knows which of two values of an option asks for more.
  const changed = Object.entries(entry.options ?? {}).filter(
    ([name, value]) => canonicalJson(rule.options[name] ?? null) !== canonicalJson(value),
  );
  const left = Object.entries(entry).filter(
    ([key]) => !refused.includes(key) && (key !== "options" || changed.length === 0),
  );
  return {
    entry: { ...Object.fromEntries(left), name: entry.name },
    refused: [...refused, ...changed.map(([name]) => `options.${name}`)],
  };
}

/** Nothing means everything here. */
function isNarrower(before: readonly string[], after: readonly string[]): boolean {
  if (after.length === 0) return false;
  return before.length === 0 || !before.every((each) => after.includes(each));
}

function isLonger(before: readonly string[], after: readonly string[]): boolean {
  return after.some((each) => !before.includes(each));
}
