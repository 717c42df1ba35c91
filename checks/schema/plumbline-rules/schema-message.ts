/** Says in words what a schema validator found wrong with a value. */

import { nearest } from "../../../core/nearest.ts";
import { globProblem, momentProblem, pathProblem } from "./formats.ts";
import type { SchemaError } from "./validator.ts";

export interface Words {
  readonly message: string;
  readonly advice?: string;
  /** The key that is one too many: the message is about the key, not about its value. */
  readonly extraKey?: string;
}

/** `subject` names the value: `severity`, `item 2 of paths`. `regexProblem` is handed in where options are read. */
export function wordsFor(
  error: SchemaError,
  subject: string,
  regexProblem?: (text: string) => string | undefined,
): Words {
  const { keyword, params, data } = error;
  switch (keyword) {
    case "additionalProperties":
      return unknownKey(String(params["additionalProperty"]), Object.keys(error.parentSchema?.properties ?? {}));
    case "enum":
      return notAllowed(subject, data, params["allowedValues"]);
    case "const":
      return notAllowed(subject, data, [params["allowedValue"]]);
    case "type":
      return {
        message: `${subject} is ${describeValue(data)} where ${typeWords(params["type"])} is expected.`,
        advice: `Write ${typeWords(params["type"])}${params["type"] === "array" && typeof data === "string" ? `: \`[${data}]\`` : ""}.`,
      };
    case "format":
      return badFormat(subject, String(params["format"]), String(data), regexProblem);
    case "required":
      return { message: `${subject} lacks \`${String(params["missingProperty"])}\`.`, advice: "Add it." };
    default:
      return { message: `${subject} ${limitWords(keyword, params) ?? error.message ?? "is not allowed"}.` };
  }
}

function unknownKey(key: string, allowed: readonly string[]): Words {
  const close = nearest(key, allowed);
  const advice = close ? `Write \`${close}\` if that is what is meant.` : `Use one of ${codeList(allowed)}.`;
  return { message: `\`${key}\` is not a key that is known here.`, advice, extraKey: key };
}

function notAllowed(subject: string, data: unknown, allowed: unknown): Words {
  const values = Array.isArray(allowed) ? allowed.map((value) => String(value)) : [];
  const close = typeof data === "string" ? nearest(data, values) : undefined;
  const shown = values.length > 12 ? undefined : `Use one of ${codeList(values)}.`;
  const suggestion = close ? `Write \`${close}\` if that is what is meant.` : undefined;
  const advice = shown ?? suggestion;
  return {
    message: `${subject} is ${describeValue(data)}, which is not one of its values.`,
    ...(advice ? { advice } : {}),
  };
}

function badFormat(
  subject: string,
  format: string,
  text: string,
  regexProblem: ((text: string) => string | undefined) | undefined,
): Words {
  const value = `\`${shorten(text)}\``;
  if (format === "glob") return { message: `${subject}, the glob ${value}, ${globProblem(text) ?? "is not sound"}.` };
  if (format === "path") return { message: `${subject}, the path ${value}, ${pathProblem(text) ?? "is not sound"}.` };
  if (format === "moment") return { message: `${subject}, ${value}, ${momentProblem(text) ?? "is not sound"}.` };
  if (format !== "regex") return { message: `${subject}, ${value}, is not a sound ${format}.` };
  const reason = regexProblem?.(text) ?? "it is not sound";
  return {
    message: `${subject}, the regular expression ${value}, does not compile: ${reason}.`,
    advice: "Write it in RE2's syntax, which has no lookaround and no back-references.",
  };
}

function limitWords(keyword: string, params: SchemaError["params"]): string | undefined {
  const limit = String(params["limit"]);
  switch (keyword) {
    case "minLength":
      return limit === "1" ? "is empty" : `is shorter than ${limit} characters`;
    case "maxLength":
      return `is longer than ${limit} characters`;
    case "minItems":
      return limit === "1" ? "is an empty list" : `has fewer than ${limit} items`;
    case "maxItems":
      return `has more than ${limit} items`;
    case "maxProperties":
      return `has more than ${limit} keys`;
    case "minimum":
      return `is below ${limit}`;
    case "maximum":
      return `is above ${limit}`;
    default:
      return undefined;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  array: "a list",
  object: "a mapping",
  boolean: "`true` or `false`",
  number: "a number",
  integer: "a whole number",
};

function typeWords(type: unknown): string {
  const types = Array.isArray(type) ? type : [type];
  return types.map((each) => typeNames[String(each)] ?? String(each)).join(" or ");
}

export function describeValue(data: unknown): string {
  if (data === null || data === undefined) return "empty";
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object") return "a mapping";
  return `\`${shorten(String(data))}\``;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

function codeList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
