/** The pure functions whose result is computed; every other function's result is unknown. One table. */

import { jsonDecode, jsonEncode } from "./functions/json.ts";
import { format } from "./functions/format.ts";
import {
  booleanOf,
  boundedList,
  boundedText,
  type Budget,
  equal,
  isList,
  isMap,
  numberOf,
  spend,
  textOf,
  unknown,
  type Value,
} from "./value.ts";

/** Wrong arguments (too few, of a wrong type) give unknown: saying so is not an evaluation's business. */
type Compute = (values: readonly Value[], budget: Budget) => Value;

const none = null;

const table = new Map<string, Compute>([
  ["length", ([value = unknown]) => sizeOf(value)],
  ["join", ([separator = unknown, ...lists], budget) => join(textOf(separator), lists, budget)],
  ["split", ([separator = unknown, text = unknown]) => texts((by, whole) => whole.split(by), separator, text)],
  ["concat", (lists) => (lists.every(isList) ? boundedList(lists.flat()) : unknown)],
  ["flatten", ([list = unknown], budget) => flatten(list, budget)],
  ["merge", merge],
  ["lookup", ([map = unknown, key = unknown, fallback]) => lookup(map, textOf(key), fallback)],
  ["element", ([list = unknown, index = unknown]) => element(list, numberOf(index))],
  ["keys", ([map = unknown]) => (isMap(map) ? [...map.keys()].sort() : unknown)],
  ["values", ([map = unknown]) => (isMap(map) ? sortedEntries(map).map(([, value]) => value) : unknown)],
  ["contains", ([list = unknown, value = unknown], budget) => contains(list, value, budget)],
  ["distinct", ([list = unknown], budget) => (isList(list) ? distinct(list, budget) : unknown)],
  ["compact", ([list = unknown]) => compact(list)],
  ["reverse", ([list = unknown]) => (isList(list) ? list.toReversed() : unknown)],
  ["sort", ([list = unknown]) => sort(list)],
  ["range", range],
  ["zipmap", ([keys = unknown, values = unknown]) => zipmap(keys, values)],
  ["lower", ([text = unknown]) => texts((word) => word.toLowerCase(), text)],
  ["upper", ([text = unknown]) => texts((word) => word.toUpperCase(), text)],
  ["trimspace", ([text = unknown]) => texts((word) => word.trim(), text)],
  ["trimprefix", ([text = unknown, start = unknown]) => texts(trimPrefix, text, start)],
  ["trimsuffix", ([text = unknown, end = unknown]) => texts(trimSuffix, text, end)],
  ["startswith", ([text = unknown, start = unknown]) => texts((word, by) => word.startsWith(by), text, start)],
  ["endswith", ([text = unknown, end = unknown]) => texts((word, by) => word.endsWith(by), text, end)],
  ["strcontains", ([text = unknown, part = unknown]) => texts((word, by) => word.includes(by), text, part)],
  ["replace", replace],
  ["format", format],
  ["coalesce", (values) => firstKnown(values, (value) => value !== null && value !== "")],
  ["coalescelist", (values) => firstKnown(values, (value) => isList(value) && value.length > 0)],
  ["tostring", ([value = unknown]) => (value === null ? none : textOf(value))],
  ["tonumber", ([value = unknown]) => (value === null ? none : numberOf(value))],
  ["tobool", ([value = unknown]) => (value === null ? none : booleanOf(value))],
  ["tolist", ([value = unknown]) => (isList(value) ? value : unknown)],
  ["toset", ([value = unknown], budget) => toSet(value, budget)],
  ["tomap", ([value = unknown]) => (isMap(value) ? value : unknown)],
  ["one", ([list = unknown]) => one(list)],
  ["alltrue", ([list = unknown]) => fold(list, false)],
  ["anytrue", ([list = unknown]) => fold(list, true)],
  ["abs", ([value = unknown]) => numbers((first) => Math.abs(first), value)],
  ["ceil", ([value = unknown]) => numbers((first) => Math.ceil(first), value)],
  ["floor", ([value = unknown]) => numbers((first) => Math.floor(first), value)],
  ["max", (values) => numbers((...all) => Math.max(...all), ...values)],
  ["min", (values) => numbers((...all) => Math.min(...all), ...values)],
  ["jsonencode", ([value = unknown], budget) => jsonEncode(value, budget)],
  ["jsondecode", ([text = unknown], budget) => jsonDecode(text, budget)],
  ["nonsensitive", ([value = unknown]) => value],
  ["sensitive", ([value = unknown]) => value],
]);

export function callFunction(name: string, values: readonly Value[], budget: Budget): Value {
  const compute = table.get(name.startsWith("core::") ? name.slice("core::".length) : name);
  return compute && spend(budget, values.length) ? compute(values, budget) : unknown;
}

function sizeOf(value: Value): Value {
  if (isList(value)) return value.length;
  if (isMap(value)) return value.size;
  return typeof value === "string" ? [...value].length : unknown;
}

function texts(compute: (...words: string[]) => string | boolean | string[], ...values: readonly Value[]): Value {
  const words = values.map(textOf);
  if (!words.every((word): word is string => word !== unknown)) return unknown;
  return compute(...words);
}

