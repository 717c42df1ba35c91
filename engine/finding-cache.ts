/** Remembers what a rule saw in a text: the same text under the same rule, options and facts is not looked at twice. */

import { createHash } from "node:crypto";
import type { Observation } from "../core/check.ts";
import type { Inspect, Inspection, InspectionResult, InspectionTask } from "../core/toolbox.ts";
import type { Waiver } from "../core/waiver.ts";

/** What was seen before, least recently used out first. Sizes are counts of entries. */
export function cached(inspect: Inspect, version: string, size = 50_000): Inspect {
  const observations = new Map<string, Observation>();
  const waivers = new Map<string, readonly Waiver[]>();

  function recall<Value>(store: Map<string, Value>, key: string): Value | undefined {
    const value = store.get(key);
    if (value === undefined) return undefined;
    store.delete(key);
    store.set(key, value);
    return value;
  }

  function remember<Value>(store: Map<string, Value>, key: string, value: Value): void {
    store.set(key, value);
    if (store.size <= size) return;
    const oldest = store.keys().next().value;
    if (oldest !== undefined) store.delete(oldest);
  }

  return async (inspections, signal) => {
    const plans = inspections.map((inspection) => planOf(inspection, version));
    const open = plans.filter((plan) => !isKnown(plan, observations, waivers));
    const fresh = await inspect(
      open.map((plan) => ({ ...plan.inspection, tasks: missing(plan, observations) })),
      signal,
    );
    open.forEach((plan, index) => {
      const result = fresh[index];
      if (!result) return;
      if (!wasLost(result)) remember(waivers, plan.text, result.waivers);
      for (const { task, key } of plan.tasks) {
        const observation = result.observations[task.rule];
        if (observation && isLasting(observation)) remember(observations, key, observation);
      }
    });
    const byPlan = new Map(open.map((plan, index) => [plan, fresh[index]]));
    return plans.map((plan) =>
      answer(plan, byPlan.get(plan), (key) => recall(observations, key), recall(waivers, plan.text)),
    );
  };
}

interface Plan {
  readonly inspection: Inspection;
  /** Key of the document itself. */
  readonly text: string;
  readonly tasks: readonly { readonly task: InspectionTask; readonly key: string }[];
}

function planOf(inspection: Inspection, version: string): Plan {
  const { path, text, byteOrderMark, language, kind, tasks } = inspection;
  const document = hash(version, path, text, String(byteOrderMark), language, kind);
  return {
    inspection,
    text: document,
    tasks: tasks.map((task) => ({
      task,
      key: hash(document, task.check, JSON.stringify(task.options), JSON.stringify(task.facts ?? null)),
    })),
  };
}

function hash(...parts: readonly string[]): string {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(`${part.length}:`).update(part);
  return digest.digest("base64");
}

function isKnown(
  plan: Plan,
  observations: ReadonlyMap<string, Observation>,
  waivers: ReadonlyMap<string, unknown>,
): boolean {
  return waivers.has(plan.text) && plan.tasks.every(({ key }) => observations.has(key));
}

function missing(plan: Plan, observations: ReadonlyMap<string, Observation>): readonly InspectionTask[] {
  return plan.tasks.filter(({ key }) => !observations.has(key)).map(({ task }) => task);
}

function answer(
  plan: Plan,
  fresh: InspectionResult | undefined,
  recall: (key: string) => Observation | undefined,
  waivers: readonly Waiver[] | undefined,
): InspectionResult {
  const observations = Object.create(null) as Record<string, Observation>;
  for (const { task, key } of plan.tasks) {
    const observation = fresh?.observations[task.rule] ?? recall(key);
    if (observation) observations[task.rule] = observation;
  }
  return { path: plan.inspection.path, observations, waivers: fresh?.waivers ?? waivers ?? [] };
}

/** A crash or a time-out may not happen again: it is asked anew. */
function isLasting(observation: Observation): boolean {
  return !(observation.gaps ?? []).some((gap) => gap.cause === "ours");
}

function wasLost(result: InspectionResult): boolean {
  const all = Object.values(result.observations);
  return all.length > 0 && !all.some(isLasting);
}
