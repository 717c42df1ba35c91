/** One call of the pool: what is still to be handed out to workers, and what came back. */

import type { Observation } from "../core/check.ts";
import type { Inspection, InspectionResult } from "../core/toolbox.ts";
import { lost } from "./lost-inspection.ts";

const batchCount = 25;
const batchCharacters = 256 * 1024;

/** One call of `run`: what is still to be handed out, and what came back. */
export interface Run {
  readonly party: string | symbol;
  readonly inspections: readonly Inspection[];
  readonly results: (InspectionResult | undefined)[];
  readonly waiting: number[];
  /** Rules that cost a document its worker, with the reason, by the document's index. */
  readonly lost: Map<number, Map<string, string>>;
  left: number;
  /** Brought so far. */
  findings: number;
  readonly resolve: (results: readonly InspectionResult[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** An inspection without the rules that already cost it a worker. */
export function remaining({ inspections, lost }: Run, index: number): Inspection | undefined {
  const inspection = inspections[index];
  const without = lost.get(index);
  if (!inspection || !without) return inspection;
  return { ...inspection, tasks: inspection.tasks.filter((task) => !without.has(task.rule)) };
}

export function withLost(result: InspectionResult, reasons: ReadonlyMap<string, string> | undefined): InspectionResult {
  if (!reasons) return result;
  const observations = Object.assign(Object.create(null) as Record<string, Observation>, result.observations);
  for (const [rule, reason] of reasons) observations[rule] = lost(reason);
  return { ...result, observations };
}

/** Enough work for one message, small enough that a slow document holds few others up. */
export function takeBatch(run: Run): readonly number[] {
  const indexes: number[] = [];
  let characters = 0;
  while (run.waiting.length > 0 && indexes.length < batchCount && characters < batchCharacters) {
    const index = run.waiting.shift() ?? 0;
    characters += run.inspections[index]?.text.length ?? 0;
    indexes.push(index);
  }
  return indexes;
}
