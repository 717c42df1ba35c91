/** Judges an object by the types of cdk8s-plus: another reading of the same API, so that our schemas are not judged by themselves. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../../../engine/package-root.ts";

interface SecondSource {
  readonly kinds: Readonly<Record<string, string>>;
  /** Field -> the only words that it takes. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const path = join(packageRoot(), "test/checks/schema/kubernetes/second-source.json");
const source: SecondSource = JSON.parse(readFileSync(path, "utf8"));
const fieldsOf = new Map(Object.entries(source.types).map(([id, fields]) => [id, new Map(Object.entries(fields))]));

/** Whether it says that the object is sound; `undefined` where it does not know the kind. */
export function isSound(value: unknown): boolean | undefined {
  if (!isMapping(value)) return undefined;
  const id = source.kinds[`${String(value["apiVersion"])}/${String(value["kind"])}`];
  if (id === undefined) return undefined;
  const { apiVersion: _version, kind: _kind, ...rest } = value;
  return fits(rest, id, "");
}

/** The words that a field takes, where it says so. */
export function wordsOf(type: string, field: string): readonly string[] | undefined {
  return source.words[`${type}#${field}`];
}

/** The type of what a key holds, lists and maps included; `undefined` for a key that the type does not have. */
export function fieldOf(
  type: string,
  key: string,
): { readonly form: string; readonly isRequired: boolean } | undefined {
  const fields = fieldsOf.get(type);
  const required = fields?.get(key);
  if (required !== undefined) return { form: required, isRequired: true };
  const optional = fields?.get(`${key}?`);
  return optional === undefined ? undefined : { form: optional, isRequired: false };
}

export function typeOfKind(apiVersion: string, kind: string): string | undefined {
  return source.kinds[`${apiVersion}/${kind}`];
}

function fits(value: unknown, form: string, field: string): boolean {
  if (form.startsWith("[]")) return Array.isArray(value) && value.every((item) => fits(item, form.slice(2), ""));
  if (form.startsWith("{}"))
    return isMapping(value) && Object.values(value).every((each) => fits(each, form.slice(2), ""));
  if (form.endsWith(".Quantity") || form.endsWith(".IntOrString")) {
    return typeof value === "string" || typeof value === "number";
  }
  if (form === "string" || form === "number" || form === "boolean") {
    const words = source.words[field];
    return typeof value === form && (words === undefined || words.includes(String(value)));
  }
  if (form === "date") return typeof value === "string";
  const fields = fieldsOf.get(form);
  if (fields === undefined) return true;
  if (!isMapping(value)) return false;
  for (const name of fields.keys()) if (!name.endsWith("?") && value[name] === undefined) return false;
  return Object.entries(value).every(([key, each]) => {
    const own = fieldOf(form, key);
    return own !== undefined && fits(each, own.form, `${form}#${key}`);
  });
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
