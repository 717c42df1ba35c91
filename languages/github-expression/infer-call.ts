/** Judges what a function is given: how many, of which types, and texts that it cannot read. */

import type { Signature } from "./functions.ts";
import type { ReportProblem } from "./infer.ts";
import type { CallExpression, Expression } from "./tree.ts";
import { anyType, type ExpressionType, typeInWords, typeOfValue } from "./types.ts";

export function judgeCall(
  call: CallExpression,
  given: readonly ExpressionType[],
  signatures: readonly Signature[],
  report: ReportProblem,
): ExpressionType {
  const [first] = signatures;
  if (first === undefined) return anyType;
  const fitting = signatures.filter((signature) => takes(signature, given.length));
  if (fitting.length === 0) {
    report({
      message: `\`${call.written}\` takes ${numberOf(first)}, and here are ${given.length}.`,
      advice: "Give it what it takes.",
      range: call.nameRange,
    });
    return first.gives;
  }
  const right = fitting.find((signature) => given.every((type, index) => fits(type, parameterOf(signature, index))));
  if (right === undefined) {
    reportUnfit(call, given, fitting, report);
    return first.gives;
  }
  if (call.name === "format") judgeFormat(call, report);
  if (call.name === "case" && given.length % 2 === 0)
    report({ message: "`case` lacks its last argument, the value where no condition holds.", range: call.nameRange });
  if (call.name === "fromjson") return judgeJson(call, report);
  return right.gives;
}

function takes({ parameters, least = parameters.length, repeats = false }: Signature, count: number): boolean {
  return count >= least && (repeats || count <= parameters.length);
}

function numberOf({ parameters, least = parameters.length, repeats = false }: Signature): string {
  const count = `${least} argument${least === 1 ? "" : "s"}`;
  if (repeats) return `at least ${count}`;
  return least === parameters.length ? count : `${least} to ${parameters.length} arguments`;
}

function parameterOf({ parameters, repeats = false }: Signature, index: number): ExpressionType {
  return parameters[index] ?? (repeats ? parameters.at(-1) : undefined) ?? anyType;
}

/** Numbers, booleans and null become strings where a string is asked for. */
function fits(type: ExpressionType, wanted: ExpressionType): boolean {
  if (wanted.kind === "any" || type.kind === "any") return true;
  if (wanted.kind === "string") return type.kind !== "object" && type.kind !== "list";
  if (wanted.kind === "boolean") return true;
  if (wanted.kind === "list")
    return type.kind === "list" && (wanted.item.kind === "any" || fits(type.item, wanted.item));
  return type.kind === wanted.kind;
}

function reportUnfit(
  call: CallExpression,
  given: readonly ExpressionType[],
  signatures: readonly Signature[],
  report: ReportProblem,
): void {
  const index = given.findIndex((type, at) => signatures.every((signature) => !fits(type, parameterOf(signature, at))));
  const unfit = given[Math.max(0, index)] ?? anyType;
  const argument = call.arguments[Math.max(0, index)];
  const wanted = [...new Set(signatures.map((signature) => typeInWords(parameterOf(signature, Math.max(0, index)))))];
  report({
    message: `\`${call.written}\` takes ${wanted.join(" or ")} as argument ${Math.max(0, index) + 1}, and this is ${typeInWords(unfit)}.`,
    advice: "Give it a property, or the text of it: `toJSON(…)`.",
    range: argument?.range ?? call.range,
  });
}

function judgeFormat(call: CallExpression, report: ReportProblem): void {
  const [template, ...values] = call.arguments;
  const text = textOf(template);
  if (template === undefined || text === undefined) return;
  const asked = new Set([...text.replaceAll("{{", "").matchAll(/\{(\d+)\}/gu)].map(([, number]) => Number(number)));
  for (const number of asked) {
    if (number < values.length) continue;
    report({
      message: `\`{${number}}\` stands in the format, and ${values.length} value${values.length === 1 ? " is" : "s are"} given, counted from 0.`,
      advice: "Give the missing value, or correct the number.",
      range: template.range,
    });
  }
  values.forEach((value, number) => {
    if (asked.has(number)) return;
    report({
      message: `The format has no \`{${number}}\`, so this value goes nowhere.`,
      advice: `Put \`{${number}}\` into the format, or delete the value.`,
      range: value.range,
    });
  });
}

/** The type of what the text holds, where it stands in the expression itself. */
function judgeJson(call: CallExpression, report: ReportProblem): ExpressionType {
  const [argument] = call.arguments;
  const text = textOf(argument);
  if (argument === undefined || text === undefined) return anyType;
  try {
    const value: unknown = JSON.parse(text);
    return typeOfValue(value);
  } catch {
    report({
      message: "This text is no JSON, so `fromJSON` breaks the run.",
      advice: "Mend the text: names and strings stand in double quotes, brackets are closed, no comma is last.",
      range: argument.range,
    });
    return anyType;
  }
}

function textOf(node: Expression | undefined): string | undefined {
  return node?.type === "literal" && typeof node.value === "string" ? node.value : undefined;
}
