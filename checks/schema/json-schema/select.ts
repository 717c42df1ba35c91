/** Chooses what to say of a validator's errors: the causes, not their echoes; the best branch of a choice; nothing about what cannot be known. */

import type { ErrorObject } from "ajv";

import type { Data } from "../../../languages/data.ts";
import type { Validator } from "./compile.ts";
import { isObject } from "./schema-object.ts";

/** One error and where its value stands, seen from the root of the document. */
export interface Mistake {
  readonly error: ErrorObject;
  readonly pointer: string;
  /** No branch of a choice comes near: the forms that the branches allow. */
  readonly forms?: readonly string[];
}

const deepestChoice = 8;
const mostBranches = 60;

export function mistakesOf(validator: Validator, data: Data): readonly Mistake[] {
  return select(validator, data.value, data, "", 0);
}

/** `undefined` where the schema refers to itself without end, which shows only when a value is held against it. */
export function settledMistakesOf(validator: Validator, data: Data): readonly Mistake[] | undefined {
  try {
    return mistakesOf(validator, data);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export const endlessSchema = "the schema refers to itself without end, so nothing can be held against it";

function select(validator: Validator, value: unknown, data: Data, prefix: string, depth: number): readonly Mistake[] {
  const chosen: Mistake[] = [];
  for (const error of validator.errorsOf(value)) {
    const pointer = prefix + error.instancePath;
    if (error.keyword === "anyOf" || error.keyword === "oneOf") {
      dropInside(chosen, pointer);
      const mistake = choose(validator, error, value, data, prefix, depth);
      if (mistake !== undefined) chosen.push(mistake);
    } else if (error.keyword !== "if" && error.propertyName === undefined && isKnown(error, pointer, data)) {
      chosen.push({ error, pointer });
    }
  }
  return chosen;
}

/** The errors of the branches come right before the error of the choice. */
function dropInside(chosen: Mistake[], pointer: string): void {
  for (let last = chosen.at(-1); last !== undefined; last = chosen.at(-1)) {
    if (last.pointer !== pointer && !last.pointer.startsWith(`${pointer}/`)) return;
    chosen.pop();
  }
}

/** What only a whole mapping can lack: `<<` may bring it. */
const aboutMissing = new Set(["required", "minProperties", "dependentRequired", "dependencies", "contains"]);
/** What is asked of a value with everything in it. */
const aboutAll = new Set(["not", "contains", "uniqueItems", "const", "enum", "oneOf"]);

/** Unknown never fires, and neither does a key that a merge or a template may still bring. */
function isKnown({ keyword, params, schema }: ErrorObject, pointer: string, data: Data): boolean {
  const certainty = data.certainty(pointer);
  // A key that may not stand beside others, whatever it holds: only the others have to be known.
  if (keyword === "not" && isObject(schema) && Object.keys(schema).length === 0) {
    return data.certainty(pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")))) !== "open";
  }
  if (certainty === "unknown") return false;
  if (certainty === "open" && aboutMissing.has(keyword)) return false;
  if (certainty !== "known" && aboutAll.has(keyword)) return false;
  const key: unknown = params["additionalProperty"] ?? params["unevaluatedProperty"] ?? params["propertyName"];
  return key === undefined || !isTemplate(String(key));
}

/** A key that is filled in, or brings others, before anybody reads the file. */
function isTemplate(key: string): boolean {
  return /\{\{|\$\{|\{%|<%|^<<$/u.test(key);
}

function choose(
  validator: Validator,
  error: ErrorObject,
  value: unknown,
  data: Data,
  prefix: string,
  depth: number,
): Mistake | undefined {
  const pointer = prefix + error.instancePath;
  if (data.certainty(pointer) === "unknown") return undefined;
  const branches: readonly unknown[] = Array.isArray(error.schema) ? error.schema : [];
  // More than one branch of a `oneOf` fits: the text rarely is to blame where values are unknown.
  if (Array.isArray(error.params["passingSchemas"]))
    return isKnown(error, pointer, data) ? { error, pointer } : undefined;
  if (depth >= deepestChoice || branches.length > mostBranches) return { error, pointer };

  const part = valueAt(value, error.instancePath);
  const candidates: { mistakes: readonly Mistake[]; distance: number }[] = [];
  for (const branch of branches) {
    const asked = branch === false ? undefined : validator.part(branch);
    if (asked === undefined) continue;
    const mistakes = select(asked, part, data, pointer, depth + 1);
    if (mistakes.length === 0) return undefined;
    candidates.push({ mistakes, distance: distanceOf(mistakes, pointer) });
  }
  const best = candidates.toSorted((left, right) => left.distance - right.distance)[0];
  const [mistake] = best?.mistakes ?? [];
  if (best === undefined || mistake === undefined) return { error, pointer };
  const rivals = candidates.filter((candidate) => candidate.distance === best.distance);
  if (best.distance < wrongForm && rivals.length === 1) return mistake;
  const forms = formsOf(
    rivals.flatMap((rival) => rival.mistakes.slice(0, 1)),
    pointer,
  );
  if (forms !== undefined) return { error, pointer, forms };
  return best.distance < wrongForm ? mistake : { error, pointer };
}

const wrongForm = 1_000;

/** How far a branch is from the text: another type or another discriminator is far, a missing key is near. */
function distanceOf(mistakes: readonly Mistake[], pointer: string): number {
  let distance = 0;
  for (const { error, pointer: at } of mistakes) {
    const isChoice = error.keyword === "type" || error.keyword === "const" || error.keyword === "enum";
    if (at === pointer && error.keyword === "type") distance += wrongForm;
    else if (at === pointer && isChoice) distance += wrongForm / 2;
    else if (isChoice && at.lastIndexOf("/") === pointer.length && error.keyword !== "type") distance += 100;
    else distance += 2;
  }
  return distance;
}

/** What the branches ask for, where they all ask for the same kind of thing. */
function formsOf(mistakes: readonly Mistake[], pointer: string): readonly string[] | undefined {
  const here = mistakes.filter((mistake) => mistake.pointer === pointer && mistake.forms === undefined);
  if (here.length < mistakes.length || here.length === 0) return undefined;
  const keywords = new Set(here.map(({ error }) => error.keyword));
  const list = [...new Set(here.flatMap(({ error }) => formOf(error)))];
  return keywords.size === 1 || !keywords.has("required") ? list : undefined;
}

function formOf({ keyword, params }: ErrorObject): readonly string[] {
  if (keyword === "type") return ([] as unknown[]).concat(params["type"]).map(String);
  if (keyword === "required") return [`\`${String(params["missingProperty"])}\``];
  if (keyword === "const") return [`\`${String(params["allowedValue"])}\``];
  if (keyword === "enum" && Array.isArray(params["allowedValues"]))
    return params["allowedValues"].map((word) => `\`${String(word)}\``);
  return [];
}

/** The value under a pointer; keys of the text are plain data. */
function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const segment of pointer.split("/").slice(1)) {
    if (typeof current !== "object" || current === null) return undefined;
    const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    current = Reflect.get(current, key);
  }
  return current;
}

export function childPointer(pointer: string, key: unknown): string {
  return `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
