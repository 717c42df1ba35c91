/** Makes a structural schema of whatever stands under `openAPIV3Schema`: keys of another shape than they should have are left out, so that they never fire. */

import { isObject, type SchemaObject } from "../json-schema/schema-object.ts";
import type { StructuralSchema } from "./structural-schema.ts";

const types = ["object", "array", "string", "integer", "number", "boolean"] as const;
const numbers = [
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
] as const;
const switches = [
  "exclusiveMinimum",
  "exclusiveMaximum",
  "nullable",
  "x-kubernetes-int-or-string",
  "x-kubernetes-preserve-unknown-fields",
  "x-kubernetes-embedded-resource",
] as const;

/** Below this, anything goes: the parser's own bound is far above what anybody nests. */
const deepest = 100;

export function readSchema(written: SchemaObject, depth = 0): StructuralSchema {
  if (depth > deepest) return { "x-kubernetes-preserve-unknown-fields": true };
  const read = (value: unknown) => (isObject(value) ? readSchema(value, depth + 1) : undefined);
  const { properties, additionalProperties, items, required, pattern, format } = written;
  const type = types.find((name) => name === written["type"]);
  const words = written["enum"];
  const inner = read(items);
  const extra = typeof additionalProperties === "boolean" ? additionalProperties : read(additionalProperties);
  const not = read(written["not"]);
  return {
    ...(type === undefined ? {} : { type }),
    ...(isObject(properties) ? { properties: readProperties(properties, read) } : {}),
    ...(extra === undefined ? {} : { additionalProperties: extra }),
    ...(inner === undefined ? {} : { items: inner }),
    ...(Array.isArray(required) ? { required: required.filter((key) => typeof key === "string") } : {}),
    // A word that is filled in later may be any.
    ...(Array.isArray(words) && words.every(isPlain) ? { enum: words } : {}),
    ...(typeof pattern === "string" ? { pattern } : {}),
    ...(format === "byte" ? { format } : {}),
    ...picked(written, numbers, "number"),
    ...picked(written, switches, "boolean"),
    ...(written["default"] === undefined ? {} : { default: written["default"] }),
    ...branches(written, read),
    ...(not === undefined ? {} : { not }),
  };
}

type Read = (value: unknown) => StructuralSchema | undefined;

/** Names come from outside: no prototype stands behind them. */
function readProperties(properties: SchemaObject, read: Read): Readonly<Record<string, StructuralSchema>> {
  const known: Record<string, StructuralSchema> = Object.create(null);
  for (const [name, value] of Object.entries(properties)) known[name] = read(value) ?? {};
  return known;
}

function branches(written: SchemaObject, read: Read): StructuralSchema {
  const entries = (["allOf", "anyOf", "oneOf"] as const).flatMap((keyword) => {
    const list = written[keyword];
    if (!Array.isArray(list)) return [];
    const schemas = list.map((each) => read(each) ?? {});
    return [[keyword, schemas] as const];
  });
  return Object.fromEntries(entries);
}

function picked(written: SchemaObject, names: readonly string[], type: "number" | "boolean"): StructuralSchema {
  return Object.fromEntries(names.flatMap((name) => (typeof written[name] === type ? [[name, written[name]]] : [])));
}

function isPlain(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
