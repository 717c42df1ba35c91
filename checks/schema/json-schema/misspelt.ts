/** A key that is not allowed, and the allowed one that its writer most likely meant. */

import type { ErrorObject } from "ajv";

import { nearest } from "../../../core/nearest.ts";
import { isObject } from "./schema-object.ts";
import type { Mistake } from "./select.ts";

/** The key that a validator does not know; `undefined` for every other kind of error. */
export function unknownKeyOf({ keyword, params }: ErrorObject): string | undefined {
  if (keyword === "additionalProperties") return String(params["additionalProperty"]);
  return keyword === "unevaluatedProperties" ? String(params["unevaluatedProperty"]) : undefined;
}

export function allowedKeysOf({ parentSchema }: ErrorObject): readonly string[] {
  return isObject(parentSchema) && isObject(parentSchema["properties"]) ? Object.keys(parentSchema["properties"]) : [];
}

export function meantKey(error: ErrorObject): string | undefined {
  const key = unknownKeyOf(error);
  return key === undefined || key.length < 3 ? undefined : nearest(key, allowedKeysOf(error));
}

/** A misspelt key is one mistake: that the right one is missing is its echo. */
export function withoutEchoes(mistakes: readonly Mistake[]): readonly Mistake[] {
  const meant = new Set(mistakes.map(({ error, pointer }) => `${pointer}\0${meantKey(error) ?? ""}`));
  return mistakes.filter(({ error, pointer }) => {
    return error.keyword !== "required" || !meant.has(`${pointer}\0${String(error.params["missingProperty"])}`);
  });
}
