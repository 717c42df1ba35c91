/** One mistake is told once: where a check of ours fails a line, the tool's own test need not say so again. */

import type { Annotation, Outcome } from "./report.ts";

/**
 * Takes annotations of config tests from lines that a failing rule of another kind has annotated. Ours know the
 * character and the remedy; that the test failed stays in its figures, and its word comes back once ours is waived.
 */
export function toldOnce(outcomes: readonly Outcome[]): readonly Outcome[] {
  const told = new Set(outcomes.filter((outcome) => !isTest(outcome)).flatMap(failedLines));
  if (told.size === 0) return outcomes;
  return outcomes.map((outcome) =>
    outcome.status === "checked" && isTest(outcome)
      ? { ...outcome, annotations: outcome.annotations.filter((annotation) => !told.has(lineOf(annotation))) }
      : outcome,
  );
}

function isTest({ tests }: Outcome): boolean {
  return tests !== undefined;
}

function failedLines(outcome: Outcome): readonly string[] {
  const { rule } = outcome;
  const isShown = rule.severity === "failure" && rule.mode !== "shadow" && rule.mode !== "advise";
  return outcome.status === "checked" && isShown ? outcome.annotations.map(lineOf) : [];
}

function lineOf({ at }: Annotation): string {
  return at === undefined ? "" : `${at.path}\0${at.start.line}`;
}
