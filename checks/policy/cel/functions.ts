/** The functions that a policy may call: CEL's own on texts, numbers and collections, and a few more on texts. */

import { unknownValue } from "../../../languages/data.ts";
import { matchesPattern } from "./pattern.ts";
import {
  type Circumstances,
  equal,
  failure,
  fromData,
  isList,
  isMapping,
  isNumber,
  spend,
  type Value,
} from "./value.ts";

export interface PolicyFunction {
  /** How many arguments it takes, its target among them. */
  readonly arity: number;
  /** `f(x)`, `x.f()`, or either. */
  readonly form: "function" | "method" | "both" | "operator";
  /** `undefined` = it does not take values of these types. No argument is unknown or a failure, except for `in` and `==`. */
  readonly apply: (values: readonly Value[], circumstances: Circumstances, offset: number) => Value | undefined;
}

type Apply = PolicyFunction["apply"];

function operator(arity: number, apply: Apply): PolicyFunction {
  return { arity, form: "operator", apply };
}

function onText(compute: (text: string) => Value): Apply {
  return ([text], circumstances) => {
    if (typeof text !== "string") return undefined;
    spend(circumstances, text.length >> 6);
    return compute(text);
  };
}

function onTexts(compute: (text: string, other: string) => Value): Apply {
  return ([text, other], circumstances) => {
    if (typeof text !== "string" || typeof other !== "string") return undefined;
    spend(circumstances, (text.length + other.length) >> 6);
    return compute(text, other);
  };
}

function comparison(decide: (order: number) => boolean): PolicyFunction {
  return operator(2, ([left, right]) => {
    if (isNumber(left) && isNumber(right)) {
      // A number that is none compares to nothing.
      if (Number.isNaN(left) || Number.isNaN(right)) return false;
      return decide(left < right ? -1 : left > right ? 1 : 0);
    }
    if (typeof left === "string" && typeof right === "string") return decide(left < right ? -1 : left > right ? 1 : 0);
    return undefined;
  });
}

/** Whole numbers stay whole; with a fraction on either side both are counted as fractions. */
function arithmetic(
  whole: (left: bigint, right: bigint) => bigint,
  fraction: ((left: number, right: number) => number) | undefined,
): Apply {
  return ([left, right], _circumstances, offset) => {
    if (!isNumber(left) || !isNumber(right)) return undefined;
    if (typeof left === "bigint" && typeof right === "bigint") return inRange(left, right, whole, offset);
    return fraction?.(Number(left), Number(right));
  };
}

const largest = 2n ** 63n - 1n;

function inRange(left: bigint, right: bigint, compute: (left: bigint, right: bigint) => bigint, offset: number): Value {
  try {
    const result = compute(left, right);
    return result > largest || result < -largest - 1n ? failure("the number is too large", offset) : result;
  } catch {
    return failure("divides by zero", offset);
  }
}

const addNumbers = arithmetic(
  (left, right) => left + right,
  (left, right) => left + right,
);

const subtract = arithmetic(
  (left, right) => left - right,
  (left, right) => left - right,
);
const multiply = arithmetic(
  (left, right) => left * right,
  (left, right) => left * right,
);
const divide = arithmetic(
  (left, right) => left / right,
  (left, right) => left / right,
);
/** Of whole numbers only. */
const remainder = arithmetic((left, right) => left % right, undefined);

const add: Apply = (values, circumstances, offset) => {
  const [left, right] = values;
  if (typeof left === "string" && typeof right === "string") {
    spend(circumstances, (left.length + right.length) >> 6);
    return left + right;
  }
  if (isList(left) && isList(right)) {
    spend(circumstances, (left.length + right.length) >> 3);
    return [...left, ...right];
  }
  return addNumbers(values, circumstances, offset);
};

const isIn: Apply = ([item = null, container = null], circumstances) => {
  if (container === unknownValue) return unknownValue;
  if (isList(container)) {
    let verdict: Value = false;
    for (const each of container) {
      const same = equal(item, fromData(each), circumstances);
      if (same === true) return true;
      if (same === unknownValue) verdict = unknownValue;
    }
    return verdict;
  }
  if (!isMapping(container)) return undefined;
  if (item === unknownValue) return unknownValue;
  if (typeof item === "string" && Object.hasOwn(container, item)) return true;
  return circumstances.isOpen(container) ? unknownValue : false;
};

