/** What an expression gives, and what in it cannot be: names nobody knows, wrong arguments, comparisons that never hold. */

import { nearest } from "../../core/nearest.ts";
import type { Range } from "../../core/text.ts";
import { functionNames, functions, placedFunctions } from "./functions.ts";
import { judgeCall } from "./infer-call.ts";
import type { BinaryExpression, CallExpression, Expression } from "./tree.ts";
import { pathOf } from "./tree.ts";
import {
  anyType,
  booleanType,
  eitherType,
  type ExpressionType,
  listType,
  type ObjectType,
  typeInWords,
  typeOfValue,
} from "./types.ts";

/** What names mean at a place. */
export interface Scope {
  /** Contexts that are there, by name in lower case. */
  readonly contexts: ReadonlyMap<string, ExpressionType>;
  /** Of `placedFunctions` those that are there, in lower case. */
  readonly functions: ReadonlySet<string>;
}

export interface TypeProblem {
  readonly message: string;
  readonly advice?: string;
  readonly range: Range;
}

export type ReportProblem = (problem: TypeProblem) => void;

/** Every context that exists somewhere. */
export const contextNames: readonly string[] = [
  "env",
  "github",
  "inputs",
  "job",
  "jobs",
  "matrix",
  "needs",
  "runner",
  "secrets",
  "steps",
  "strategy",
  "vars",
];

export function inferType(expression: Expression, scope: Scope, report: ReportProblem): ExpressionType {
  switch (expression.type) {
    case "literal":
      return typeOfValue(expression.value);
    case "context":
      return contextType(expression.name, expression.range, scope, report);
    case "property": {
      const source = inferType(expression.source, scope, report);
      return propertyOf(source, expression.name, expression.nameRange, expression.source, report);
    }
    case "filter":
      return filterOf(inferType(expression.source, scope, report), expression.range, report);
    case "index": {
      const source = inferType(expression.source, scope, report);
      const key = inferType(expression.key, scope, report);
      return itemOf(source, key, expression.key, expression.source, report);
    }
    case "call":
      return callType(expression, scope, report);
    case "not":
      inferType(expression.operand, scope, report);
      return booleanType;
    case "binary":
      return binaryType(expression, scope, report);
  }
}

function contextType(name: string, range: Range, { contexts }: Scope, report: ReportProblem): ExpressionType {
  const type = contexts.get(name);
  if (type !== undefined) return type;
  if (contextNames.includes(name)) {
    const there =
      contexts.size === 0
        ? "no context is"
        : `${inWords([...contexts.keys()].sort())} ${contexts.size === 1 ? "is" : "are"}`;
    report({
      message: `The context \`${name}\` is not there at this place: ${there}.`,
      advice: "Use the value where its context is there, or hand it on through one that is.",
      range,
    });
    return anyType;
  }
  const close = nearest(name, contextNames);
  report({
    message: `Nothing is called \`${name}\` in an expression, so GitHub refuses the workflow.`,
    advice:
      close === undefined
        ? `Write a context, or \`'${name}'\` if it is meant as text.`
        : `Write \`${close}\` if that is what is meant.`,
    range,
  });
  return anyType;
}

function propertyOf(
  source: ExpressionType,
  name: string,
  range: Range,
  from: Expression,
  report: ReportProblem,
): ExpressionType {
  if (source.kind === "any") return anyType;
  if (source.kind === "object") return propertyOfObject(source, name, range, from, report);
  if (source.kind === "list" && source.filtered)
    return listType(
      source.item.kind === "object"
        ? (source.item.properties.get(name.toLowerCase()) ?? source.item.rest ?? anyType)
        : anyType,
      true,
    );
  report({ message: `\`.${name}\` asks for a property of ${typeInWords(source)}, which has none.`, range });
  return anyType;
}

function propertyOfObject(
  source: ObjectType,
  name: string,
  range: Range,
  from: Expression,
  report: ReportProblem,
): ExpressionType {
  const known = source.properties.get(name.toLowerCase()) ?? source.rest;
  if (known !== undefined) return known;
  const names = [...source.properties.keys()];
  const close = nearest(name.toLowerCase(), names);
  const owner = pathOf(from)?.join(".");
  const has =
    names.length === 0
      ? "it is empty here"
      : `it has ${inWords(names.slice(0, mostNames))}${names.length > mostNames ? " and others" : ""}`;
  report({
    message: `${owner === undefined ? "This" : `\`${owner}\``} has no \`${name}\`, so the expression gives nothing: ${has}.`,
    ...(close === undefined ? {} : { advice: `Write \`${close}\` if that is what is meant.` }),
    range,
  });
  return anyType;
}

