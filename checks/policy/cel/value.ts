/** What a policy's expression may be worth: CEL's values, one more that is unknown, and failures, which spread until something decides without them. */

import { unknownValue } from "../../../languages/data.ts";

export type Value =
  typeof unknownValue | null | boolean | bigint | number | string | readonly unknown[] | Mapping | Failure;

/** Own keys only; items and values are plain data, whole numbers in it become `bigint` when they are read. */
export type Mapping = { readonly [key: string]: unknown };

const failed: unique symbol = Symbol("failed");

/** The expression has no answer here: its owner's mistake. */
export interface Failure {
  readonly [failed]: true;
  readonly reason: string;
  /** UTF-16 offset in the expression. */
  readonly offset: number;
}

export function failure(reason: string, offset: number): Failure {
  return { [failed]: true, reason, offset };
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && failed in value;
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !isList(value) && !isFailure(value);
}

export function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** A value of a document as CEL sees it: a number without fraction is an `int`. */
export function fromData(value: unknown): Value {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (value === null || value === unknownValue) return value;
  if (typeof value === "boolean" || typeof value === "string" || typeof value === "bigint") return value;
  if (isList(value) || isMapping(value) || isFailure(value)) return value;
  return unknownValue;
}

/** In words for an owner: "a text", "a list". */
export function typeWords(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return "true or false";
  if (isNumber(value)) return "a number";
  if (typeof value === "string") return "a text";
  return isList(value) ? "a list" : "a mapping";
}

/** Runs out when an expression takes more steps than any sound policy needs. */
export class CostExceeded extends Error {
  override readonly name = "CostExceeded";
}

/** What an evaluation is handed beside its names. */
export interface Circumstances {
  /** Whether a mapping may get more keys from elsewhere. */
  readonly isOpen: (object: object) => boolean;
  /** Steps that are left; shared by everything that one document is asked. */
  readonly budget: { left: number };
}

/** @throws {CostExceeded} */
export function spend(circumstances: Circumstances, steps = 1): void {
  circumstances.budget.left -= steps;
  if (circumstances.budget.left < 0) throw new CostExceeded("takes too many steps");
}

/** Equality across number types; of different types it is `false`, as in CEL. Unknown where a part that decides it is. */
export function equal(left: Value, right: Value, circumstances: Circumstances): boolean | typeof unknownValue {
  spend(circumstances);
  if (left === unknownValue || right === unknownValue) return unknownValue;
  if (isNumber(left) && isNumber(right)) return Number(left) === Number(right);
  if (isList(left) && isList(right)) {
    if (left.length !== right.length) return false;
    return everyEqual(
      left.map((item, index) => [item, right[index]] as const),
      circumstances,
    );
  }
  if (isMapping(left) && isMapping(right)) return equalMappings(left, right, circumstances);
  return left === right;
}

function equalMappings(left: Mapping, right: Mapping, circumstances: Circumstances): boolean | typeof unknownValue {
  const isOpen = circumstances.isOpen(left) || circumstances.isOpen(right);
  const keys = Object.keys(left);
  if (!isOpen && keys.length !== Object.keys(right).length) return false;
  const shared = keys.filter((key) => Object.hasOwn(right, key));
  if (!isOpen && shared.length < keys.length) return false;
  const verdict = everyEqual(
    shared.map((key) => [left[key], right[key]] as const),
    circumstances,
  );
  return isOpen && verdict === true ? unknownValue : verdict;
}

function everyEqual(
  pairs: readonly (readonly [unknown, unknown])[],
  circumstances: Circumstances,
): boolean | typeof unknownValue {
  let verdict: boolean | typeof unknownValue = true;
  for (const [left, right] of pairs) {
    const same = equal(fromData(left), fromData(right), circumstances);
    if (same === false) return false;
    if (same === unknownValue) verdict = unknownValue;
  }
  return verdict;
}
