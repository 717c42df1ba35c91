/** The context checklist: what a later reader needs, what is there, what is missing, what nobody asked for. */

import type { Annotation, Outcome, Report } from "../core/report.ts";

export interface ContextItem {
  readonly title: string;
  readonly state: "given" | "missing" | "not-asked" | "unknown";
  /** Where it was found, what is missing, why nobody asks. */
  readonly detail?: string;
  readonly advice?: string;
  /** A missing one that fails or warns is already listed among the findings. */
  readonly binding: boolean;
}

export function contextItems(report: Report): readonly ContextItem[] {
  return report.outcomes.filter((outcome) => outcome.rule.check.startsWith("context/")).map(contextItem);
}

function contextItem(outcome: Outcome): ContextItem {
  const { title, severity } = outcome.rule;
  const binding = severity === "failure" || severity === "warning";
  if (outcome.status === "skipped") return { title, state: "not-asked", detail: outcome.reason, binding };
  if (outcome.status === "broken") return { title, state: "unknown", detail: outcome.reason, binding };

  const missing = outcome.annotations[0];
  if (missing !== undefined) return { title, state: "missing", ...said(missing), binding };
  return { title, state: "given", ...(outcome.note === undefined ? {} : { detail: outcome.note }), binding };
}

function said({ message, advice }: Annotation): { detail: string; advice?: string } {
  return advice === undefined ? { detail: message } : { detail: message, advice };
}
