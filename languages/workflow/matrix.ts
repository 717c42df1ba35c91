/** What a job's matrix gives: the type of the context `matrix`, as far as the text itself says it. */

import { expressionsIn } from "../github-expression/embedded.ts";
import { contextNames, inferType } from "../github-expression/infer.ts";
import { anyType, eitherType, type ExpressionType, typeOfValue } from "../github-expression/types.ts";
import { at, entriesOf, isDynamic, itemsOf, textsIn, type WorkflowNode } from "./node.ts";
import type { YamlScalar } from "../yaml/tree.ts";
import { anything } from "./contexts.ts";

/** `undefined` where the job has no matrix. Keys are in lower case. */
export function matrixType(strategy: WorkflowNode | undefined): ExpressionType | undefined {
  if (strategy?.type === "text") return anything;
  const matrix = at(strategy, "matrix");
  if (matrix === undefined) return undefined;
  if (matrix.type !== "mapping") return anything;
  const include = at(matrix, "include");
  if (isDynamic(include) || itemsOf(include).some(isDynamic)) return anything;
  const properties = new Map<string, ExpressionType>();
  const add = (name: string, type: ExpressionType) => {
    const known = properties.get(name.toLowerCase());
    properties.set(name.toLowerCase(), known === undefined ? type : eitherType(known, type));
  };
  for (const { name, value } of matrix.entries) {
    if (name === "include" || name === "exclude") continue;
    const [first, ...others] = itemsOf(value).map(nodeType);
    add(name, first === undefined ? anyType : others.reduce(eitherType, first));
  }
  for (const combination of itemsOf(include)) {
    for (const { name, value } of entriesOf(combination)) add(name, nodeType(value));
  }
  return { kind: "object", properties };
}

function nodeType(node: WorkflowNode): ExpressionType {
  if (node.type === "text" && isDynamic(node)) return literalType(node.scalar);
  if ([...textsIn(node)].some(isDynamic)) return anyType;
  return typeOfValue(plainValue(node));
}

/** `${{ fromJSON('…') }}` says its type itself; everything else is known when the job is planned. */
function literalType(scalar: YamlScalar): ExpressionType {
  const { expressions, around } = expressionsIn(scalar);
  const [only] = expressions;
  if (only?.expression === undefined || expressions.length > 1 || around.some((text) => text.trim() !== ""))
    return anyType;
  return inferType(only.expression, { contexts: noContexts, functions: new Set() }, () => {});
}

const noContexts = new Map(contextNames.map((name) => [name, anyType]));

/** The value that a node stands for; expressions are their texts. */
export function plainValue(node: WorkflowNode): unknown {
  if (node.type === "text") return node.value;
  if (node.type === "list") return node.items.map(plainValue);
  return Object.fromEntries(node.entries.map(({ name, value }) => [name, plainValue(value)]));
}
