/** Key paths of policies: `spec.template.spec.containers[*].image`. Keys, items and "each", nothing that searches. */

import type { Data } from "../../../languages/data.ts";
import { childPointer } from "../../schema/json-schema/select.ts";

/** `each` = `[*]`: every item of a list, every value of a mapping. */
export type KeyStep = { readonly key: string } | { readonly item: number } | { readonly each: true };

const step = /^(?:(?:\.|^)(?<key>[\w$/-]+)|\[(?<item>\d{1,6})\]|\["(?<quoted>[^"\\\n]+)"\]|(?<each>\[\*\]))/u;

/** `undefined` where it is no key path. `spec.rules[0]["a.b"]`, `Resources[*]`, `[*]`. */
export function readKeyPath(text: string): readonly KeyStep[] | undefined {
  const steps: KeyStep[] = [];
  let rest = text;
  while (rest !== "") {
    // A key needs no dot where the path begins.
    const match = step.exec(steps.length === 0 ? rest : rest.replace(/^(?![.[])/u, "\0"));
    const { key, item, quoted } = match?.groups ?? {};
    if (!match || steps.length >= 32) return undefined;
    if (steps.length === 0 && rest.startsWith(".")) return undefined;
    if (item !== undefined) steps.push({ item: Number(item) });
    else if (key !== undefined || quoted !== undefined) steps.push({ key: key ?? quoted ?? "" });
    else steps.push({ each: true });
    rest = rest.slice(match[0].length);
  }
  return steps;
}

/** A value on the way, and how it is reached. */
export interface Reached {
  readonly value: unknown;
  /** JSON pointer from the root of `data`. */
  readonly pointer: string;
  /** The last key or index. */
  readonly key: string | number | undefined;
}

/** So much of one document is asked about. */
export const mostSubjects = 10_000;

/** Everything that the path leads to, up to one more than are asked about; nothing where a step finds nothing, or nobody knows what it finds. */
export function reach(from: Reached, steps: readonly KeyStep[]): readonly Reached[] {
  let reached: readonly Reached[] = [from];
  for (const each of steps) reached = reached.flatMap((one) => takeStep(one, each)).slice(0, mostSubjects + 1);
  return reached;
}

function takeStep({ value, pointer }: Reached, step: KeyStep): readonly Reached[] {
  if ("key" in step) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    if (!Object.hasOwn(value, step.key)) return [];
    return [{ value: Reflect.get(value, step.key), pointer: childPointer(pointer, step.key), key: step.key }];
  }
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, index) => ({
      value: item,
      pointer: childPointer(pointer, index),
      key: index,
    }));
    return "each" in step ? items : items.slice(step.item, step.item + 1);
  }
  if (!("each" in step) || typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([key, each]: [string, unknown]) => ({
    value: each,
    pointer: childPointer(pointer, key),
    key,
  }));
}

/** How far the path leads at all: where a key is missing, the finding stands at what lacks it. */
export function reachNearest(from: Reached, steps: readonly KeyStep[], data: Data): Reached {
  let at = from;
  for (const each of steps) {
    const [next] = takeStep(at, each);
    if (!next || data.locate(next.pointer) === undefined) return at;
    at = next;
  }
  return at;
}
