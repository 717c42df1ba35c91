/** What a report comes to: derived, never stored, so that title, counts and conclusion cannot disagree. */

import type { Gap } from "./finding.ts";
import type { Annotation, CheckedOutcome, Outcome, Report } from "./report.ts";
import type { Severity } from "./rule-set.ts";

export interface Conclusion {
  /** `waiting`: something of ours could not be asked; the run stays in progress while it is tried again. */
  readonly verdict: "failure" | "waiting" | "success";
  readonly failures: number;
  readonly warnings: number;
  /** Notices with a place; a requirement that nobody gave a severity is a line of the checklist and is not counted. */
  readonly notices: number;
  /** Why it waits: outcomes and gaps of ours under failure-severity rules. */
  readonly waitingFor: readonly Gap[];
}

export function conclude(report: Report): Conclusion {
  const counts = { failure: 0, warning: 0, notice: 0 };
  for (const outcome of report.outcomes) {
    if (outcome.status !== "checked" || outcome.rule.severity === "off") continue;
    counts[outcome.rule.severity] += countOf(outcome, outcome.rule.severity);
  }
  const waitingFor = gapsOfOurs(report);
  const found = counts.failure > 0 ? "failure" : waitingFor.length > 0 ? "waiting" : "success";
  const verdict = report.override === undefined ? found : "success";
  return { verdict, failures: counts.failure, warnings: counts.warning, notices: counts.notice, waitingFor };
}

/** Layout counts once a file: all its places are mended by one command. */
function countOf({ rule, annotations }: CheckedOutcome, severity: Severity): number {
  if (rule.check.startsWith("format/")) return new Set(annotations.map((each) => each.at?.path)).size;
  return annotations.filter((each) => isCounted(each, severity)).length;
}

/** A finding about the request at notice severity is an unticked line, no more. */
export function isCounted(annotation: Annotation, severity: Severity | "off"): boolean {
  return annotation.at !== undefined || severity !== "notice";
}

function gapsOfOurs(report: Report): readonly Gap[] {
  const strict = report.outcomes.filter((outcome) => outcome.rule.severity === "failure");
  if (strict.length === 0) return [];
  const ours = [...report.gaps, ...strict.flatMap(gapsOf)].filter((gap) => gap.cause === "ours");
  return [...new Map(ours.map((gap) => [`${gap.path ?? ""}\0${gap.reason}`, gap])).values()];
}

function gapsOf(outcome: Outcome): readonly Gap[] {
  if (outcome.status !== "broken" || outcome.gaps.length > 0) return outcome.gaps;
  return [{ reason: outcome.reason, cause: "ours" }];
}
