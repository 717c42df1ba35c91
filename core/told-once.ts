/** One mistake is told once: where a check of ours fails a line, the tool's own test need not say so again. */

import { byPlace } from "./annotation-order.ts";
import type { Annotation, CheckedOutcome, Outcome } from "./report.ts";

/**
 * Sets annotations of config tests aside on lines that a failing rule of another kind has annotated: ours know the
 * character and the remedy. That the test failed stays in its figures, and asked again once ours is waived, its word
 * is back.
 */
export function toldOnce(outcomes: readonly Outcome[]): readonly Outcome[] {
  const told = new Set(outcomes.filter((outcome) => !isTest(outcome)).flatMap(failedLines));
  return outcomes.map((outcome) => {
    if (outcome.status !== "checked" || !isTest(outcome)) return outcome;
    const whole = withEchoes(outcome);
    const echoes = whole.annotations.filter((annotation) => told.has(lineOf(annotation)));
    if (echoes.length === 0) return whole;
    return { ...whole, annotations: whole.annotations.filter((annotation) => !echoes.includes(annotation)), echoes };
  });
}

/** With what was set aside among its annotations again. */
export function withEchoes(outcome: CheckedOutcome): CheckedOutcome {
  const { echoes, ...rest } = outcome;
  return echoes === undefined ? outcome : { ...rest, annotations: [...rest.annotations, ...echoes].sort(byPlace) };
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
