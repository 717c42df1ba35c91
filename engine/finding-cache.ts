/** Remembers what a rule saw in a text: the same text under the same rule, options and facts is not looked at twice. */

import { createHash } from "node:crypto";
import type { Observation } from "../core/check.ts";
import type { Inspect, Inspection, InspectionResult, InspectionTask } from "../core/toolbox.ts";
import type { Waiver } from "../core/waiver.ts";

/** What was seen before, least recently used out first. `size`: results and findings that are kept, counted together. */
export function cached(inspect: Inspect, version: string, size = 200_000): Inspect {
  const observations = createShelf<Observation>(size, ({ findings }) => 1 + findings.length);
  const waivers = createShelf<readonly Waiver[]>(size, (found) => 1 + found.length);

  return async (inspections, signal) => {
    // What is known is taken off the shelf now: what this review adds may push it off before the answers are made.
    const plans = inspections.map((inspection) => planOf(inspection, version, observations, waivers));
    const open = plans.filter((plan) => plan.waivers === undefined || plan.missing.length > 0);
    const fresh = await inspect(
      open.map((plan) => ({ ...plan.inspection, tasks: plan.missing.map(({ task }) => task) })),
      signal,
    );
    open.forEach((plan, index) => {
      const result = fresh[index];
      if (!result) return;
      if (!wasLost(result)) waivers.put(plan.text, result.waivers);
      for (const { task, key } of plan.missing) {
        const observation = result.observations[task.rule];
        if (observation && isLasting(observation)) observations.put(key, observation);
      }
    });
    const byPlan = new Map(open.map((plan, index) => [plan, fresh[index]]));
    return plans.map((plan) => answer(plan, byPlan.get(plan)));
  };
}

interface Shelf<Value> {
  get(key: string): Value | undefined;
  put(key: string, value: Value): void;
}

/** Bounded by weight, because one hostile file can bring as many findings as a thousand others. */
function createShelf<Value>(room: number, weigh: (value: Value) => number): Shelf<Value> {
  const values = new Map<string, Value>();
  let weight = 0;

  function remove(key: string): Value | undefined {
    const value = values.get(key);
    if (value === undefined) return undefined;
    values.delete(key);
    weight -= weigh(value);
    return value;
  }

  function put(key: string, value: Value): void {
    remove(key);
    values.set(key, value);
    weight += weigh(value);
    for (const oldest of values.keys()) {
      if (weight <= room) return;
      remove(oldest);
    }
  }

  return {
    put,
    get(key) {
      const value = remove(key);
      if (value !== undefined) put(key, value);
      return value;
    },
  };
}

interface Plan {
  readonly inspection: Inspection;
  /** Key of the document itself. */
  readonly text: string;
  /** By rule: what was seen before. */
  readonly known: ReadonlyMap<string, Observation>;
  readonly waivers: readonly Waiver[] | undefined;
  readonly missing: readonly { readonly task: InspectionTask; readonly key: string }[];
}

function planOf(
  inspection: Inspection,
  version: string,
  observations: Shelf<Observation>,
  waivers: Shelf<readonly Waiver[]>,
): Plan {
  const { path, text, byteOrderMark, language, kind, tasks } = inspection;
  const document = hash(version, path, text, String(byteOrderMark), language, kind);
  const known = new Map<string, Observation>();
  const missing = tasks.flatMap((task) => {
    const key = hash(document, task.check, JSON.stringify(task.options), JSON.stringify(task.facts ?? null));
    const observation = observations.get(key);
    if (observation === undefined) return [{ task, key }];
    known.set(task.rule, observation);
    return [];
  });
  return { inspection, text: document, known, waivers: waivers.get(document), missing };
}

function hash(...parts: readonly string[]): string {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(`${part.length}:`).update(part);
  return digest.digest("base64");
}

function answer(plan: Plan, fresh: InspectionResult | undefined): InspectionResult {
  const observations = Object.create(null) as Record<string, Observation>;
  for (const { rule } of plan.inspection.tasks) {
    const observation = plan.known.get(rule) ?? fresh?.observations[rule];
    if (observation) observations[rule] = observation;
  }
  return { path: plan.inspection.path, observations, waivers: plan.waivers ?? fresh?.waivers ?? [] };
}

/** A crash or a time-out may not happen again: it is asked anew. */
function isLasting(observation: Observation): boolean {
  return !(observation.gaps ?? []).some((gap) => gap.cause === "ours");
}

function wasLost(result: InspectionResult): boolean {
  const all = Object.values(result.observations);
  return all.length > 0 && !all.some(isLasting);
}
