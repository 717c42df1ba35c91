/** Findings as GitHub's annotations: valid places only, worst first, within GitHub's limits. */

import type { Annotation } from "../core/report.ts";
import type { Rule, Severity } from "../core/rule-set.ts";
import { clip } from "./bytes.ts";
import { limitPerRule } from "./check-run-items.ts";
import type { Item } from "./check-run-items.ts";
import { findingId } from "./finding-id.ts";
import { firstLine, lastLine } from "./line-span.ts";
import { visible } from "./visible.ts";
import { fullMessage, headline, upperFirst } from "./wording.ts";

/** The shape of `output.annotations[]` in GitHub's check-run API. */
export interface CheckRunAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  /** GitHub takes columns only where both lines are the same. */
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: Severity;
  readonly message: string;
  readonly title: string;
  readonly raw_details: string;
}

/** GitHub's limits: 64 KB for a message and its details, 255 characters for a title. */
const messageBudget = 64 * 1024 - 1;
const titleBudget = 255;

export interface AnnotationLimits {
  readonly annotations: number;
  readonly perRule: number;
}

/**
 * Annotations for items that have a place on a line of this change. A place on an unchanged line would be shown
 * nowhere near the diff: those items live in the summary.
 */
export function toAnnotations(
  items: readonly Item[],
  limits: AnnotationLimits,
): { readonly annotations: readonly CheckRunAnnotation[]; readonly left: readonly Item[] } {
  const placed = items.filter(canAnnotate);
  const { shown } = limitPerRule(placed, limits.perRule);
  const annotated = new Set(shown.slice(0, limits.annotations));
  return {
    annotations: [...annotated].flatMap(toAnnotation),
    left: placed.filter((item) => !annotated.has(item)),
  };
}

/** GitHub refuses the whole request for one impossible place. */
export function canAnnotate({ annotation: { at } }: Item): boolean {
  return at !== undefined && at.path !== "" && !at.path.includes("\0") && at.inDifferential !== false;
}

function toAnnotation({ rule, severity, annotation }: Item): readonly CheckRunAnnotation[] {
  const { at } = annotation;
  if (at === undefined) return [];
  const start = firstLine(at);
  const end = lastLine(at);
  return [
    {
      path: at.path,
      start_line: start,
      end_line: end,
      ...(start === end ? columns(at.start.column, at.end.column) : {}),
      annotation_level: severity,
      message: clip(spelledOut(`${fullMessage(annotation)}${sinceLine(annotation)}`), messageBudget),
      title: clip(upperFirst(visible(headline(rule, annotation))), titleBudget),
      raw_details: clip(
        spelledOut(
          `Rule: ${rule.name}\nWhy: ${rule.why}\nMore: plumbline explain ${rule.name}${waivingLine(rule, annotation)}`,
        ),
        messageBudget,
      ),
    },
  ];
}

function sinceLine({ since }: Annotation): string {
  return since === undefined ? "" : `\nSince commit ${since.slice(0, 7)}.`;
}

function waivingLine(rule: Rule, annotation: Annotation): string {
  return rule.waivable ? `\nFinding: ${findingId(annotation)} (/plumbline waive ${findingId(annotation)} reason)` : "";
}

/** GitHub counts the last column in; ours is exclusive. */
function columns(start: number, end: number): { start_column: number; end_column: number } {
  const first = Math.max(1, start);
  return { start_column: first, end_column: Math.max(first, end - 1) };
}

function spelledOut(text: string): string {
  return text.split("\n").map(visible).join("\n");
}
