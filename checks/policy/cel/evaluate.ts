/** Evaluates a policy's expression: CEL's meaning, with unknown as a third truth value and a limit on steps. */

import { unknownValue } from "../../../languages/data.ts";
import { functions } from "./functions.ts";
import type { Fold, Term } from "./term.ts";
import {
  type Circumstances,
  failure,
  fromData,
  isFailure,
  isList,
  isMapping,
  type Mapping,
  spend,
  typeWords,
  type Value,
} from "./value.ts";

/** What names stand for; those of macros lie before those of the policy. */
export interface Names {
  readonly name: string;
  readonly value: Value;
  readonly next: Names | undefined;
}

export function namesOf(values: Readonly<Record<string, Value>>): Names | undefined {
  let names: Names | undefined;
  for (const [name, value] of Object.entries(values)) names = { name, value, next: names };
  return names;
}

/** @throws {CostExceeded} when the steps are spent; everything else that goes wrong is a `Failure`. */
export function evaluate(term: Term, names: Names | undefined, circumstances: Circumstances): Value {
  spend(circumstances);
  switch (term.type) {
    case "constant":
      return term.value;
    case "name":
      return lookUp(term.name, names) ?? failure(`nothing is called \`${term.name}\``, term.offset);
    case "select":
      return select(evaluate(term.operand, names, circumstances), term.field, term.offset, circumstances);
    case "has":
      return has(evaluate(term.operand, names, circumstances), term.field, term.offset, circumstances);
    case "index":
      return index(
        evaluate(term.operand, names, circumstances),
        evaluate(term.key, names, circumstances),
        term.offset,
        circumstances,
      );
    case "logic":
      return logic(term.terms, term.decides, names, circumstances);
    case "choice":
      return choice(term, names, circumstances);
    case "call":
      return call(term.name, term.values, term.offset, names, circumstances);
    case "list": {
      const items = term.items.map((item) => evaluate(item, names, circumstances));
      return items.find(isFailure) ?? items;
    }
    case "mapping":
      return mapping(term, names, circumstances);
    case "fold":
      return fold(term, names, circumstances);
  }
}

function lookUp(name: string, names: Names | undefined): Value | undefined {
  for (let each = names; each; each = each.next) if (each.name === name) return each.value;
  return undefined;
}

function select(operand: Value, field: string, offset: number, circumstances: Circumstances): Value {
  if (operand === unknownValue || isFailure(operand)) return operand;
  if (!isMapping(operand)) return failure(`${typeWords(operand)} has no key \`${field}\``, offset);
  if (Object.hasOwn(operand, field)) return fromData(operand[field]);
  return circumstances.isOpen(operand) ? unknownValue : failure(`there is no key \`${field}\``, offset);
}

function has(operand: Value, field: string, offset: number, circumstances: Circumstances): Value {
  if (operand === unknownValue || isFailure(operand)) return operand;
  if (!isMapping(operand)) return failure(`${typeWords(operand)} has no key \`${field}\``, offset);
  // A value that nobody knows may turn out to be none, and a key without a value is as good as missing.
  if (Object.hasOwn(operand, field)) return operand[field] === unknownValue ? unknownValue : operand[field] !== null;
  return circumstances.isOpen(operand) ? unknownValue : false;
}

function index(operand: Value, key: Value, offset: number, circumstances: Circumstances): Value {
  if (isFailure(operand)) return operand;
  if (isFailure(key)) return key;
  if (operand === unknownValue || key === unknownValue) return unknownValue;
  if (typeof key === "string") return select(operand, key, offset, circumstances);
  if (!isList(operand)) return failure(`${typeWords(operand)} has no item \`${String(key)}\``, offset);
  if (typeof key !== "bigint" && typeof key !== "number") return failure("an index is a number", offset);
  const item = operand[Number(key)];
  return item === undefined
    ? failure(`there is no item ${String(key)} in a list of ${operand.length}`, offset)
    : fromData(item);
}

