/** The rule set of a run: the file named with `--rules`, or the one of the tree. */

import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { ConfigurationProblem } from "../checks/schema/plumbline-rules/problem.ts";
import type { RuleSet } from "../core/rule-set.ts";
import { effectiveRuleSet, ruleSetOf } from "../engine/rule-set/effective.ts";
import type { EffectiveRuleSet, RuleSetSource } from "../engine/rule-set/effective.ts";
import { UsageError } from "./command.ts";
import type { Terminal } from "./command.ts";

export interface RunRuleSet {
  readonly ruleSet: RuleSet;
  /** With the source of every key. */
  readonly effective: EffectiveRuleSet;
  /** The tree's own file is not sound: another one is in force, and the exit code says so. */
  readonly isBroken: boolean;
}

/** @throws UsageError when the named file cannot be read or is not sound. */
export async function runRuleSet(
  file: string | undefined,
  source: RuleSetSource,
  terminal: Terminal,
): Promise<RunRuleSet> {
  if (file === undefined) {
    const effective = await effectiveRuleSet(source);
    return { ruleSet: effective.ruleSet, effective, isBroken: effective.problems.length > 0 };
  }
  const location = resolve(terminal.cwd(), file);
  const answer = await ruleSetOf(await readText(location, file), relative(terminal.cwd(), location), source.readRemote);
  if ("ruleSet" in answer) return { ruleSet: answer.ruleSet, effective: answer, isBroken: false };
  throw new UsageError(`the rule set is not sound\n${problemLines(answer)}`);
}

/** A file that was named on the command line. */
export async function readText(location: string, named: string): Promise<string> {
  try {
    return await readFile(location, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read \`${named}\``, { cause: error });
  }
}

export function problemLines(problems: readonly ConfigurationProblem[]): string {
  return problems
    .map(({ path, line, column, message, advice }) =>
      [`${path}:${line}:${column}: ${message}`, ...(advice === undefined ? [] : [advice])].join(" "),
    )
    .join("\n");
}
