/** Evaluates an HCL expression as far as its text allows: three-valued, without side effects, within a budget of steps. */

import { callFunction } from "./functions.ts";
import { applySteps } from "./evaluate/steps.ts";
import { binary, unary } from "./evaluate/operators.ts";
import type { HclCall, HclExpression, HclFor, HclObject, HclTemplatePart, HclTraversal } from "./tree.ts";
import {
  booleanOf,
  boundedList,
  boundedText,
  type Budget,
  equal,
  isList,
  isMap,
  spend,
  textOf,
  unknown,
} from "./value.ts";
import type { Value } from "./value.ts";

/** What names stand for. */
export interface Scope {
  /**
   * The value of `root.attribute` (`var.region`, `each.key`), or of a bare root where there is no attribute.
   * Unknown for whatever is not known here, also for names that do not exist.
   */
  readonly value: (root: string, attribute: string | undefined) => Value;
  readonly budget: Budget;
}

/** Never throws; what cannot be known, is wrong or takes too long is unknown. */
export function evaluate(expression: HclExpression, scope: Scope): Value {
  if (!spend(scope.budget)) return unknown;
  switch (expression.type) {
    case "HclLiteral":
      return literal(expression.value);
    case "HclTemplate":
      return template(expression.parts, scope);
    case "HclTraversal":
      return traversal(expression, scope);
    case "HclAccess":
      return applySteps(evaluate(expression.source, scope), expression.steps, (key) => evaluate(key, scope));
    case "HclCall":
      return call(expression, scope);
    case "HclTuple":
      return boundedList(expression.items.map((item) => evaluate(item, scope)));
    case "HclObject":
      return object(expression, scope);
    case "HclFor":
      return forExpression(expression, scope);
    case "HclConditional":
      return conditional(expression.condition, expression.consequent, expression.alternative, scope);
    case "HclUnary":
      return unary(expression.operator, evaluate(expression.operand, scope));
    case "HclBinary":
      return binary(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
        scope.budget,
      );
    case "HclParentheses":
      return evaluate(expression.expression, scope);
    case "HclMissing":
      return unknown;
  }
}

/** Integers that a JavaScript number cannot hold exactly are unknown. */
function literal(value: number | boolean | null): Value {
  return typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER ? unknown : value;
}

function template(parts: readonly HclTemplatePart[], scope: Scope): Value {
  const [only] = parts;
  // A template that is one interpolation is that value, whatever its type.
  if (parts.length === 1 && only?.type === "HclInterpolation") return evaluate(only.expression, scope);
  return templateText(parts, scope);
}

function templateText(parts: readonly HclTemplatePart[], scope: Scope): Value {
  let text = "";
  for (const part of parts) {
    const piece = textOf(templatePart(part, scope));
    if (piece === unknown) return unknown;
    const longer = boundedText(text + piece);
    if (typeof longer !== "string") return unknown;
    text = longer;
  }
  return text;
}

function templatePart(part: HclTemplatePart, scope: Scope): Value {
  switch (part.type) {
    case "HclText":
      return part.value;
    case "HclInterpolation":
      return evaluate(part.expression, scope);
    case "HclTemplateIf": {
      const condition = booleanOf(evaluate(part.condition, scope));
      if (condition === unknown) return unknown;
      return templateText(condition ? part.consequent : (part.alternative ?? []), scope);
    }
    case "HclTemplateFor": {
      const entries = entriesOf(evaluate(part.collection, scope));
      if (!entries) return unknown;
      let text: Value = "";
      for (const [key, value] of entries) {
        if (!spend(scope.budget)) return unknown;
        const inner = bind(scope, [part.keyName?.name, key], [part.valueName.name, value]);
        const piece = templateText(part.parts, inner);
        if (typeof piece !== "string" || typeof text !== "string") return unknown;
        text = boundedText(text + piece);
      }
      return text;
    }
  }
}

function traversal({ root, steps }: HclTraversal, scope: Scope): Value {
  const [first, ...rest] = steps;
  const evaluateKey = (key: HclExpression): Value => evaluate(key, scope);
  if (first?.type === "HclAttributeStep") {
    return applySteps(scope.value(root.name, first.name.name), rest, evaluateKey);
  }
  return applySteps(scope.value(root.name, undefined), steps, evaluateKey);
}

function call({ name, arguments: given, expandsLast }: HclCall, scope: Scope): Value {
  // Both answer for an expression's failure, which unknown does not tell apart from not knowing.
  if (name.name === "can") return given[0] && evaluate(given[0], scope) !== unknown ? true : unknown;
  if (name.name === "try") return given[0] ? evaluate(given[0], scope) : unknown;
  const values = given.map((argument) => evaluate(argument, scope));
  if (!expandsLast) return callFunction(name.name, values, scope.budget);
  const last = values.at(-1) ?? unknown;
  return isList(last) ? callFunction(name.name, [...values.slice(0, -1), ...last], scope.budget) : unknown;
}

function object({ items }: HclObject, scope: Scope): Value {
  const map = new Map<string, Value>();
  for (const { key, value } of items) {
    const name = key.type === "HclName" ? key.name : textOf(evaluate(key, scope));
    // A key that is not known may be any of the others.
    if (name === unknown) return unknown;
    map.set(name, evaluate(value, scope));
  }
  return map;
}

function forExpression(expression: HclFor, scope: Scope): Value {
  const entries = entriesOf(evaluate(expression.collection, scope));
  if (!entries) return unknown;
  const items: Value[] = [];
  const map = new Map<string, Value>();
  for (const [key, value] of entries) {
    const inner = bind(scope, [expression.keyName?.name, key], [expression.valueName.name, value]);
    if (expression.condition) {
      const isKept = booleanOf(evaluate(expression.condition, inner));
      if (isKept === unknown) return unknown;
      if (!isKept) continue;
    }
    const result = evaluate(expression.value, inner);
    if (!expression.key) {
      items.push(result);
      continue;
    }
    const name = textOf(evaluate(expression.key, inner));
    if (name === unknown || (map.has(name) && !expression.groups)) return unknown;
    const group = map.get(name);
    map.set(name, expression.groups ? [...(group !== undefined && isList(group) ? group : []), result] : result);
  }
  if (scope.budget.left < 0) return unknown;
  return expression.style === "tuple" ? boundedList(items) : map;
}

function conditional(condition: HclExpression, yes: HclExpression, no: HclExpression, scope: Scope): Value {
  const verdict = booleanOf(evaluate(condition, scope));
  if (verdict !== unknown) return evaluate(verdict ? yes : no, scope);
  const left = evaluate(yes, scope);
  return equal(left, evaluate(no, scope), scope.budget) === true ? left : unknown;
}

/** Key and value of each element, in the order in which the language walks them. */
function entriesOf(collection: Value): readonly (readonly [Value, Value])[] | undefined {
  if (isList(collection)) return collection.map((value, index) => [index, value]);
  if (isMap(collection)) return [...collection].sort(([left], [right]) => (left < right ? -1 : 1));
  return undefined;
}

type Binding = readonly [name: string | undefined, value: Value];

function bind(scope: Scope, ...bindings: readonly Binding[]): Scope {
  return {
    budget: scope.budget,
    value(root, attribute) {
      const binding = bindings.findLast(([name]) => name === root);
      if (!binding) return scope.value(root, attribute);
      if (attribute === undefined) return binding[1];
      return isMap(binding[1]) ? (binding[1].get(attribute) ?? unknown) : unknown;
    },
  };
}
