/** Holds plain data against a structural schema. An interpreter: a schema is used as it stands, nothing is compiled, so that versions and custom resources cost nothing ahead. */

import type { ErrorObject } from "ajv";

import { unknownValue, type Certainty } from "../../../languages/data.ts";
import { isObject, type SchemaObject } from "../json-schema/schema-object.ts";
import type { StructuralSchema } from "./structural-schema.ts";
import { isBase64, isCapitalName, isPlaceholder, isQuantity } from "./text-forms.ts";

export interface Validation {
  /** The definition that a `$ref` names. */
  readonly definition: (name: string) => StructuralSchema | undefined;
  readonly certainty: (pointer: string) => Certainty;
  /** Whether a text fits a pattern; what cannot be told fits. */
  readonly matches: (pattern: string, text: string) => boolean;
  /** Part of an object, laid over a whole one: it may lack what the whole one has. */
  readonly isPatch: boolean;
  /** Keys that Kustomize fills in wherever they are missing. */
  readonly filledIn: readonly string[];
  /** An empty text stands for one that is left out, as in objects that Kubernetes itself reads. */
  readonly isEmptyUnset: boolean;
}

/** More than that is one mistake: the wrong schema. */
const mostErrors = 100;
/** Keys that are filled in, or bring others, before anybody reads the object. */
const templateKey = /\{\{|\$\{|\{%|<%|^<<$/u;
const patchKey = /^\$(?:patch|retainKeys|setElementOrder\/|deleteFromPrimitiveList\/)/u;

interface Walk extends Validation {
  readonly errors: ErrorObject[];
  /** Keys and positions from the root of the document to the value. */
  readonly steps: (string | number)[];
  /** Inside `allOf`, `anyOf` …: only values are judged there, keys are declared outside. */
  readonly isBranch: boolean;
}

/** `pointer` leads to the object inside its document. Errors are as ajv would tell them. */
export function errorsOf(
  value: unknown,
  schema: StructuralSchema,
  steps: readonly (string | number)[],
  validation: Validation,
): readonly ErrorObject[] {
  const errors: ErrorObject[] = [];
  visit(value, schema, { ...validation, errors, steps: [...steps], isBranch: false });
  return errors;
}

function visit(value: unknown, written: StructuralSchema, walk: Walk): void {
  if (value === unknownValue || walk.errors.length >= mostErrors) return;
  const schema = written.$ref === undefined ? written : walk.definition(written.$ref);
  if (schema === undefined) return;
  if (value === null && schema.nullable === true) return;
  if (!hasType(value, schema)) {
    tell(walk, "type", { type: typesOf(schema) }, value, schema);
    return;
  }
  if (typeof value === "string") visitText(value, schema, walk);
  else if (typeof value === "number") visitNumber(value, schema, walk);
  else if (Array.isArray(value)) visitList(value, schema, walk);
  else if (isObject(value)) visitMapping(value, schema, walk);
  if (schema.enum !== undefined) visitWords(value, schema, schema.enum, walk);
  if (schema.allOf ?? schema.anyOf ?? schema.oneOf ?? schema.not) visitBranches(value, schema, walk);
}

function hasType(value: unknown, schema: StructuralSchema): boolean {
  if (schema["x-kubernetes-int-or-string"] === true) return typeof value === "string" || isWhole(value);
  if (schema.format === "quantity") return typeof value === "string" || typeof value === "number";
  switch (schema.type) {
    case undefined:
      return true;
    case "object":
      return isObject(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return isWhole(value);
    case "number":
      return typeof value === "number";
    default:
      return typeof value === schema.type;
  }
}

function isWhole(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value);
}

function typesOf(schema: StructuralSchema): readonly string[] {
  if (schema["x-kubernetes-int-or-string"] === true) return ["integer", "string"];
  if (schema.format === "quantity") return ["string", "number"];
  return schema.type === undefined ? [] : [schema.type];
}

function visitText(text: string, schema: StructuralSchema, walk: Walk): void {
  if (text === "" && walk.isEmptyUnset) return;
  const { pattern, format, minLength, maxLength } = schema;
  if (minLength !== undefined && text.length < minLength) tell(walk, "minLength", { limit: minLength }, text, schema);
  if (maxLength !== undefined && text.length > maxLength && [...text].length > maxLength) {
    tell(walk, "maxLength", { limit: maxLength }, text, schema);
  } else if (pattern !== undefined && !walk.matches(pattern, text)) tell(walk, "pattern", { pattern }, text, schema);
  if (format === "quantity" && !isQuantity(text) && !isCapitalName(text))
    tell(walk, "format", { format }, text, schema);
  if (format === "byte" && !isBase64(text) && !isPlaceholder(text)) tell(walk, "format", { format }, text, schema);
}

function visitNumber(number: number, schema: StructuralSchema, walk: Walk): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && (exclusiveMinimum === true ? number <= minimum : number < minimum)) {
    tell(walk, "minimum", { comparison: exclusiveMinimum === true ? ">" : ">=", limit: minimum }, number, schema);
  }
  if (maximum !== undefined && (exclusiveMaximum === true ? number >= maximum : number > maximum)) {
    tell(walk, "maximum", { comparison: exclusiveMaximum === true ? "<" : "<=", limit: maximum }, number, schema);
  }
  if (multipleOf !== undefined && Number.isInteger(multipleOf) && multipleOf > 0 && number % multipleOf !== 0) {
    tell(walk, "multipleOf", { multipleOf }, number, schema);
  }
}

function visitList(items: readonly unknown[], schema: StructuralSchema, walk: Walk): void {
  const { minItems, maxItems } = schema;
  if (minItems !== undefined && items.length < minItems && !walk.isPatch) {
    tell(walk, "minItems", { limit: minItems }, items, schema);
  }
  if (maxItems !== undefined && items.length > maxItems) tell(walk, "maxItems", { limit: maxItems }, items, schema);
  if (schema.items === undefined) return;
  for (const [index, item] of items.entries()) {
    walk.steps.push(index);
    visit(item, schema.items, walk);
    walk.steps.pop();
  }
}

function visitMapping(mapping: SchemaObject, schema: StructuralSchema, walk: Walk): void {
  const { required, minProperties, maxProperties } = schema;
  const keys = Object.keys(mapping);
  if (required !== undefined && !walk.isPatch) visitRequired(mapping, required, schema, walk);
  if (maxProperties !== undefined && keys.length > maxProperties) {
    tell(walk, "maxProperties", { limit: maxProperties }, mapping, schema);
  }
  if (minProperties !== undefined && keys.length < minProperties && isClosed(walk)) {
    tell(walk, "minProperties", { limit: minProperties }, mapping, schema);
  }
  const properties = propertiesOf(schema);
  for (const key of keys) {
    const property = properties?.get(key) ?? additional(schema);
    if (property === undefined) {
      if (properties !== undefined && !isFree(key, schema, walk)) {
        tell(walk, "additionalProperties", { additionalProperty: key }, mapping, schema);
      }
      continue;
    }
    const value = mapping[key];
    // The API server drops what is empty before it looks at it.
    if (value === null && required?.includes(key) !== true) continue;
    walk.steps.push(key);
    visit(value, property, walk);
    walk.steps.pop();
  }
}

function visitRequired(mapping: SchemaObject, required: readonly string[], schema: StructuralSchema, walk: Walk): void {
  for (const key of required) {
    if (Object.hasOwn(mapping, key) || walk.filledIn.includes(key) || !isClosed(walk)) continue;
    // A default is filled in before the object is judged.
    if (schema.properties?.[key]?.default !== undefined) continue;
    tell(walk, "required", { missingProperty: key }, mapping, schema);
  }
}

/** Nothing can bring this mapping more keys. */
function isClosed(walk: Walk): boolean {
  const certainty = walk.certainty(pointerOf(walk.steps));
  return certainty !== "open" && certainty !== "unknown";
}

function additional({ additionalProperties }: StructuralSchema): StructuralSchema | undefined {
  if (typeof additionalProperties === "boolean") return additionalProperties ? anything : undefined;
  return additionalProperties;
}

const anything: StructuralSchema = {};

function isFree(key: string, schema: StructuralSchema, walk: Walk): boolean {
  if (walk.isBranch || schema["x-kubernetes-preserve-unknown-fields"] === true) return true;
  if (schema["x-kubernetes-embedded-resource"] === true && embeddedKeys.has(key)) return true;
  return templateKey.test(key) || (walk.isPatch && patchKey.test(key));
}

const embeddedKeys = new Set(["apiVersion", "kind", "metadata"]);

const propertyMaps = new WeakMap<object, ReadonlyMap<string, StructuralSchema>>();

/** Names come from outside: looked up in a map, never in the object. */
function propertiesOf({ properties }: StructuralSchema): ReadonlyMap<string, StructuralSchema> | undefined {
  if (properties === undefined) return undefined;
  const known = propertyMaps.get(properties);
  if (known !== undefined) return known;
  const map = new Map(Object.entries(properties));
  propertyMaps.set(properties, map);
  return map;
}

function visitWords(value: unknown, schema: StructuralSchema, words: readonly unknown[], walk: Walk): void {
  if (words.includes(value) || (value === "" && walk.isEmptyUnset)) return;
  // Lists and mappings are never among them in practice; comparing them deeply is not worth a mistake.
  if (typeof value === "object") return;
  const isFilledIn = typeof value === "string" && isCapitalName(value);
  if (isFilledIn && !words.some((word) => typeof word === "string" && isCapitalName(word))) return;
  tell(walk, "enum", { allowedValues: words }, value, schema);
}

/** Conditions on values. Where something below is not known, they are not judged; that is looked up only when one fails. */
function visitBranches(value: unknown, schema: StructuralSchema, walk: Walk): void {
  const failed: ErrorObject[] = [];
  const here: Walk = { ...walk, errors: failed };
  const judge = (branch: StructuralSchema): readonly ErrorObject[] => {
    const errors: ErrorObject[] = [];
    visit(value, branch, { ...walk, errors, isBranch: true });
    return errors;
  };
  for (const branch of schema.allOf ?? []) failed.push(...judge(branch));
  if (schema.not !== undefined && judge(schema.not).length === 0) tell(here, "not", {}, value, schema);
  if (schema.anyOf !== undefined) choose("anyOf", schema.anyOf.map(judge), value, schema, here);
  if (schema.oneOf !== undefined) choose("oneOf", schema.oneOf.map(judge), value, schema, here);
  if (failed.length > 0 && walk.certainty(pointerOf(walk.steps)) === "known") walk.errors.push(...failed);
}

function choose(
  keyword: "anyOf" | "oneOf",
  results: readonly (readonly ErrorObject[])[],
  value: unknown,
  schema: StructuralSchema,
  walk: Walk,
): void {
  const fitting = results.filter((errors) => errors.length === 0).length;
  if (fitting === 1 || (fitting > 1 && keyword === "anyOf") || results.length === 0) return;
  // Where all but one ask for another kind of value, that one says what is wrong.
  const near = results.filter((errors) => errors.length > 0 && !errors.some((error) => error.keyword === "type"));
  const [only] = near;
  if (near.length === 1 && only !== undefined) walk.errors.push(...only);
  else tell(walk, keyword, {}, value, schema);
}

function tell(
  walk: Walk,
  keyword: string,
  params: Readonly<Record<string, unknown>>,
  data: unknown,
  parentSchema: StructuralSchema,
): void {
  walk.errors.push({ keyword, instancePath: pointerOf(walk.steps), schemaPath: "", params, data, parentSchema });
}

export function pointerOf(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
