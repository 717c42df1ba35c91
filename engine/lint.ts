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
    const messages = linter.verify(source, configFor(tasks, source), "document");
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

/**
 * A configuration that is worked out already. The Linter takes an array for such where it has a `getConfig`; any other
 * array it validates and merges anew for every document, which costs more than ten rules do.
 */
type ReadyConfig = Linter.Config[] & {
  readonly getConfig: () => {
    readonly language: typeof parsedLanguage;
    readonly languageOptions: Readonly<Record<string, never>>;
    readonly rules: Linter.RulesRecord;
    readonly getRuleDefinition: (ruleId: string) => EslintRule.RuleModule | undefined;
  };
};

const configs = new Map<string, ReadyConfig>();

/** The same rules with the same options get the same object. Throws where the options are not those of the rule. */
function configFor(tasks: readonly StyleTask[], source: SourceCode): ReadyConfig {
  const key = JSON.stringify(tasks.map(({ rule, check, options }) => [rule, check, options]));
  const known = configs.get(key);
  if (known) return known;
  const rules = completeSettings(tasks, source);
  const definitions = new Map<string, EslintRule.RuleModule>(
    tasks.map(({ rule, code }) => [`plumbline/${rule}`, guard(rule, code, runInProgress)]),
  );
  const ready = {
    language: parsedLanguage,
    languageOptions: {},
    rules,
    getRuleDefinition: (ruleId: string) => definitions.get(ruleId),
  };
  const config = Object.assign([], { getConfig: () => ready });
  if (configs.size > 200) configs.clear();
  configs.set(key, config);
  return config;
}

/** Each rule's options as the Linter hands them to the rule: validated, with the rule's defaults filled in. */
function completeSettings(tasks: readonly StyleTask[], source: SourceCode): Linter.RulesRecord {
  const settings: Linter.RulesRecord = {};
  const complete: Linter.RulesRecord = {};
  const rules: Record<string, EslintRule.RuleModule> = {};
  for (const { rule, code, options } of tasks) {
    settings[`plumbline/${rule}`] = code.meta.schema ? ["error", options] : ["error"];
    const create = ({ options: completed }: EslintRule.RuleContext): EslintRule.RuleListener => {
      complete[`plumbline/${rule}`] = ["error", ...completed];
      return {};
    };
    rules[rule] = { meta: code.meta, create };
  }
  const plugins = { plumbline: { languages: { parsed: parsedLanguage }, rules } };
  linter.verify(source, [{ files: ["document"], language: "plumbline/parsed", plugins, rules: settings }], "document");
  return complete;
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
