/** `plumbline rules test`: runs the good and bad examples of a rule set's policies. */

import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { runExamples, type ExampleResult } from "../../checks/policy/examples.ts";
import { readRuleSetFile, ruleSetPath, type RuleSetFile } from "../../checks/schema/plumbline-rules/read.ts";
import type { Policy } from "../../checks/schema/plumbline-rules/read-policies.ts";
import { indexLines } from "../../core/text.ts";
import type { Call, ExitCode } from "../command.ts";
import { configuredFolder } from "../folder-rules.ts";
import { problemLines, readText } from "../rule-set.ts";

/** 0 every example is what it says, 1 one is not, 2 the rule set is not sound. */
export async function testPolicies(call: Call, named: string | undefined): Promise<ExitCode> {
  const { cwd, stdout } = call.terminal;
  const folder = configuredFolder(cwd());
  const location = named === undefined ? resolve(folder, ruleSetPath) : resolve(cwd(), named);
  const path = relative(cwd(), location);
  const text = await readText(location, path);
  const { file, problems } = await readRuleSetFile(text, path);
  if (!file) {
    stdout.write(`${problemLines(problems)}\n`);
    return 2;
  }
  const policies = policiesOf(file);
  const results = await runExamples(policies, (schema) => readSchema(resolve(folder, schema)));
  for (const policy of policies) stdout.write(`${policyLines(policy, results, path, text).join("\n")}\n`);
  const failed = results.filter(({ mistake }) => mistake !== undefined).length;
  const without = policies.filter(({ good, bad }) => good.length + bad.length === 0).length;
  const untested = without === 0 ? "" : `, ${without} without an example`;
  const verdict =
    failed === 0 ? "all are what they say" : `${failed} not what ${failed === 1 ? "it says" : "they say"}`;
  stdout.write(`${counted(policies.length, "policy", "policies")}${untested}; ${counted(results.length, "example")}`);
  stdout.write(results.length === 0 ? "\n" : `: ${verdict}\n`);
  return failed === 0 ? 0 : 1;
}

function policiesOf({ policies = [] }: RuleSetFile): readonly Policy[] {
  return policies;
}

async function readSchema(location: string): Promise<string | undefined> {
  try {
    return await readFile(location, "utf8");
  } catch {
    return undefined;
  }
}

function policyLines(policy: Policy, all: readonly ExampleResult[], path: string, text: string): readonly string[] {
  const { name } = policy.rule;
  const results = all.filter(({ policy: each }) => each === name);
  const failed = results.filter(({ mistake }) => mistake !== undefined);
  const count = results.length === 0 ? "no examples" : `${policy.good.length} good, ${policy.bad.length} bad`;
  const mark = results.length === 0 ? "-   " : failed.length === 0 ? "ok  " : "FAIL";
  return [`${mark}  ${name} (${count})`, ...failed.flatMap((result) => mistakeLines(result, path, text))];
}

/** What was expected, what came instead, and the example with a mark on each line of a finding. */
function mistakeLines(result: ExampleResult, path: string, text: string): readonly string[] {
  const { verdict, number, example, mistake = "", found } = result;
  const { line } = indexLines(text).position(example.range[0]);
  const rows = example.text.trimEnd().split("\n").slice(0, 40);
  const width = String(rows.length).length;
  const shown = rows.flatMap((row, index) => [
    `        ${String(index + 1).padStart(width)} | ${row}`,
    ...found
      .filter((each) => each.line === index + 1)
      .map(({ column, message }) => `        ${" ".repeat(width)} | ${" ".repeat(column - 1)}^ ${message}`),
  ]);
  return [`      ${path}:${line}: ${verdict} example ${number}: ${mistake}`, ...shown];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