/** `||` is decided by the first `true`, `&&` by the first `false`, whatever the others are. Not knowing outweighs failing. */
function logic(
  terms: readonly Term[],
  decides: boolean,
  names: Names | undefined,
  circumstances: Circumstances,
): Value {
  let verdict: Value = !decides;
  for (const term of terms) {
    const value = evaluate(term, names, circumstances);
    if (value === decides) return decides;
    if (value === unknownValue) verdict = unknownValue;
    else if (value !== !decides && verdict === !decides) {
      verdict = isFailure(value) ? value : failure(`${typeWords(value)} is neither true nor false`, term.offset);
    }
  }
  return verdict;
}

function choice(
  { condition, consequent, alternative }: Extract<Term, { type: "choice" }>,
  names: Names | undefined,
  circumstances: Circumstances,
): Value {
  const decision = evaluate(condition, names, circumstances);
  if (decision === unknownValue || isFailure(decision)) return decision;
  if (typeof decision !== "boolean")
    return failure(`${typeWords(decision)} is neither true nor false`, condition.offset);
  return evaluate(decision ? consequent : alternative, names, circumstances);
}

/** These look into what they are given, and may know the answer though a part is unknown. */
const takesUnknown = new Set(["_==_", "_!=_", "@in"]);

function call(
  name: string,
  terms: readonly Term[],
  offset: number,
  names: Names | undefined,
  circumstances: Circumstances,
): Value {
  const values = terms.map((term) => evaluate(term, names, circumstances));
  const failed = values.find(isFailure);
  if (failed) return failed;
  if (!takesUnknown.has(name) && values.includes(unknownValue)) return unknownValue;
  const result = functions.get(name)?.apply(values, circumstances, offset);
  if (result !== undefined) return result;
  const given = values.map((value) => (value === unknownValue ? "an unknown value" : typeWords(value))).join(" and ");
  return failure(`${functionWords(name)} does not take ${given}`, offset);
}

/** `_<=_` -> "`<=`". */
export function functionWords(name: string): string {
  return /^\w{2,}$/u.test(name) && !/^_.+_$/u.test(name) ? `\`${name}\`` : `\`${name.replaceAll(/[_@]/gu, "")}\``;
}

function mapping(
  { entries, offset }: Extract<Term, { type: "mapping" }>,
  names: Names | undefined,
  circumstances: Circumstances,
): Value {
  const object: Record<string, unknown> = Object.create(null);
  for (const { key, value } of entries) {
    const name = evaluate(key, names, circumstances);
    const item = evaluate(value, names, circumstances);
    if (isFailure(name)) return name;
    if (isFailure(item)) return item;
    if (name === unknownValue) return unknownValue;
    if (typeof name !== "string") return failure("a key of a mapping is a text here", offset);
    Object.defineProperty(object, name, { value: item, enumerable: true });
  }
  return object;
}

function fold(term: Fold, names: Names | undefined, circumstances: Circumstances): Value {
  const range = evaluate(term.range, names, circumstances);
  if (range === unknownValue || isFailure(range)) return range;
  if (!isList(range) && !isMapping(range)) {
    return failure(`${typeWords(range)} has no items to go through`, term.offset);
  }
  let result = evaluate(term.start, names, circumstances);
  const withResult = (): Names => ({ name: term.result, value: result, next: names });
  const isDecided = (): boolean =>
    term.goesOn !== undefined && evaluate(term.goesOn, withResult(), circumstances) === false;
  for (const item of isList(range) ? range : Object.keys(range)) {
    if (isDecided()) break;
    result = evaluate(term.step, { name: term.item, value: fromData(item), next: withResult() }, circumstances);
  }
  if (hasMore(range, circumstances) && !isDecided()) return unknownValue;
  return evaluate(term.outcome, withResult(), circumstances);
}

/** Keys that nobody knows yet may decide otherwise. */
function hasMore(range: readonly unknown[] | Mapping, circumstances: Circumstances): boolean {
  return !isList(range) && circumstances.isOpen(range);
}