const mostNames = 12;

function inWords(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 2) return quoted.join("");
  return `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1) ?? ""}`;
}

function filterOf(source: ExpressionType, range: Range, report: ReportProblem): ExpressionType {
  if (source.kind === "any") return listType(anyType, true);
  if (source.kind === "list") return listType(source.item, true);
  if (source.kind === "object") {
    const types = [...source.properties.values(), ...(source.rest ? [source.rest] : [])];
    const [first, ...others] = types;
    return listType(first === undefined ? anyType : others.reduce(eitherType, first), true);
  }
  report({ message: `\`*\` takes the items of ${typeInWords(source)}, which has none.`, range });
  return anyType;
}

function itemOf(
  source: ExpressionType,
  key: ExpressionType,
  keyNode: Expression,
  from: Expression,
  report: ReportProblem,
): ExpressionType {
  if (source.kind === "any") return anyType;
  if (source.kind === "list") {
    if (key.kind !== "any" && key.kind !== "number")
      report({
        message: `An item of a list is named by a number, and this is ${typeInWords(key)}.`,
        range: keyNode.range,
      });
    return source.item;
  }
  if (source.kind === "object") {
    if (key.kind !== "any" && key.kind !== "string") {
      report({ message: `A property is named by a string, and this is ${typeInWords(key)}.`, range: keyNode.range });
      return anyType;
    }
    if (keyNode.type === "literal" && typeof keyNode.value === "string")
      return propertyOfObject(source, keyNode.value, keyNode.range, from, report);
    return source.rest ?? anyType;
  }
  report({ message: `\`[…]\` asks for a part of ${typeInWords(source)}, which has none.`, range: keyNode.range });
  return anyType;
}

function callType(call: CallExpression, scope: Scope, report: ReportProblem): ExpressionType {
  const given = call.arguments.map((argument) => inferType(argument, scope, report));
  const signatures = functions.get(call.name);
  if (signatures === undefined) {
    const close = functionNames.find((name) => name.toLowerCase() === nearest(call.name, [...functions.keys()]));
    report({
      message: `No function is called \`${call.written}\`, so GitHub refuses the workflow.`,
      advice:
        close === undefined
          ? `The functions are ${inWords(functionNames)}.`
          : `Write \`${close}\` if that is what is meant.`,
      range: call.nameRange,
    });
    return anyType;
  }
  if (placedFunctions.has(call.name) && !scope.functions.has(call.name)) {
    const place = call.name === "hashfiles" ? "in the steps of a job" : "in an `if` of a job or a step";
    report({
      message: `The function \`${call.written}\` is not there at this place, only ${place}.`,
      advice: "Move the call to such a place.",
      range: call.nameRange,
    });
  }
  return judgeCall(call, given, signatures, report);
}

function binaryType(
  { operator, left, right, range }: BinaryExpression,
  scope: Scope,
  report: ReportProblem,
): ExpressionType {
  const one = inferType(left, scope, report);
  const other = inferType(right, scope, report);
  if (operator === "||" || operator === "&&") return eitherType(one, other);
  const isEquality = operator === "==" || operator === "!=";
  const either = (kind: ExpressionType["kind"]) => one.kind === kind || other.kind === kind;
  const odd = [one, other].find(({ kind }) => kind === "object" || kind === "list");
  if (
    odd !== undefined &&
    !either("any") &&
    !(isEquality && either("null")) &&
    (one.kind !== other.kind || !isEquality)
  ) {
    report({
      message: `\`${operator}\` compares ${typeInWords(one)} with ${typeInWords(other)}, which never holds.`,
      advice: "Compare a property of it, or its text: `toJSON(…)`.",
      range,
    });
  } else if (!isEquality && [one, other].some(({ kind }) => kind === "null" || kind === "boolean")) {
    report({
      message: `\`${operator}\` asks which of ${typeInWords(one)} and ${typeInWords(other)} is larger, which says nothing.`,
      advice: "Compare numbers or strings.",
      range,
    });
  }
  return booleanType;
}
