/** What the values files of a chart set, looked up without merging them: whatever cannot be known is said to be. */

import { dataOf, unknownValue, type Data } from "../data.ts";
import { isMapping } from "../kubernetes/section.ts";
import { parseSoundYaml } from "../yaml/parse.ts";
import type { ChartFile } from "./chart.ts";

/** One mapping of values, and what it was read from. */
export interface ValuesRoot {
  readonly value: unknown;
  readonly data: Data;
}

export type Lookup =
  /** Some file sets it, or may: an empty or null value above it is there to be filled. */
  | { readonly kind: "set" }
  /** Keys up to `depth` are set, and the next one in no file. */
  | { readonly kind: "missing"; readonly depth: number; readonly siblings: ReadonlySet<string> };

/** `undefined` for a text that does not parse, or that holds no mapping. */
export function readValues({ text }: ChartFile): ValuesRoot | undefined {
  const tree = parseSoundYaml(text);
  if (!tree) return undefined;
  const data = dataOf(tree.documents[0]?.content, "1.1");
  return isMapping(data.value) ? { value: data.value, data } : undefined;
}

/** Values that a chart above sets for this one. */
export function valuesUnder({ value, data }: ValuesRoot, key: string): ValuesRoot | undefined {
  if (!isMapping(value) || !Object.hasOwn(value, key)) return undefined;
  return { value: value[key], data };
}

const isSet: Lookup = { kind: "set" };

export function lookUp(roots: readonly ValuesRoot[], path: readonly string[]): Lookup {
  let level = roots;
  for (const [depth, key] of path.entries()) {
    const next: ValuesRoot[] = [];
    const siblings = new Set<string>();
    for (const { value, data } of level) {
      const mapping = closedMapping(value, data);
      if (mapping === undefined) return isSet;
      for (const name of Object.keys(mapping)) siblings.add(name);
      if (Object.hasOwn(mapping, key)) next.push({ value: mapping[key], data });
    }
    if (next.length === 0) return { kind: "missing", depth, siblings };
    level = next;
  }
  return isSet;
}

/** `undefined` where more keys may come from elsewhere. */
function closedMapping(value: unknown, data: Data): Readonly<Record<string, unknown>> | undefined {
  if (value === unknownValue || !isMapping(value)) return undefined;
  return data.isOpen(value) || Object.keys(value).length === 0 ? undefined : value;
}

/** Words of a file's comments: a value that is described, or written there as an example, is one that somebody may set. */
export function commentedWords({ text }: ChartFile): ReadonlySet<string> {
  const words = new Set<string>();
  for (const line of text.split("\n")) {
    const mark = line.indexOf("#");
    if (mark === -1 || line.length > 5_000) continue;
    for (const [word] of line.slice(mark).matchAll(/[A-Za-z_][\w-]*/gu)) words.add(word);
  }
  return words;
}
