/** What a rule's mode makes of it: `advise` never blocks, and what `shadow` finds is kept apart for the owners of the rules. */

import type { Outcome, Report } from "./report.ts";
import type { Rule, RuleMode, RuleSet } from "./rule-set.ts";

/** A rule's own word wins over its rule set's; what an organisation enforces is in nobody else's mode. */
export function modeOf({ mode, enforced }: Rule, ofSet: RuleMode | undefined): RuleMode {
  return mode ?? (enforced === true ? undefined : ofSet) ?? "enforce";
}

/** The rule set as its modes have it: every rule says its mode, and none in `advise` has a severity that blocks. */
export function inModes(ruleSet: RuleSet): RuleSet {
  return { ...ruleSet, rules: ruleSet.rules.map((rule) => inMode(rule, modeOf(rule, ruleSet.mode))) };
}

function inMode(rule: Rule, mode: RuleMode): Rule {
  if (mode === "enforce") return rule;
  const severity = mode === "advise" && rule.severity === "failure" ? "warning" : rule.severity;
  return rule.mode === mode && rule.severity === severity ? rule : { ...rule, mode, severity };
}

/** Outcomes of rules in shadow stand beside the others, where no title, count or conclusion meets them. */
export function shadowApart(outcomes: readonly Outcome[]): Pick<Report, "outcomes" | "shadow"> {
  const shadow = outcomes.filter(isInShadow);
  return shadow.length === 0 ? { outcomes } : { outcomes: outcomes.filter((each) => !isInShadow(each)), shadow };
}

/** Of every rule that was not off, whatever its mode. */
export function everyOutcome({ outcomes, shadow = [] }: Pick<Report, "outcomes" | "shadow">): readonly Outcome[] {
  return [...outcomes, ...shadow];
}

function isInShadow({ rule }: Outcome): boolean {
  return rule.mode === "shadow";
}
