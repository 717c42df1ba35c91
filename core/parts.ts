/** Rules about the request are asked once, however many of the directories that tune them a change touches. */

import type { Differential } from "./differential.ts";
import { matchPaths } from "./glob.ts";
import type { SkippedOutcome } from "./report.ts";
import { type Rule, type RuleSet, type RuleSeverity, wholeName } from "./rule-set.ts";
import { concernsPath } from "./select.ts";

export interface StrictestParts {
  readonly rules: readonly Rule[];
  /** By rule name: what came of the milder parts. */
  readonly beside: ReadonlyMap<string, SkippedOutcome>;
}

export const severityRanks: Readonly<Record<RuleSeverity, number>> = { off: 0, notice: 1, warning: 2, failure: 3 };

/** Of the parts of one rule that a change concerns, the strictest is asked, of those that are equal the later. */
export function strictestParts(
  rules: readonly Rule[],
  isAskedOnce: (rule: Rule) => boolean,
  { files }: Differential,
  { ignore }: RuleSet,
): StrictestParts {
  const isIgnored = matchPaths(ignore);
  const concerns = (rule: Rule) => files.some(({ path }) => !isIgnored(path) && concernsPath(rule, path));
  const strictest = new Map<string, Rule>();
  for (const rule of rules) {
    if (!rule.part || !isAskedOnce(rule) || !concerns(rule)) continue;
    const known = strictest.get(wholeName(rule));
    if (!known || severityRanks[rule.severity] >= severityRanks[known.severity]) strictest.set(wholeName(rule), rule);
  }
  if (strictest.size === 0) return { rules, beside: new Map() };

  const beside = new Map<string, SkippedOutcome>();
  const asked = rules.filter((rule) => {
    const chosen = rule.part && isAskedOnce(rule) ? strictest.get(wholeName(rule)) : undefined;
    if (chosen === undefined || chosen === rule) return true;
    beside.set(rule.name, { status: "skipped", rule, gaps: [], reason: `asked as \`${chosen.name}\`` });
    return false;
  });
  return { rules: asked, beside };
}