function numbers(compute: (...numbers: number[]) => number, ...values: readonly Value[]): Value {
  const known = values.map(numberOf);
  if (known.length === 0 || !known.every((number): number is number => number !== unknown)) return unknown;
  return compute(...known);
}

function join(separator: string | typeof unknown, lists: readonly Value[], budget: Budget): Value {
  if (separator === unknown || !lists.every(isList)) return unknown;
  const words = lists.flat().map(textOf);
  if (!spend(budget, words.length)) return unknown;
  return words.every((word): word is string => word !== unknown) ? boundedText(words.join(separator)) : unknown;
}

function flatten(list: Value, budget: Budget): Value {
  if (!isList(list)) return unknown;
  const flat: Value[] = [];
  const left: Value[] = list.toReversed();
  while (left.length > 0) {
    if (!spend(budget)) return unknown;
    const item = left.pop() ?? null;
    // What is unknown may be a list of any length.
    if (item === unknown) return unknown;
    if (isList(item)) left.push(...item.toReversed());
    else flat.push(item);
  }
  return boundedList(flat);
}

function merge(maps: readonly Value[]): Value {
  const merged = new Map<string, Value>();
  for (const map of maps) {
    if (map === null) continue;
    if (!isMap(map)) return unknown;
    for (const [key, value] of map) merged.set(key, value);
  }
  return merged;
}

function lookup(map: Value, key: string | typeof unknown, fallback: Value = unknown): Value {
  if (!isMap(map) || key === unknown) return unknown;
  return map.get(key) ?? (map.has(key) ? none : fallback);
}

function element(list: Value, index: number | typeof unknown): Value {
  if (!isList(list) || list.length === 0 || index === unknown || !Number.isInteger(index)) return unknown;
  return list[((index % list.length) + list.length) % list.length] ?? none;
}

function contains(list: Value, wanted: Value, budget: Budget): Value {
  if (!isList(list)) return unknown;
  let verdict: Value = false;
  for (const item of list) {
    const same = equal(item, wanted, budget);
    if (same === true) return true;
    if (same === unknown) verdict = unknown;
  }
  return verdict;
}

function distinct(list: readonly Value[], budget: Budget): Value {
  const kept: Value[] = [];
  for (const item of list) {
    const among = contains(kept, item, budget);
    if (among === unknown) return unknown;
    if (among === false) kept.push(item);
  }
  return kept;
}

function toSet(value: Value, budget: Budget): Value {
  if (!isList(value)) return unknown;
  const kept = distinct(value, budget);
  return isList(kept) && kept.every((item) => typeof item === "string") ? kept.toSorted() : kept;
}

function compact(list: Value): Value {
  if (!isList(list) || list.includes(unknown)) return unknown;
  return list.filter((item) => item !== null && item !== "");
}

function sort(list: Value): Value {
  if (!isList(list)) return unknown;
  const words = list.map(textOf);
  return words.every((word): word is string => word !== unknown) ? words.sort() : unknown;
}

function range(values: readonly Value[], budget: Budget): Value {
  const known = values.map(numberOf);
  if (!known.every((number): number is number => number !== unknown)) return unknown;
  const [first = 0, second, third] = known;
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (end < start ? -1 : 1);
  const count = Math.ceil((end - start) / step);
  if (step === 0 || !Number.isFinite(count) || count > 1_000 || !spend(budget, count)) return unknown;
  return Array.from({ length: Math.max(0, count) }, (_, index) => start + index * step);
}

function zipmap(keys: Value, values: Value): Value {
  if (!isList(keys) || !isList(values) || keys.length !== values.length) return unknown;
  const map = new Map<string, Value>();
  for (const [index, key] of keys.entries()) {
    const name = textOf(key);
    if (name === unknown) return unknown;
    map.set(name, values[index] ?? none);
  }
  return map;
}

function replace([text = unknown, part = unknown, put = unknown]: readonly Value[]): Value {
  const [whole, wanted, word] = [textOf(text), textOf(part), textOf(put)];
  if (typeof whole !== "string" || typeof wanted !== "string" || typeof word !== "string") return unknown;
  // Between slashes it is a regular expression of another dialect.
  if (wanted === "" || (wanted.length > 1 && wanted.startsWith("/") && wanted.endsWith("/"))) return unknown;
  if (whole.length * Math.max(1, word.length) > 1_000_000) return unknown;
  return boundedText(whole.replaceAll(wanted, () => word));
}

function trimPrefix(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text;
}

function trimSuffix(text: string, end: string): string {
  return end !== "" && text.endsWith(end) ? text.slice(0, -end.length) : text;
}

/** The first that is wanted, unless one before it is unknown. */
function firstKnown(values: readonly Value[], isWanted: (value: Value) => boolean): Value {
  for (const value of values) {
    if (value === unknown) return unknown;
    if (isWanted(value)) return value;
  }
  return unknown;
}

function one(list: Value): Value {
  if (!isList(list) || list.length > 1) return unknown;
  return list[0] ?? none;
}

/** `decisive` as soon as one item is; unknown if none is and one is unknown. */
function fold(list: Value, decisive: boolean): Value {
  if (!isList(list)) return unknown;
  const known = list.map(booleanOf);
  if (known.includes(decisive)) return decisive;
  return known.includes(unknown) ? unknown : !decisive;
}

function sortedEntries(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].sort(([left], [right]) => (left < right ? -1 : 1));
}
