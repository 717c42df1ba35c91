/** Says a mistake in words about the text: which key, what stands there, what is allowed. */

import type { ErrorObject } from "ajv";

import { nearest } from "../../../core/nearest.ts";
import type { Data, DataPlace } from "../../../languages/data.ts";
import { allowedKeysOf, meantKey, unknownKeyOf } from "./misspelt.ts";
import { isObject } from "./schema-object.ts";
import { childPointer, type Mistake } from "./select.ts";

export interface Explanation {
  readonly message: string;
  readonly advice: string;
  readonly place: DataPlace | undefined;
}

const mostNames = 12;

/** `whole`: what the root of the data is to its author. */
export function explain(mistake: Mistake, data: Data, whole = "this file"): Explanation {
  const { error, pointer } = mistake;
  const what = subject(pointer, whole);
  const own = ownMessage(error);
  const key = unknownKeyOf(error);
  if (key !== undefined) return unknownKey(error, what, data.locate(childPointer(pointer, key)), key);
  if (error.keyword === "propertyNames") {
    const name = String(error.params["propertyName"]);
    const place = data.locate(childPointer(pointer, name));
    const message = `\`${name}\` is not allowed as a name in ${what}${own === undefined ? "" : `: ${own}`}.`;
    return { message, advice: "Rename it.", place };
  }
  const place = data.locate(pointer);
  if (mistake.forms !== undefined) return { ...choice(error, mistake.forms, what), place };
  if (own !== undefined) return { message: `${own}.`, advice: adviceFor(error), place };
  return { ...describe(error, what), place };
}

/** Schemas of ours may bring the sentence along. */
function ownMessage(error: ErrorObject): string | undefined {
  const holder = error.keyword === "propertyNames" ? error.schema : error.parentSchema;
  const message = isObject(holder) ? holder["message"] : undefined;
  return typeof message === "string" && error.keyword !== "type" && error.keyword !== "enum" ? message : undefined;
}

function adviceFor(error: ErrorObject): string {
  if (error.keyword === "not") return "Delete one of the two.";
  return error.keyword === "required" ? "Add what is missing." : "Write it in the form that is asked for.";
}

function unknownKey(error: ErrorObject, what: string, place: DataPlace | undefined, name: string): Explanation {
  const allowed = allowedKeysOf(error);
  const near = meantKey(error);
  const message = `\`${shorten(name)}\` is not a key of ${what}`;
  if (near !== undefined)
    return {
      message: `${message}; did you mean \`${near}\`?`,
      advice: `Rename it to \`${near}\`, or delete it.`,
      place,
    };
  if (allowed.length === 0) return { message: `${message}.`, advice: "Delete it.", place };
  return {
    message: `${message}; allowed: ${listed(allowed.map(quoted))}.`,
    advice: "Rename it to one of these, or delete it.",
    place,
  };
}

function choice(error: ErrorObject, forms: readonly string[], what: string): Said {
  if (forms.length > 0 && forms.every((form) => !form.startsWith("`"))) {
    return typeMistake(what, error.data, forms);
  }
  const isMissing = isObject(error.data);
  const verb = isMissing ? "lacks one of" : `is ${shown(error, what)}; allowed:`;
  return {
    message: `${what} ${verb} ${listed(forms)}.`,
    advice: isMissing ? "Add one of these keys." : "Write one of these.",
  };
}

type Said = { readonly message: string; readonly advice: string };
type Sayer = (error: ErrorObject, what: string) => Said;

function describe(error: ErrorObject, what: string): Said {
  const say = sayers.get(error.keyword);
  if (say !== undefined) return say(error, what);
  return { message: `${what} fits none of the forms that the schema allows.`, advice: "Compare it with the schema." };
}

const required: Sayer = ({ params }, what) => {
  const key = `\`${String(params["missingProperty"])}\``;
  return { message: `${key} is missing in ${what}.`, advice: `Add ${key}.` };
};
const dependent: Sayer = ({ params }, what) => {
  const key = `\`${String(params["missingProperty"])}\``;
  return {
    message: `${what} has \`${String(params["property"])}\`, which needs ${key} beside it.`,
    advice: `Add ${key}.`,
  };
};
const bound: Sayer = (error, what) => {
  const { comparison, limit } = error.params;
  return {
    message: `${what} is ${shown(error, what)}; it must be ${String(comparison)} ${String(limit)}.`,
    advice: "Change the number.",
  };
};
const size: Sayer = ({ keyword, params }, what) => sizeMistake(keyword, String(params["limit"]), what);
const tooMany: Sayer = (_, what) => ({
  message: `${what} holds more items than the schema allows.`,
  advice: "Delete what is too much.",
});
const forbidden: Sayer = (_, what) => ({ message: `${what} is not allowed here.`, advice: "Delete it, or change it." });

