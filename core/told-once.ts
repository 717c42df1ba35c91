/** One mistake is told once: where a check of ours has told it, another tool, or one that asks the same, need not say so again. */

import { byPlace } from "./annotation-order.ts";
import { matchName } from "./glob.ts";
import { severityRanks } from "./parts.ts";
import type { Annotation, CheckedOutcome, Outcome } from "./report.ts";
import type { Rule } from "./rule-set.ts";

/**
 * Sets annotations of other tools aside on lines that a failing rule of ours has annotated, or one that asks the same no
 * less strictly: ours know the character and the remedy. That a test failed stays in its figures, and asked again once
 * ours is waived, its word is back.
 */
export function toldOnce(outcomes: readonly Outcome[]): readonly Outcome[] {
  const told = linesTold(outcomes);
  return outcomes.map((outcome) => {
    if (outcome.status !== "checked") return outcome;
    const whole = withEchoes(outcome);
    const isOther = isOtherTools(outcome);
    const echoes = whole.annotations.filter(
      (annotation) => (isOther || annotation.alike !== undefined) && isTold(annotation, outcome, told),
    );
    if (echoes.length === 0) return whole;
    return { ...whole, annotations: whole.annotations.filter((annotation) => !echoes.includes(annotation)), echoes };
  });
}

/** With what was set aside among its annotations again. */
export function withEchoes(outcome: CheckedOutcome): CheckedOutcome {
  const { echoes, ...rest } = outcome;
  return echoes === undefined ? outcome : { ...rest, annotations: [...rest.annotations, ...echoes].sort(byPlace) };
}

function isOtherTools({ tests, reported }: Outcome): boolean {
  return tests !== undefined || reported !== undefined;
}

/** Line -> rules of ours that annotate it where everybody sees it. */
type ToldLines = ReadonlyMap<string, readonly Rule[]>;

function linesTold(outcomes: readonly Outcome[]): ToldLines {
  const told = new Map<string, Rule[]>();
  for (const outcome of outcomes) {
    const { rule } = outcome;
    if (outcome.status !== "checked" || isOtherTools(outcome) || rule.mode === "shadow") continue;
    for (const annotation of outcome.annotations) {
      const line = lineOf(annotation);
      if (line === undefined) continue;
      const rules = told.get(line);
      if (rules === undefined) told.set(line, [rule]);
      else if (!rules.includes(rule)) rules.push(rule);
    }
  }
  return told;
}

/** A failure of ours speaks for a whole line where another tool is asked; for a check of ours, only one that asks the same. */
function isTold(annotation: Annotation, outcome: Outcome, told: ToldLines): boolean {
  const theirs = outcome.rule;
  const isOther = isOtherTools(outcome);
  const line = lineOf(annotation);
  const rules = line === undefined ? [] : (told.get(line) ?? []);
  return rules.some((rule) => {
    if (isOther && rule.severity === "failure" && rule.mode !== "advise") return true;
    const isAlike = annotation.alike?.some((pattern) => matchName(pattern)(rule.check)) === true;
    const isMilder = severityRanks[rule.severity] < severityRanks[theirs.severity];
    // Between two of ours only what blocks must not become what does not.
    return isAlike && (!isMilder || (!isOther && theirs.severity !== "failure"));
  });
}

/** `undefined` for what is about the change as a whole: two such findings have nothing in common. */
function lineOf({ at }: Annotation): string | undefined {
  return at === undefined ? undefined : `${at.path}\0${at.start.line}`;
}
