/** Remembers what a rule saw in a text: the same text under the same rule, options and facts is not looked at twice. */

import { createHash } from "node:crypto";
import type { Observation } from "../core/check.ts";
import { createShelf, type Shelf } from "../core/shelf.ts";
import type { Inspect, Inspection, InspectionResult, InspectionTask } from "../core/toolbox.ts";
import type { Waiver } from "../core/waiver.ts";
import type { DocumentRecord, FindingStorage } from "./finding-storage.ts";

export interface CacheOptions {
  /** Of whatever makes findings: another version has seen nothing yet. */
  readonly version: string;
  /** Results and findings that are kept in memory, counted together. */
  readonly size?: number;
  /** Where what was seen outlives the process. */
  readonly storage?: FindingStorage | undefined;
}

/** What was seen before, least recently used out first; behind the memory, what other processes and earlier ones have seen. */
export function cached(inspect: Inspect, { version, size = 200_000, storage }: CacheOptions): Inspect {
  const observations = createShelf<Observation>(size, ({ findings }) => 1 + findings.length);
  const waivers = createShelf<readonly Waiver[]>(size, (found) => 1 + found.length);

  return async (inspections, signal, party) => {
    // What is known is taken off the shelf now: what this review adds may push it off before the answers are made.
    const remembered = inspections.map((inspection) => planOf(inspection, version, observations, waivers));
    const plans = storage === undefined ? remembered : await recall(remembered, storage);
    const open = plans.filter(isOpen);
    const fresh = await inspect(
      open.map((plan) => ({ ...plan.inspection, tasks: plan.missing.map(({ task }) => task) })),
      signal,
      party,
    );
    const byPlan = new Map(open.map((plan, index) => [plan, fresh[index]]));
    const news: [string, DocumentRecord][] = [];
    plans.forEach((plan, index) => {
      const result = byPlan.get(plan);
      const learnt = result === undefined ? [] : lastingObservations(plan, result);
      if (result !== undefined && !wasLost(result)) waivers.put(plan.document, result.waivers);
      for (const [key, observation] of learnt) observations.put(key, observation);
      if (plan !== remembered[index]) keep(plan, observations, waivers);
      if (result !== undefined && learnt.length > 0) news.push([plan.document, recordOf(plan, result, learnt)]);
    });
    storage?.write(new Map(news));
    return plans.map((plan) => answer(plan, byPlan.get(plan)));
  };
}

function isOpen({ waivers, missing }: Plan): boolean {
  return waivers === undefined || missing.length > 0;
}

/** Fills the gaps of this process's memory from the storage. */
async function recall(plans: readonly Plan[], storage: FindingStorage): Promise<readonly Plan[]> {
  const records = await storage.read(plans.filter(isOpen).map(({ document }) => document));
  return plans.map((plan) => {
    const record = isOpen(plan) ? records.get(plan.document) : undefined;
    if (record === undefined) return plan;
    const known = new Map(plan.known);
    const missing = plan.missing.filter(({ task, key }) => {
      const observation = record.observations.get(key);
      if (observation !== undefined) known.set(task.rule, observation);
      return observation === undefined;
    });
    return { ...plan, known, missing, waivers: plan.waivers ?? record.waivers, record };
  });
}

/** What came from the storage is at hand the next time. */
function keep(
  { document, inspection, known, keys, waivers: found }: Plan,
  observations: Shelf<Observation>,
  waivers: Shelf<readonly Waiver[]>,
): void {
  if (found !== undefined) waivers.put(document, found);
  for (const [index, { rule }] of inspection.tasks.entries()) {
    const observation = known.get(rule);
    const key = keys[index];
    if (observation !== undefined && key !== undefined) observations.put(key, observation);
  }
}

function lastingObservations({ missing }: Plan, result: InspectionResult): readonly (readonly [string, Observation])[] {
  return missing.flatMap(({ task, key }) => {
    const observation = result.observations[task.rule];
    return observation !== undefined && isLasting(observation) ? [[key, observation] as const] : [];
  });
}

function recordOf(
  { waivers, record, known, inspection, keys }: Plan,
  result: InspectionResult,
  learnt: readonly (readonly [string, Observation])[],
): DocumentRecord {
  const remembered = inspection.tasks.flatMap(({ rule }, index) => {
    const observation = known.get(rule);
    const key = keys[index];
    return observation === undefined || key === undefined ? [] : [[key, observation] as const];
  });
  return {
    waivers: waivers ?? result.waivers,
    observations: new Map([...(record?.observations ?? []), ...remembered, ...learnt]),
  };
}

interface Plan {
  readonly inspection: Inspection;
  /** Key of the document itself. */
  readonly document: string;
  /** Of each task, in order. */
  readonly keys: readonly string[];
  /** By rule: what was seen before. */
  readonly known: ReadonlyMap<string, Observation>;
  readonly waivers: readonly Waiver[] | undefined;
  readonly missing: readonly { readonly task: InspectionTask; readonly key: string }[];
  /** As the storage has it. */
  readonly record?: DocumentRecord;
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
  const keys = tasks.map((task) => `${document} ${questionOf(task)}`);
  const missing = tasks.flatMap((task, index) => {
    const key = keys[index] ?? "";
    const observation = observations.get(key);
    if (observation === undefined) return [{ task, key }];
    known.set(task.rule, observation);
    return [];
  });
  return { inspection, document, keys, known, waivers: waivers.get(document), missing };
}

/** Of a task without facts, once for each options object: a rule's is the same for all documents. */
const questions = new WeakMap<object, string>();

function questionOf({ check, options, facts }: InspectionTask): string {
  if (facts !== undefined) return hash(check, JSON.stringify(options), JSON.stringify(facts));
  const known = questions.get(options);
  if (known !== undefined) return `${check} ${known}`;
  const question = hash(JSON.stringify(options));
  questions.set(options, question);
  return `${check} ${question}`;
}

function hash(...parts: readonly string[]): string {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(`${part.length}:`).update(part);
  return digest.digest("base64url");
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
