/** Which rules of a set are asked of a change: those without a condition, and those whose condition holds. */

import { asksAboutRisk, asksAboutText, type ConditionSubject, meets } from "./condition.ts";
import type { Differential } from "./differential.ts";
import type { Document } from "./document.ts";
import { messageOf } from "./examine.ts";
import type { Gap } from "./finding.ts";
import { matchPaths } from "./glob.ts";
import { everyOutcome } from "./modes.ts";
import type { Outcome, Report, SkippedOutcome } from "./report.ts";
import type { RiskAssessment } from "./risk.ts";
import type { Rule, RuleSet } from "./rule-set.ts";
import type { Toolbox } from "./toolbox.ts";

export interface AskedRules {
  /** Rules that are not off and whose condition, if any, holds. */
  readonly rules: readonly Rule[];
  /** Rule name -> why its condition holds. */
  readonly because: ReadonlyMap<string, string>;
  /** By rule name, for those whose condition does not hold. */
  readonly unmet: ReadonlyMap<string, SkippedOutcome>;
}

export interface KnownRisk {
  /** Missing where nobody asks for it, or where it could not be assessed. */
  readonly risk?: RiskAssessment;
  /** Why it could not be assessed. */
  readonly trouble?: Gap;
}

export function activeRules(ruleSet: RuleSet): readonly Rule[] {
  return ruleSet.rules.filter((rule) => rule.severity !== "off");
}

/** Assesses the risk where a rule or the rule set's owner asks for it: nobody waits for what nobody reads. */
export async function riskOf(
  differential: Differential,
  documents: readonly Document[],
  ruleSet: RuleSet,
  toolbox: Toolbox,
): Promise<KnownRisk> {
  const isAsked = ruleSet.risk !== undefined || activeRules(ruleSet).some(needsAssessment);
  if (!isAsked || !toolbox.assess) return {};
  const { signal } = toolbox;
  const time = toolbox.time?.();
  const surroundings = { ...(signal && { signal }), ...(time !== undefined && { time }) };
  try {
    return { risk: await toolbox.assess({ differential, documents, ruleSet, ...surroundings }) };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { trouble: { reason: `the risk could not be assessed: ${messageOf(error)}`, cause: "ours" } };
  }
}

/** Conditions on what is touched need it, and a limit of resources. */
function needsAssessment({ when, check, options }: Rule): boolean {
  return (when !== undefined && asksAboutRisk(when)) || (check === "context/size" && Boolean(options["resources"]));
}

export function askedRules(differential: Differential, ruleSet: RuleSet, { risk, trouble }: KnownRisk): AskedRules {
  const isIgnored = matchPaths(ruleSet.ignore);
  const paths = differential.files.map(({ path }) => path).filter((path) => !isIgnored(path));
  const subject: ConditionSubject = { differential, paths, risk };
  const rules: Rule[] = [];
  const because = new Map<string, string>();
  const unmet = new Map<string, SkippedOutcome>();
  for (const rule of activeRules(ruleSet)) {
    const answer = rule.when ? meets(rule.when, subject) : undefined;
    if (answer && !answer.holds) {
      const gaps = trouble && rule.when && asksAboutRisk(rule.when) ? [trouble] : answer.gaps;
      unmet.set(rule.name, { status: "skipped", rule, gaps, reason: answer.reason, unmet: true });
      continue;
    }
    rules.push(rule);
    if (answer && answer.reason !== "") because.set(rule.name, answer.reason);
  }
  return { rules, because, unmet };
}

/** Whether an edit of the text makes a rule be asked that has to look at files, which are not at hand then. */
export function needsFiles(
  previous: Report,
  differential: Differential,
  ruleSet: RuleSet,
  { checks }: Toolbox,
): boolean {
  const asked = askedRules(differential, ruleSet, riskBefore(previous));
  const names = new Set(asked.rules.map(({ name }) => name));
  return everyOutcome(previous).some(
    (outcome) => isUnmet(outcome) && checks.get(outcome.rule.check)?.scope === "file" && names.has(outcome.rule.name),
  );
}

/** Rules whose condition may have changed its answer with the text. */
export function mayTurn({ when }: Rule): boolean {
  return when !== undefined && asksAboutText(when);
}

/** The files are the same, and so is the risk. */
export function riskBefore({ risk }: Report): KnownRisk {
  return risk === undefined ? {} : { risk };
}

export function isUnmet(outcome: Outcome): boolean {
  return outcome.status === "skipped" && outcome.unmet === true;
}
