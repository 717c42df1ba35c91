/** What people decide about one pull request by a command: findings that are waived, a verdict that is overridden. */

import { byPlace } from "./annotation-order.ts";
import type { Annotation, CheckedOutcome, Outcome, Report, WaivedFinding } from "./report.ts";
import { wholeName } from "./rule-set.ts";
import { toldOnce, withEchoes } from "./told-once.ts";

interface DecisionCommon {
  /** The same decision twice is one: names the comment and the command's place in it. */
  readonly id: string;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly reason: string;
  /** The first moment at which it no longer holds, in milliseconds since 1970; missing = as long as the pull request. */
  readonly until?: number;
  /** Given by the author of the change. */
  readonly isOwn?: true;
}

/** Silences findings of one rule, wherever their lines move. */
export interface WaiveDecision extends DecisionCommon {
  readonly kind: "waive";
  /** Under whatever paths its owner tunes it otherwise. */
  readonly rule: string;
  readonly fingerprints: readonly string[];
}

/** Lets one commit pass whatever is found in it; what is pushed later needs its own. */
export interface OverrideDecision extends DecisionCommon {
  readonly kind: "override";
  readonly headSha: string;
}

export type Decision = WaiveDecision | OverrideDecision;

/** Who let a report pass that would not have, why, and until when. */
export type ReportedOverride = Pick<OverrideDecision, "by" | "reason" | "until" | "isOwn">;

export function isInForce({ until }: Decision, now: number): boolean {
  return until === undefined || until > now;
}

/** The report as these decisions leave it now. Takes a report with or without earlier ones: those that no longer hold are undone. */
export function applyDecisions(report: Report, decisions: readonly Decision[], now: number): Report {
  const inForce = decisions.filter((decision) => isInForce(decision, now));
  const waiving = new Map(
    inForce.flatMap((decision) =>
      decision.kind === "waive" ? decision.fingerprints.map((fingerprint) => [fingerprint, decision] as const) : [],
    ),
  );
  const override = inForce.findLast(
    (decision): decision is OverrideDecision => decision.kind === "override" && decision.headSha === report.headSha,
  );
  const { override: _earlier, ...rest } = report;
  return {
    ...rest,
    outcomes: toldOnce(report.outcomes.map((outcome) => decided(outcome, waiving))),
    ...(override === undefined ? {} : { override: reported(override) }),
  };
}

/** When the first decision that has an effect on this report ends, in milliseconds since 1970. */
export function endOfDecisions({ outcomes, override }: Report): number | undefined {
  const waived = outcomes.flatMap((outcome) => (outcome.status === "checked" ? outcome.waived : []));
  const ends = [override, ...waived.map(({ decision }) => decision)].flatMap((each) => each?.until ?? []);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function decided(outcome: Outcome, waiving: ReadonlyMap<string, WaiveDecision>): Outcome {
  if (outcome.status !== "checked") return outcome;
  const before = undone(withEchoes(outcome));
  const { rule } = before;
  const waiverOf = ({ fingerprint }: Annotation): WaiveDecision | undefined => {
    const decision = waiving.get(fingerprint);
    return decision?.rule === wholeName(rule) && mayHold(decision, outcome) ? decision : undefined;
  };
  const waived = before.annotations.flatMap((annotation): readonly WaivedFinding[] => {
    const decision = waiverOf(annotation);
    if (decision === undefined) return [];
    const { id, by, reason, until } = decision;
    return [{ annotation, reason, decision: { id, by, ...(until === undefined ? {} : { until }) } }];
  });
  if (waived.length === 0) return before;
  const annotations = before.annotations.filter((annotation) => waiverOf(annotation) === undefined);
  return { ...before, annotations, waived: [...before.waived, ...waived] };
}

/** A rule that became stricter since is not silenced by what was allowed before. */
function mayHold({ isOwn }: WaiveDecision, { rule }: CheckedOutcome): boolean {
  const isTheirs = isOwn !== true || rule.severity !== "failure" || rule.selfWaive === true;
  return rule.waivable && isTheirs;
}

function undone(outcome: CheckedOutcome): CheckedOutcome {
  const returning = outcome.waived.filter(({ decision }) => decision !== undefined);
  if (returning.length === 0) return outcome;
  const annotations = [...outcome.annotations, ...returning.map(({ annotation }) => annotation)].sort(byPlace);
  return { ...outcome, annotations, waived: outcome.waived.filter(({ decision }) => decision === undefined) };
}

function reported({ by, reason, until, isOwn }: OverrideDecision): ReportedOverride {
  return { by, reason, ...(until === undefined ? {} : { until }), ...(isOwn === undefined ? {} : { isOwn }) };
}
