/** A place in a manifest to read on from: its value, where it stands, and whether what is missing is truly missing. */

import type { Range } from "../../core/text.ts";
import { type Data, unknownValue } from "../data.ts";

export interface Section {
  /** `undefined`: nothing is set (`null` sets nothing either). `unknownValue`: set by somebody else, or by a template. */
  readonly value: unknown;
  /** Nothing is set here, and nothing can be set from elsewhere. */
  readonly isMissing: boolean;
  /** What a reader looks at: a scalar itself, a block's key, an item's name; of what is missing, the block that lacks it. */
  place(): Range;
  at(...keys: readonly (string | number)[]): Section;
  /** Of a list; nothing of anything else. */
  items(): readonly Section[];
  /** Of a mapping, in the order of the text. */
  entries(): readonly (readonly [key: string, section: Section])[];
  /** The text of a string; `undefined` for anything else. */
  text(): string | undefined;
}

/** The root of a document's data. */
export function sectionOf(data: Data): Section {
  return sectionAt(data, "", data.value ?? undefined);
}

function sectionAt(data: Data, pointer: string, value: unknown): Section {
  return {
    value,
    isMissing: value === undefined,
    place: () => placeOf(data, pointer, value),
    at(...keys) {
      let way = pointer;
      let reached = value;
      for (const key of keys) {
        reached = childValue(data, reached, way, key);
        way = `${way}/${escape(String(key))}`;
      }
      return sectionAt(data, way, reached);
    },
    items: () =>
      isList(value) ? value.map((item, index) => sectionAt(data, `${pointer}/${index}`, item ?? undefined)) : [],
    entries: () =>
      isMapping(value)
        ? Object.keys(value).map((key) => [key, sectionAt(data, `${pointer}/${escape(key)}`, value[key] ?? undefined)])
        : [],
    text: () => (typeof value === "string" ? value : undefined),
  };
}

function childValue(data: Data, parent: unknown, pointer: string, key: string | number): unknown {
  if (parent === unknownValue) return unknownValue;
  if (isList(parent)) return parent[Number(key)] ?? undefined;
  if (!isMapping(parent)) return undefined;
  if (Object.hasOwn(parent, key)) return parent[key] ?? undefined;
  return data.certainty("") === "known" || data.certainty(pointer) !== "open" ? undefined : unknownValue;
}

function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (isList(value)) value = value[Number(key)];
    else if (isMapping(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value ?? undefined;
}

function placeOf(data: Data, pointer: string, value: unknown): Range {
  const place = data.locate(pointer);
  const isBlock = isList(value) || isMapping(value);
  if (place && value !== undefined && !isBlock) return place.value;
  if (place?.key) return place.key;
  if (isMapping(value)) {
    const name = Object.hasOwn(value, "name") ? data.locate(`${pointer}/name`) : undefined;
    const first = name?.value ?? data.locate(`${pointer}/${escape(Object.keys(value)[0] ?? "")}`)?.key;
    if (first) return first;
  }
  if (place && !isBlock) return place.value;
  const above = pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")));
  if (pointer === "") return place?.value ?? [0, 0];
  return placeOf(data, above, valueAt(data.value, above));
}

function escape(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
