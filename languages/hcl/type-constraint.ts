/** Type constraints of variables: whether a value can surely not become what is asked for. */

import type { HclExpression } from "./tree.ts";
import { booleanOf, isList, isMap, numberOf, unknown, type Value } from "./value.ts";

export interface TypeMismatch {
  /** In words: "a list". */
  readonly wanted: string;
  readonly given: string;
}

type Family = "string" | "number" | "bool" | "sequence" | "mapping";

const families: ReadonlyMap<string, Family> = new Map([
  ["string", "string"],
  ["number", "number"],
  ["bool", "bool"],
  ["list", "sequence"],
  ["set", "sequence"],
  ["tuple", "sequence"],
  ["map", "mapping"],
  ["object", "mapping"],
]);

const words: Readonly<Record<Family, string>> = {
  string: "a string",
  number: "a number",
  bool: "`true` or `false`",
  sequence: "a list",
  mapping: "a map or an object",
};

/** Judges the outermost type alone; `undefined` where the value fits, may fit, or is unknown. */
export function mismatch(type: HclExpression, value: Value): TypeMismatch | undefined {
  const family = familyOf(type);
  if (family === undefined || value === unknown || value === null || fits(family, value)) return undefined;
  return { wanted: words[family], given: describe(value) };
}

function familyOf(type: HclExpression): Family | undefined {
  if (type.type === "HclTraversal" && type.steps.length === 0) return families.get(type.root.name);
  if (type.type === "HclCall") return families.get(type.name.name);
  // In JSON, and in quotes as Terraform 0.11 had it.
  const [part] = type.type === "HclTemplate" ? type.parts : [];
  return part?.type === "HclText" ? families.get(/^\w+/u.exec(part.value)?.[0] ?? "") : undefined;
}

function fits(family: Family, value: Exclude<Value, typeof unknown | null>): boolean {
  switch (family) {
    case "string":
      return !isList(value) && !isMap(value);
    case "number":
      return numberOf(value) !== unknown;
    case "bool":
      return booleanOf(value) !== unknown;
    case "sequence":
      return isList(value);
    case "mapping":
      return isMap(value);
  }
}

function describe(value: Exclude<Value, typeof unknown | null>): string {
  if (isList(value)) return "a list";
  if (isMap(value)) return "a map";
  return typeof value === "string" ? "a string" : `\`${String(value)}\``;
}