const sayers: ReadonlyMap<string, Sayer> = new Map<string, Sayer>([
  ["required", required],
  ["dependentRequired", dependent],
  ["dependencies", dependent],
  ["type", (error, what) => typeMistake(what, error.data, listOf(error.params["type"]).map(String))],
  ["enum", (error, what) => enumMistake(error, what, listOf(error.params["allowedValues"]))],
  ["const", (error, what) => enumMistake(error, what, [error.params["allowedValue"]])],
  [
    "pattern",
    (error, what) => ({
      message: `${what} is ${shown(error, what)}, which does not match \`${shorten(String(error.params["pattern"]))}\`.`,
      advice: "Write it in the form that is asked for.",
    }),
  ],
  [
    "format",
    (error, what) => ({
      message: `${what} is ${shown(error, what)}, which is no ${String(error.params["format"])}.`,
      advice: `Write a valid ${String(error.params["format"])}.`,
    }),
  ],
  ["minimum", bound],
  ["maximum", bound],
  ["exclusiveMinimum", bound],
  ["exclusiveMaximum", bound],
  [
    "multipleOf",
    (error, what) => ({
      message: `${what} is ${shown(error, what)}; it must be a multiple of ${String(error.params["multipleOf"])}.`,
      advice: "Change the number.",
    }),
  ],
  ["minLength", size],
  ["maxLength", size],
  ["minItems", size],
  ["maxItems", size],
  ["minProperties", size],
  ["maxProperties", size],
  ["uniqueItems", (_, what) => ({ message: `${what} holds the same item twice.`, advice: "Delete one of them." })],
  ["additionalItems", tooMany],
  ["unevaluatedItems", tooMany],
  [
    "contains",
    (_, what) => ({ message: `${what} holds no item of the kind that is asked for.`, advice: "Add such an item." }),
  ],
  ["false schema", forbidden],
  ["not", forbidden],
]);

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function typeMistake(what: string, data: unknown, types: readonly string[]): Said {
  // That a key may also be left empty helps nobody who wrote something.
  const names = types.filter((type) => type !== "null" || types.length === 1).map(typeName);
  const wanted = names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
  const isQuotable = types.includes("string") && (typeof data === "number" || typeof data === "boolean");
  return {
    message: `${what} is ${kindOf(data)}; allowed: ${wanted}.`,
    advice: isQuotable ? "Put it in quotes." : `Write ${wanted}.`,
  };
}

function enumMistake(error: ErrorObject, what: string, allowed: readonly unknown[]): Said {
  const words = allowed.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  const near = typeof error.data === "string" && error.data.length > 2 ? nearest(error.data, words) : undefined;
  const is = `${what} is ${shown(error, what)}`;
  if (near !== undefined)
    return {
      message: `${is}; did you mean \`${near}\`?`,
      advice: `Write \`${near}\`, or another of ${listed(words.map(quoted))}.`,
    };
  return {
    message: `${is}; allowed: ${listed(words.map(quoted))}.`,
    advice: words.length === 1 ? `Write \`${words[0]}\`.` : "Write one of these.",
  };
}

function sizeMistake(keyword: string, limit: string, what: string): Said {
  const unit = keyword.endsWith("Length") ? "characters" : keyword.endsWith("Items") ? "items" : "keys";
  const isMinimum = keyword.startsWith("min");
  if (isMinimum && limit === "1") return { message: `${what} is empty.`, advice: "Fill it, or delete it." };
  return {
    message: `${what} has ${isMinimum ? "fewer" : "more"} than ${limit} ${unit}.`,
    advice: isMinimum ? "Add to it." : "Shorten it.",
  };
}

/** `/jobs/build/steps/2` -> `` `jobs.build.steps[2]` ``; the last steps of a long one. */
export function subject(pointer: string, whole: string): string {
  if (pointer === "") return whole;
  const segments = pointer.split("/").slice(1);
  const tail = segments.slice(-4);
  const start = tail.length < segments.length ? tail.findIndex((segment) => !/^\d+$/u.test(segment)) : 0;
  const kept = tail.slice(Math.max(0, start)).map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  const path = kept
    .map((name, index) => (/^\d+$/u.test(name) ? `[${name}]` : `${index === 0 ? "" : "."}${name}`))
    .join("");
  return `\`${shorten(path)}\``;
}

function kindOf(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  return typeof value === "boolean" ? `\`${String(value)}\`` : typeName(typeof value);
}

function typeName(type: string): string {
  const names = new Map([
    ["string", "text"],
    ["number", "a number"],
    ["integer", "a whole number"],
    ["boolean", "`true` or `false`"],
    ["array", "a list"],
    ["object", "a mapping"],
    ["null", "empty"],
  ]);
  return names.get(type) ?? type;
}

/** What stands there; never where the name says that it is secret. */
function shown({ data }: ErrorObject, what: string): string {
  if (isObject(data) || Array.isArray(data) || data === null) return kindOf(data);
  if (/pass|secret|token|credential|key/iu.test(what)) return "another value";
  return `\`${shorten(String(data))}\``;
}

function listed(words: readonly string[]): string {
  const rest = words.length - mostNames;
  return rest > 1 ? `${words.slice(0, mostNames).join(", ")} and ${rest} more` : words.join(", ");
}

function quoted(word: string): string {
  return `\`${shorten(word)}\``;
}

export function shorten(text: string): string {
  const line = text.replaceAll(/[\s`]+/gu, " ");
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
