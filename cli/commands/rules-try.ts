/** `plumbline rules try 'CEL' PATH`: asks one expression of one file, as a policy would. */

import { resolve } from "node:path";
import { askPolicy } from "../../checks/policy/assertion/ask.ts";
import { policyNames } from "../../checks/policy/assertion/names.ts";
import { subjectsOf } from "../../checks/policy/assertion/subjects.ts";
import { readExpression } from "../../checks/policy/cel/read.ts";
import { openDocument } from "../../core/open-document.ts";
import { loadLanguage, parseDocument } from "../../languages/parse.ts";
import { isDataDocument } from "../../languages/parsed.ts";
import type { Call, ExitCode } from "../command.ts";
import { UsageError } from "../command.ts";
import { readText } from "../rule-set.ts";

/** What `try` takes beside the expression and the path. */
export interface TrialScope {
  readonly kinds: readonly string[];
  readonly blocks: readonly string[];
  readonly each: readonly string[];
}

/** 0 it holds everywhere, 1 it does not hold somewhere, 2 the expression is not sound, 3 it has no answer. */
export async function tryExpression(
  call: Call,
  expression: string,
  path: string,
  scope: TrialScope,
): Promise<ExitCode> {
  const { cwd, stdout } = call.terminal;
  const reading = readExpression(expression, policyNames);
  if ("problem" in reading) {
    const { message, advice = "", offset } = reading.problem;
    stdout.write(`${expression}\n${" ".repeat(offset)}^ ${message} ${advice}`.trimEnd() + "\n");
    return 2;
  }
  const text = await readText(resolve(cwd(), path), path);
  const opened = openDocument(path, { kind: "text", text, byteOrderMark: false });
  await loadLanguage(opened.language);
  const document = parseDocument(opened);
  if (!isDataDocument(document)) throw new UsageError(`\`${path}\` is in no language that is read as data`);
  const [problem] = document.problems;
  if (problem) throw new UsageError(`\`${path}\` does not parse: ${problem.message}`);

  const subjects = subjectsOf(document, scope);
  const { broken, obstacle } = await askPolicy(expression, subjects, path);
  for (const { data, pointer } of broken) {
    const { line, column } = document.lines.position(data.locate(pointer)?.value[0] ?? 0);
    stdout.write(`${path}:${line}:${column}: does not hold: ${text.slice(...document.lines.line(line)).trim()}\n`);
  }
  if (obstacle !== undefined) stdout.write(`${path}: has no answer: ${obstacle}\n`);
  stdout.write(`Asked of ${subjects.length}, does not hold of ${broken.length}\n`);
  return broken.length > 0 ? 1 : obstacle === undefined ? 0 : 3;
}
