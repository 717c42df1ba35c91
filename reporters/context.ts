/** The context checklist: what a later reader needs, what is there, what is missing, what nobody asked for. */

import type { Annotation, Outcome, Report } from "../core/report.ts";
import { groupBy, reasonToAsk } from "./findings.ts";
import { lowerFirst } from "./wording.ts";

export interface ContextItem {
  readonly title: string;
  readonly state: "given" | "missing" | "not-asked" | "unknown";
  /** Where it was found, what is missing, why nobody asks. */
  readonly detail?: string;
  readonly advice?: string;
  /** Why it is asked for, where it is not asked for everywhere. */
  readonly because?: string;
  /** A missing one that fails or warns is already listed among the findings. */
  readonly binding: boolean;
}

/** In the rule set's order; what nobody asks for, for one reason, is one item. */
export function contextItems(report: Report): readonly ContextItem[] {
  const items = report.outcomes.filter(isContext).map(contextItem);
  const groups = groupBy(items, ({ title, state, detail }) =>
    JSON.stringify(state === "not-asked" ? [state, detail] : [state, title]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [group.length === 1 ? first : { ...first, title: listed(group.map(({ title }) => title)) }];
  });
}

function isContext(outcome: Outcome): boolean {
  const isAside = outcome.status === "skipped" && outcome.aside === true;
  return outcome.rule.check.startsWith("context/") && !isAside;
}

/** `Ticket, description and design document`. */
function listed([first = "", ...others]: readonly string[]): string {
  const names = [first, ...others.map(lowerFirst)];
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function contextItem(outcome: Outcome): ContextItem {
  const { title, severity } = outcome.rule;
  const binding = severity === "failure" || severity === "warning";
  if (outcome.status === "skipped") return { title, state: "not-asked", detail: outcome.reason, binding };
  if (outcome.status === "broken") return { title, state: "unknown", detail: outcome.reason, binding };

  const missing = outcome.annotations[0];
  const because = reasonToAsk(outcome);
  if (missing !== undefined) {
    return { title, state: "missing", ...said(missing), ...(because === undefined ? {} : { because }), binding };
  }
  // Nothing missing, nothing found: what stands in the way of an answer is no answer.
  const obstacle = outcome.note === undefined ? outcome.gaps[0] : undefined;
  if (obstacle !== undefined) return { title, state: "unknown", detail: obstacle.reason, binding };
  return { title, state: "given", ...(outcome.note === undefined ? {} : { detail: outcome.note }), binding };
}

function said({ message, advice }: Annotation): { detail: string; advice?: string } {
  return advice === undefined ? { detail: message } : { detail: message, advice };
}
