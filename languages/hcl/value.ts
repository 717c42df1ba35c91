/** What an HCL expression may be worth: plain data, in which anything can be unknown. Unknown is a third truth value and never an error. */

/** Stands for what only a run of the tool can tell: an input, a resource's attribute, a function we do not compute. */
export const unknown: unique symbol = Symbol("unknown");

export type Value = typeof unknown | null | boolean | number | string | readonly Value[] | ValueMap;

/** An object or a map; `Map`, because keys come from outside. */
export type ValueMap = ReadonlyMap<string, Value>;

/** Steps that an evaluation may still take; shared by everything that serves one answer. */
export interface Budget {
  left: number;
}

export function newBudget(steps = 50_000): Budget {
  return { left: steps };
}

/** `false` when the budget is spent: the value asked for is then unknown. */
export function spend(budget: Budget, steps = 1): boolean {
  budget.left -= steps;
  return budget.left >= 0;
}

/** Texts and collections beyond this say nothing that a rule could use. */
const longestText = 65_536;
const mostItems = 10_000;

export function boundedText(text: string): Value {
  return text.length > longestText ? unknown : text;
}

export function boundedList(items: readonly Value[]): Value {
  return items.length > mostItems ? unknown : items;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMap(value: Value): value is ValueMap {
  return value instanceof Map;
}

/** As a template would write it; unknown for what has no text (collections, null) and for numbers that JavaScript rounds. */
export function textOf(value: Value): string | typeof unknown {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "number") return unknown;
  const text = String(value);
  return Number.isFinite(value) && Math.abs(value) < 1e15 && !text.includes("e") ? text : unknown;
}

export function numberOf(value: Value): number | typeof unknown {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || !/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/u.test(value)) return unknown;
  const number = Number(value);
  return Number.isFinite(number) ? number : unknown;
}

export function booleanOf(value: Value): boolean | typeof unknown {
  if (typeof value === "boolean") return value;
  if (value === "true") return true;
  return value === "false" ? false : unknown;
}

/** Equality as the language sees it: `1` and `"1"` differ. Unknown where a part that decides it is unknown. */
export function equal(left: Value, right: Value, budget: Budget): boolean | typeof unknown {
  if (!spend(budget) || left === unknown || right === unknown) return unknown;
  if (isList(left) && isList(right)) {
    if (left.length !== right.length) return false;
    return every(
      left.map((item, index) => [item, right[index] ?? null] as const),
      budget,
    );
  }
  if (isMap(left) && isMap(right)) {
    if (left.size !== right.size) return false;
    const pairs: (readonly [Value, Value])[] = [];
    for (const [key, item] of left) {
      const other = right.get(key);
      if (other === undefined) return false;
      pairs.push([item, other]);
    }
    return every(pairs, budget);
  }
  return left === right;
}

function every(pairs: readonly (readonly [Value, Value])[], budget: Budget): boolean | typeof unknown {
  let verdict: boolean | typeof unknown = true;
  for (const [left, right] of pairs) {
    const same = equal(left, right, budget);
    if (same === false) return false;
    if (same === unknown) verdict = unknown;
  }
  return verdict;
}

/** Whether nothing in the value is unknown. */
export function isWhollyKnown(value: Value, budget: Budget): boolean {
  if (value === unknown || !spend(budget)) return false;
  if (isList(value)) return value.every((item) => isWhollyKnown(item, budget));
  if (isMap(value)) return [...value.values()].every((item) => isWhollyKnown(item, budget));
  return true;
}
