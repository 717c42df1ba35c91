/** The words that several reporters share: titles, counts, places, durations. Plain text, nothing escaped. */

import type { Annotation, Report } from "../core/report.ts";
import type { Rule } from "../core/rule-set.ts";
import { conclude } from "../core/conclusion.ts";
import { allFindings } from "./findings.ts";

/** `1 file`, `2 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `0.6 s`, `12 s`. */
export function seconds(milliseconds: number): string {
  if (milliseconds < 100) return "under 0.1 s";
  const value = milliseconds / 1000;
  return value < 10 ? `${value.toFixed(1)} s` : `${Math.round(value)} s`;
}

/** Checks whose finding is that something is not there. */
const requirements: ReadonlySet<string> = new Set([
  "context/ticket",
  "context/link",
  "context/description",
  "context/test-evidence",
  "context/window",
]);

/** Checks of a document that may be missing, and whose findings about one that is there have a place in it. */
const documents: ReadonlySet<string> = new Set(["context/design-document", "context/change-plan"]);

/** What a sentence calls a finding of this rule: `YAML does not parse`, `no ticket`, `duplicate key`. */
export function headline(rule: Rule, { at }: Pick<Annotation, "at">): string {
  const isMissing = requirements.has(rule.check) || (documents.has(rule.check) && at === undefined);
  if (isMissing) return `no ${lowerFirst(rule.title)}`;
  if (rule.check === "schema/json-schema") return "breaks its schema";
  if (rule.check.endsWith("/syntax")) return `${rule.title} does not parse`;
  return lowerFirst(rule.title);
}

/** `2 to mend before merge: YAML does not parse, no ticket (2 warnings)`. */
export function reportTitle(report: Report): string {
  const { verdict, failures, warnings } = conclude(report);
  const beside = warnings > 0 ? ` (${plural(warnings, "warning")})` : "";
  if (report.override !== undefined) return overriddenTitle(report.override.by, failures, beside);
  if (failures > 0) return `${failures} to mend before merge: ${headlines(report)}${beside}`;
  if (verdict === "waiting") return `Waiting: not everything could be checked yet${beside}`;
  if (report.files.every((file) => !file.reviewed) && warnings === 0) return "Nothing to mend: no file to review";
  return `Nothing to mend before merge${beside}`;
}

function overriddenTitle(by: string, failures: number, beside: string): string {
  const left = failures === 0 ? "not everything was checked" : `${failures} left to mend`;
  return `Overridden by ${by}: ${left}${beside}`;
}

/** Message and advice as plain sentences. */
export function fullMessage(annotation: Annotation): string {
  return annotation.advice === undefined ? annotation.message : `${annotation.message}\n${annotation.advice}`;
}

export function filesReviewed(report: Report): string {
  const reviewed = report.files.filter((file) => file.reviewed).length;
  return `${reviewed} of ${plural(report.files.length, "file")}`;
}

export function olderFindings(report: Report): number {
  return report.outcomes.reduce((sum, outcome) => sum + (outcome.status === "checked" ? outcome.older : 0), 0);
}

export function lowerFirst(text: string): string {
  const second = text[1] ?? "";
  const isAcronym = second !== second.toLowerCase();
  return isAcronym ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
}

export function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** At most four different headlines of what fails, most frequent places first as the findings come. */
function headlines(report: Report): string {
  const failing = allFindings(report, "failure").map(({ rule, annotation }) => headline(rule, annotation));
  const different = [...new Set(failing)];
  const shown = different.slice(0, 4).join(", ");
  return different.length > 4 ? `${shown} and ${different.length - 4} more` : shown;
}