const size: Apply = ([value], circumstances) => {
  if (typeof value === "string") {
    spend(circumstances, value.length >> 4);
    return BigInt([...value].length);
  }
  if (isList(value)) return BigInt(value.length);
  if (!isMapping(value)) return undefined;
  return circumstances.isOpen(value) ? unknownValue : BigInt(Object.keys(value).length);
};

const toInt: Apply = ([value], _circumstances, offset) => {
  if (typeof value === "bigint") return value;
  if (typeof value === "string" && /^[+-]?\d{1,18}$/u.test(value)) return BigInt(value);
  if (typeof value === "number" && Math.abs(value) < 2 ** 63) return BigInt(Math.trunc(value));
  return isNumber(value) || typeof value === "string" ? failure("this is no whole number", offset) : undefined;
};

const toDouble: Apply = ([value], _circumstances, offset) => {
  if (isNumber(value)) return Number(value);
  if (typeof value !== "string") return undefined;
  return /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/u.test(value) ? Number(value) : failure("this is no number", offset);
};

const toText: Apply = ([value]) =>
  typeof value === "string" || typeof value === "boolean" || isNumber(value) ? String(value) : undefined;

const join: Apply = ([list, separator = ""], circumstances) => {
  if (!isList(list) || typeof separator !== "string") return undefined;
  spend(circumstances, list.length);
  if (list.includes(unknownValue)) return unknownValue;
  return list.every((item) => typeof item === "string") ? list.join(separator) : undefined;
};

const split: Apply = ([text, separator], circumstances) => {
  if (typeof text !== "string" || typeof separator !== "string") return undefined;
  spend(circumstances, text.length >> 2);
  return text.split(separator);
};

const matches: Apply = ([text, pattern], circumstances) => {
  if (typeof text !== "string" || typeof pattern !== "string") return undefined;
  spend(circumstances, text.length >> 3);
  return matchesPattern(text, pattern);
};

/** By the name that CEL's parser gives them. `&&`, `||`, `?:` are no functions: they decide without some of their parts. */
export const functions: ReadonlyMap<string, PolicyFunction> = new Map<string, PolicyFunction>([
  ["_==_", operator(2, ([left = null, right = null], circumstances) => equal(left, right, circumstances))],
  ["_!=_", operator(2, ([left = null, right = null], circumstances) => not(equal(left, right, circumstances)))],
  ["_<_", comparison((order) => order < 0)],
  ["_<=_", comparison((order) => order <= 0)],
  ["_>_", comparison((order) => order > 0)],
  ["_>=_", comparison((order) => order >= 0)],
  ["@in", operator(2, isIn)],
  ["!_", operator(1, ([value]) => (typeof value === "boolean" ? !value : undefined))],
  ["-_", operator(1, ([value]) => (isNumber(value) ? -value : undefined))],
  ["_+_", operator(2, add)],
  ["_-_", operator(2, subtract)],
  ["_*_", operator(2, multiply)],
  ["_/_", operator(2, divide)],
  ["_%_", operator(2, remainder)],
  ["size", { arity: 1, form: "both", apply: size }],
  ["int", { arity: 1, form: "function", apply: toInt }],
  ["double", { arity: 1, form: "function", apply: toDouble }],
  ["string", { arity: 1, form: "function", apply: toText }],
  ["contains", { arity: 2, form: "method", apply: onTexts((text, part) => text.includes(part)) }],
  ["startsWith", { arity: 2, form: "method", apply: onTexts((text, part) => text.startsWith(part)) }],
  ["endsWith", { arity: 2, form: "method", apply: onTexts((text, part) => text.endsWith(part)) }],
  ["matches", { arity: 2, form: "both", apply: matches }],
  ["lowerAscii", { arity: 1, form: "method", apply: onText((text) => text.replaceAll(/[A-Z]+/gu, lower)) }],
  ["upperAscii", { arity: 1, form: "method", apply: onText((text) => text.replaceAll(/[a-z]+/gu, upper)) }],
  ["trim", { arity: 1, form: "method", apply: onText((text) => text.trim()) }],
  ["split", { arity: 2, form: "method", apply: split }],
  ["join", { arity: 2, form: "method", apply: join }],
]);

function lower(text: string): string {
  return text.toLowerCase();
}

function upper(text: string): string {
  return text.toUpperCase();
}

function not(value: boolean | typeof unknownValue): boolean | typeof unknownValue {
  return value === unknownValue ? value : !value;
}
