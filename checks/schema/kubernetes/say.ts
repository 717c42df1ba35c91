/** Says what is wrong with a resource, in words about its kind. */

import type { ErrorObject } from "ajv";

import type { Data } from "../../../languages/data.ts";
import { explain, shorten, subject, type Explanation } from "../json-schema/explain.ts";

/** `whole`: what the resource is called, "this Deployment". */
export function say(error: ErrorObject, data: Data, whole: string): Explanation {
  const pointer = error.instancePath;
  const own = ownWords(error, subject(pointer, whole));
  if (own !== undefined) return { ...own, place: data.locate(pointer) };
  return explain({ error, pointer }, data, whole);
}

type Said = { readonly message: string; readonly advice: string };

function ownWords(error: ErrorObject, what: string): Said | undefined {
  const { keyword, params } = error;
  if (keyword === "format" && params["format"] === "quantity") {
    return {
      message: `${what} is \`${shorten(String(error.data))}\`, which is no quantity.`,
      advice: "Write a number with a unit of Kubernetes, such as `500m`, `512Mi` or `2Gi`.",
    };
  }
  if (keyword === "format" && params["format"] === "byte") {
    return {
      message: `${what} is not written in base64, so the API server refuses the whole object.`,
      advice: "Encode the value, or put it under `stringData` as it is.",
    };
  }
  const form = keyword === "pattern" ? forms.get(String(params["pattern"])) : undefined;
  if (form === undefined) return undefined;
  return { message: `${what} is \`${shorten(String(error.data))}\`; ${form}.`, advice: "Rename it." };
}

/** The patterns of our own shards, in words. */
const forms: ReadonlyMap<string, string> = new Map([
  [
    "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
    "only lower-case letters, digits and `-` are allowed, with a letter or digit at both ends",
  ],
  [
    "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
    "only lower-case letters, digits, `-` and `.` are allowed, with a letter or digit at both ends",
  ],
  [
    "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$",
    "a label's value holds only letters, digits, `-`, `_` and `.`, with a letter or digit at both ends",
  ],
]);
