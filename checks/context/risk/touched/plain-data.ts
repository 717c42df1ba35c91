/** Reads plain data of unknown shape: a step that is not there, or is not known, ends in `undefined`. */

import { unknownValue } from "../../../../languages/data.ts";

export function at(value: unknown, ...keys: readonly string[]): unknown {
  let here = value;
  for (const key of keys) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined;
    here = Reflect.get(here, key);
  }
  return here === unknownValue ? undefined : here;
}

export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** What is not known on one side is no difference. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right || left === unknownValue || right === unknownValue) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((each, index) => isSame(each, right[index]));
  }
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) return false;
  const [own, other] = [Object.entries(left), new Map(Object.entries(right))];
  return own.length === other.size && own.every(([key, each]) => other.has(key) && isSame(each, other.get(key)));
}
