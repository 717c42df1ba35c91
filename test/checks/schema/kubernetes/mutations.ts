/** Mistakes of four kinds in a sound manifest, drawn by a seed: a misspelt key, a value of another type, a missing key, a word that is none. */

import type { YamlMapping, YamlNode, YamlPair, YamlScalar } from "../../../../languages/yaml/tree.ts";
import { fieldOf, wordsOf } from "./second-source.ts";

export interface Mutation {
  readonly about: "key" | "type" | "missing" | "word";
  readonly text: string;
  /** Offsets in the changed text: a finding on the line of one of these is at the right place. */
  readonly places: readonly number[];
}

/** Maps whose keys are their author's own, by the name of the key that holds them. */
const openMaps = new Set([
  "labels",
  "annotations",
  "matchLabels",
  "selector of Service",
  "nodeSelector",
  "data",
  "parameters",
  "requests",
  "limits",
  "capacity",
  "hard",
  "default",
  "max",
]);

interface Spot {
  readonly mapping: YamlMapping;
  readonly pair: YamlPair & { readonly key: YamlScalar };
  /** Type that the mapping is of. */
  readonly type: string;
  readonly form: string;
  readonly isRequired: boolean;
  /** Where a finding about the mapping stands. */
  readonly holder: number;
}

/** Every pair of the object whose type is known, outside of the open maps. `apiVersion`, `kind` and names of objects are left alone. */
export function spotsOf(root: YamlMapping, type: string): readonly Spot[] {
  const spots: Spot[] = [];
  const visit = (node: YamlNode, form: string, holder: number): void => {
    if (node.type === "YamlSequence" && form.startsWith("[]")) {
      for (const item of node.items) visit(item, form.slice(2), item.range[0]);
    }
    if (node.type !== "YamlMapping" || form.startsWith("{}")) return;
    for (const pair of node.pairs) {
      const { key } = pair;
      if (key.type !== "YamlScalar") continue;
      const field = fieldOf(form, key.value);
      if (field === undefined || openMaps.has(key.value)) continue;
      spots.push({ mapping: node, pair: { ...pair, key }, type: form, ...field, holder });
      visit(pair.value, field.form, key.range[0]);
    }
  };
  visit(root, type, root.range[0]);
  return spots;
}

export type Random = () => number;

export function lendsItself(spot: Spot, about: Mutation["about"]): boolean {
  if (about === "missing") return spot.isRequired && spot.mapping.pairs.length > 1;
  return about !== "word" || wordsOf(spot.type, spot.pair.key.value) !== undefined;
}

/** `undefined` where the spot does not lend itself to such a mistake. */
export function mutate(text: string, spot: Spot, about: Mutation["about"], random: Random): Mutation | undefined {
  const { key, value } = spot.pair;
  if (about === "key") return replaced(text, about, key.range, misspelt(key.value, random), key.range[0]);
  if (about === "type") return replaced(text, about, value.range, otherType(spot, random), key.range[0]);
  if (about === "missing") return spot.isRequired ? without(text, spot) : undefined;
  const words = wordsOf(spot.type, key.value);
  if (words === undefined || value.type !== "YamlScalar") return undefined;
  return replaced(text, about, value.range, `${value.value}${pick(["s", "1", "X"], random)}`, key.range[0]);
}

function replaced(
  text: string,
  about: Mutation["about"],
  [start, end]: readonly [number, number],
  by: string,
  place: number,
): Mutation {
  return { about, text: text.slice(0, start) + by + text.slice(end), places: [place] };
}

function misspelt(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 1));
  return pick(
    [
      word.slice(0, at) + word.slice(at + 1),
      `${word.slice(0, at)}${word.charAt(at - 1)}${word.slice(at)}`,
      `${word.slice(0, at)}${pick([..."aeioustnr"], random)}${word.slice(at + 1)}`,
      `${word}s`,
    ],
    random,
  );
}

function otherType({ form, pair }: Spot, random: Random): string {
  // In a block the value may end where the next line begins: a new one has to end its own line.
  const ending = pair.value.type !== "YamlScalar" && pair.value.range[1] > pair.range[1] ? "\n" : "";
  if (form === "string") return pick(["17", "true", "[a]", "{ a: b }"], random) + ending;
  if (form === "number" || form === "boolean") return pick(['"twelve"', "[1]", "{ a: 1 }"], random) + ending;
  if (form.startsWith("[]")) return pick(["{ a: b }", "word", "3"], random) + ending;
  return pick(["[a]", "true"], random) + ending;
}

/** The pair with everything up to its neighbour; an only pair stays. */
function without(text: string, { mapping, pair, holder }: Spot): Mutation | undefined {
  const index = mapping.pairs.findIndex((each) => each.range[0] === pair.range[0]);
  const [previous, next] = [mapping.pairs[index - 1], mapping.pairs[index + 1]];
  const range = next ? [pair.range[0], next.range[0]] : previous ? [previous.range[1], pair.range[1]] : undefined;
  if (range === undefined) return undefined;
  const [start = 0, end = 0] = range;
  return { about: "missing", text: text.slice(0, start) + text.slice(end), places: [holder, mapping.range[0]] };
}

function pick<T>(choices: readonly T[], random: Random): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new Error("nothing to choose from");
  return choice;
}

/** Numbers below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
