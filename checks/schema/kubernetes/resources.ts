/** The objects of Kubernetes in one document of a stream: itself, or the items of a list. */

import { isObject, type SchemaObject } from "../json-schema/schema-object.ts";

export interface Resource {
  readonly value: SchemaObject;
  /** From the root of the document. */
  readonly steps: readonly (string | number)[];
  /** Missing where it is not known: left out, or filled in later. */
  readonly apiVersion?: string;
  readonly kind?: string;
}

const deepestList = 5;

export function resourcesOf(value: unknown, steps: readonly (string | number)[] = []): readonly Resource[] {
  if (!isObject(value)) return [];
  const apiVersion = value["apiVersion"];
  const kind = value["kind"];
  const items = value["items"];
  if (typeof kind === "string" && kind.endsWith("List") && steps.length < 2 * deepestList) {
    if (Array.isArray(items)) return items.flatMap((item, index) => resourcesOf(item, [...steps, "items", index]));
    if (kind === "List") return [];
  }
  return [
    {
      value,
      steps,
      ...(typeof apiVersion === "string" ? { apiVersion } : {}),
      ...(typeof kind === "string" ? { kind } : {}),
    },
  ];
}

/** `apps/v1` -> `apps`; the first group has no name. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}
