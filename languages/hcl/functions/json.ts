/** `jsonencode` and `jsondecode`. */

import { boundedText, type Budget, isList, isMap, spend, textOf, unknown, type Value } from "../value.ts";

/** Keys in their order by code unit, no blanks; unknown as soon as any part is. */
export function jsonEncode(value: Value, budget: Budget): Value {
  const text = encode(value, budget);
  return text === unknown ? unknown : boundedText(text);
}

function encode(value: Value, budget: Budget): string | typeof unknown {
  if (value === unknown || !spend(budget)) return unknown;
  if (isList(value))
    return between(
      "[",
      value.map((item) => encode(item, budget)),
      "]",
    );
  if (isMap(value)) {
    const entries = [...value].sort(([left], [right]) => (left < right ? -1 : 1));
    const members = entries.map(([key, item]) => {
      const encoded = encode(item, budget);
      return encoded === unknown ? unknown : `${quote(key)}:${encoded}`;
    });
    return between("{", members, "}");
  }
  if (typeof value === "string") return quote(value);
  return value === null ? "null" : textOf(value);
}

function between(open: string, parts: readonly (string | typeof unknown)[], close: string): string | typeof unknown {
  return parts.includes(unknown) ? unknown : `${open}${parts.join(",")}${close}`;
}

function quote(text: string): string {
  return JSON.stringify(text)
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("&", "\\u0026")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

export function jsonDecode(text: Value, budget: Budget): Value {
  if (typeof text !== "string" || !spend(budget, text.length)) return unknown;
  try {
    return fromJson(JSON.parse(text), 0);
  } catch {
    return unknown;
  }
}

const deepest = 100;

function fromJson(data: unknown, depth: number): Value {
  if (depth > deepest) return unknown;
  if (data === null || typeof data === "string" || typeof data === "boolean" || typeof data === "number") return data;
  if (Array.isArray(data)) return data.map((item) => fromJson(item, depth + 1));
  if (typeof data !== "object") return unknown;
  return new Map(Object.entries(data).map(([key, item]) => [key, fromJson(item, depth + 1)]));
}
