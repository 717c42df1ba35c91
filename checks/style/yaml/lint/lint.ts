/** All rules of a configuration over one text, with the comments that switch them off honoured. */

import { settingsFrom } from "./lint-rule.ts";
import { lintRules } from "./lint-rules.ts";
import type { LintComment, LintText, Problem } from "./lint-text.ts";

export type LintLevel = "error" | "warning";

/** A rule as a configuration asks for it. */
export interface AskedLintRule {
  readonly name: string;
  readonly level: LintLevel;
  readonly settings: ReadonlyMap<string, unknown>;
}

export interface LintFinding extends Problem {
  readonly rule: string;
  readonly level: LintLevel;
}

/** In the order of the text. */
export function lint(text: LintText, rules: readonly AskedLintRule[]): readonly LintFinding[] {
  const [first = { start: 0, end: 0 }] = text.lines;
  if (/^#\s*yamllint disable-file\s*$/u.test(text.text.slice(first.start, first.end))) return [];
  const isOff = switchesOf(text.comments);
  return rules
    .flatMap(({ name, level, settings }) => {
      const look = lintRules.get(name);
      if (look === undefined) return [];
      const problems = look(text, settingsFrom(settings)).filter(({ seenAt }) => !isOff(name, seenAt));
      return problems.map((problem) => ({ ...problem, rule: name, level }));
    })
    .sort((left, right) => left.line - right.line || left.column - right.column);
}

interface Step {
  readonly line: number;
  readonly off: ReadonlySet<string>;
}

/** Whether a rule is off at a line. */
function switchesOf(comments: readonly LintComment[]): (rule: string, line: number) => boolean {
  const steps: Step[] = [];
  const lines = new Map<number, ReadonlySet<string>>();
  let off: ReadonlySet<string> = new Set();
  for (const { text, line, isInline } of comments) {
    const [, verb, rest = ""] = /^# yamllint (disable-line|disable|enable)((?: rule:\S+)*)\s*$/u.exec(text) ?? [];
    if (verb === undefined) continue;
    const named = rest.split(" ").flatMap((word) => (word.startsWith("rule:") ? [word.slice("rule:".length)] : []));
    const rules = named.length === 0 ? [...lintRules.keys()] : named;
    if (verb === "disable-line") {
      lines.set(isInline ? line : line + 1, new Set(rules));
      continue;
    }
    off = new Set(verb === "disable" ? [...off, ...rules] : [...off].filter((rule) => !rules.includes(rule)));
    steps.push({ line, off });
  }
  return (rule, line) => {
    if (lines.get(line)?.has(rule)) return true;
    return steps.findLast((step) => step.line <= line)?.off.has(rule) ?? false;
  };
}
