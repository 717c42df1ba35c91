/** Style and security checks over one parsed document: one pass of ESLint's Linter for all of them. */

import { Linter, type Rule as EslintRule, type SourceCode } from "eslint";
import type { Observation } from "../core/check.ts";
import type { Finding, Fix } from "../core/finding.ts";
import type { InspectionTask } from "../core/toolbox.ts";
import { defineLanguage, sourceCodeFor } from "../languages/eslint-language.ts";
import type { ParsedDocument } from "../languages/parsed.ts";
import type { StyleCheck } from "../languages/style-check.ts";
import { guard, type GuardRun, newGuardRun } from "./guard.ts";
import { lost } from "./lost-inspection.ts";

export interface StyleTask extends InspectionTask {
  readonly code: StyleCheck;
}

export interface LintLimits {
  readonly now: () => number;
  /** Milliseconds for one rule on one document. */
  readonly ruleBudget: number;
  /** Milliseconds for the whole document. */
  readonly fileBudget: number;
}

/** More findings of one rule in one document tell nobody anything. */
const findingsPerRule = 1_000;

/** Observations by rule name. Never throws: what went wrong is a gap of the rules it concerns. */
export function lint(
  document: ParsedDocument,
  tasks: readonly StyleTask[],
  limits: LintLimits,
): Map<string, Observation> {
  const run = newGuardRun(limits.now, limits.ruleBudget);
  const deadline = limits.now() + limits.fileBudget;
  const onProgress = (): void => {
    if (limits.now() > deadline) throw new Error(`took longer than ${limits.fileBudget} ms on this file`);
  };
  currentRun = run;
  try {
    // The Linter takes any language's source; its types know only JavaScript's. One constant name: paths are hostile.
    const source = sourceCodeFor(document, { onProgress }) as unknown as SourceCode;
    const messages = linter.verify(source, [configFor(tasks)], "document");
    return collect(document, tasks, messages, run);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return new Map(tasks.map((task) => [task.rule, lost(reason)]));
  }
}

const linter = new Linter();
let currentRun: GuardRun | undefined;

function runInProgress(): GuardRun {
  if (!currentRun) throw new Error("no document is being linted");
  return currentRun;
}

/** Documents arrive parsed; this language is only the name under which the Linter takes them. */
const parsedLanguage = defineLanguage({
  parse() {
    throw new Error("documents are parsed before they are linted");
  },
});

const configs = new Map<string, Linter.Config>();

/** The same rules with the same options get the same object: the Linter keeps what it worked out for it. */
function configFor(tasks: readonly StyleTask[]): Linter.Config {
  const key = JSON.stringify(tasks.map(({ rule, check, options }) => [rule, check, options]));
  const known = configs.get(key);
  if (known) return known;
  // The Linter fills in defaults in place, so it gets options of its own.
  const rules: Record<string, EslintRule.RuleModule> = {};
  const settings: Linter.RulesRecord = {};
  for (const { rule, code, options } of tasks) {
    rules[rule] = guard(rule, code, runInProgress);
    settings[`plumbline/${rule}`] = code.meta.schema ? ["error", structuredClone(options)] : "error";
  }
  const config: Linter.Config = {
    files: ["document"],
    language: "plumbline/parsed",
    plugins: { plumbline: { languages: { parsed: parsedLanguage }, rules } },
    rules: settings,
  };
  if (configs.size > 200) configs.clear();
  configs.set(key, config);
  return config;
}

function collect(
  document: ParsedDocument,
  tasks: readonly StyleTask[],
  messages: readonly Linter.LintMessage[],
  run: GuardRun,
): Map<string, Observation> {
  const findings = new Map<string, Finding[]>(tasks.map((task) => [task.rule, []]));
  for (const message of messages) {
    if (message.ruleId === null) throw new Error(`the linter could not read the document: ${message.message}`);
    const found = findings.get(message.ruleId.slice("plumbline/".length));
    if (found && found.length < findingsPerRule) found.push(findingOf(document, message));
  }
  return new Map(
    [...findings].map(([rule, found]) => {
      const stopped = run.stopped.get(rule);
      return [
        rule,
        { findings: found, ...(stopped === undefined ? {} : { gaps: [{ reason: stopped, cause: "ours" }] }) },
      ];
    }),
  );
}

function findingOf(document: ParsedDocument, message: Linter.LintMessage): Finding {
  const [first = "", ...rest] = message.message.split("\n");
  const start = document.lines.offset(message);
  const end =
    message.endLine === undefined || message.endColumn === undefined
      ? start
      : document.lines.offset({ line: message.endLine, column: message.endColumn });
  const fix = fixOf(message);
  return {
    message: first,
    ...(rest.length > 0 ? { advice: rest.join(" ") } : {}),
    at: { path: document.path, range: [start, Math.max(start, end)] },
    ...(fix ? { fix } : {}),
  };
}

function fixOf(message: Linter.LintMessage): Fix | undefined {
  if (message.fix) return { safe: true, edits: [message.fix] };
  const suggestion = message.suggestions?.[0];
  return suggestion ? { safe: false, edits: [suggestion.fix] } : undefined;
}
