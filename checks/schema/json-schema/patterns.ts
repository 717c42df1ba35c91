/** Regular expressions of schemas, in linear time; what cannot be run so is taken out of the schema, so that it never fires. */

import type { Options } from "ajv";
import { RE2JS } from "re2js";

import { isObject, type SchemaObject } from "./schema-object.ts";

type RegExpEngine = NonNullable<NonNullable<Options["code"]>["regExp"]>;

/** Patterns of schemas come with a pull request: none of them may run on an engine that backtracks. */
export const linearPatterns: RegExpEngine = Object.assign(
  (pattern: string) => {
    const compiled = compilePattern(pattern);
    return {
      test: (text: string) => compiled?.test(text) ?? true,
      // ajv tells the patterns of one schema apart by this: without it the first would stand for all of them.
      toString: () => pattern,
    };
  },
  { code: "" },
);

/** `undefined`: the pattern needs backtracking (look-around, back references) or is none at all. */
export function compilePattern(pattern: string): RE2JS | undefined {
  const known = compiledPatterns.get(pattern);
  if (known !== undefined || compiledPatterns.has(pattern)) return known;
  let compiled: RE2JS | undefined;
  try {
    compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch {
    compiled = undefined;
  }
  if (compiledPatterns.size >= 1_000) compiledPatterns.clear();
  compiledPatterns.set(pattern, compiled);
  return compiled;
}

const compiledPatterns = new Map<string, RE2JS | undefined>();

export interface Sound {
  /** Address of every object of the schema, for asking about one branch of it. */
  readonly addresses: WeakMap<object, string>;
  readonly refused: readonly string[];
  readonly usesFormats: boolean;
}

/** Larger than any schema that people publish; an alias bomb is met here as well. */
const mostObjects = 200_000;
const deepest = 200;
/** Their values are data or prose, whatever they look like. */
const notSchemas = new Set(["enum", "const", "default", "example", "examples", "$comment", "description", "title"]);
/** Under these a condition that is left out would turn the answer round. */
const turning = new Set(["not", "if", "oneOf", "contains"]);

export class SchemaTooLarge extends Error {}

/** Takes refused patterns out of a schema, in place, with whatever they decide. `base`: the schema's own address. */
export function makeSound(schema: SchemaObject, base: string): Sound {
  const addresses = new WeakMap<object, string>();
  const refused = new Set<string>();
  let usesFormats = false;
  let objects = 0;

  /** Whether something below was taken out. */
  function visit(value: unknown, pointer: string, depth: number): boolean {
    if (typeof value !== "object" || value === null) return false;
    objects += 1;
    if (objects > mostObjects || depth > deepest) throw new SchemaTooLarge();
    if (Array.isArray(value)) {
      return value.map((item, index) => visit(item, `${pointer}/${index}`, depth + 1)).includes(true);
    }
    if (!isObject(value)) return false;
    addresses.set(value, `${base}#${pointer}`);
    usesFormats ||= typeof value["format"] === "string";
    let isChanged = takeOut(value);
    for (const [key, child] of Object.entries(value)) {
      if (notSchemas.has(key)) continue;
      if (!visit(child, `${pointer}/${segment(key)}`, depth + 1)) continue;
      if (turning.has(key)) delete value[key];
      isChanged = true;
    }
    return isChanged;
  }

  function takeOut(value: SchemaObject): boolean {
    let isChanged = false;
    const { pattern, patternProperties } = value;
    if (typeof pattern === "string" && compilePattern(pattern) === undefined) {
      refused.add(pattern);
      delete value["pattern"];
      isChanged = true;
    }
    if (isObject(patternProperties)) {
      for (const key of Object.keys(patternProperties)) {
        if (compilePattern(key) !== undefined) continue;
        refused.add(key);
        delete patternProperties[key];
        // Which keys are left over cannot be known any more.
        delete value["additionalProperties"];
        delete value["unevaluatedProperties"];
        isChanged = true;
      }
    }
    return isChanged;
  }

  visit(schema, "", 0);
  return { addresses, refused: [...refused], usesFormats };
}

/** A key as part of a pointer in the fragment of an address. */
function segment(key: string): string {
  return encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}
