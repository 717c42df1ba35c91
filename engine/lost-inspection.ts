/** The answers for what could not be asked: a check that crashed, a document that cost us its worker or our patience. */

import type { Observation } from "../core/check.ts";
import type { Gap } from "../core/finding.ts";
import type { Inspection, InspectionResult, InspectionTask } from "../core/toolbox.ts";

/** Every rule lost the document. */
export function failedInspection({ path, tasks }: Inspection, reason: string): InspectionResult {
  return { path, observations: inOrder(tasks, new Map(tasks.map((task) => [task.rule, lost(reason)]))), waivers: [] };
}

export function lost(reason: string): Observation & { readonly gaps: readonly Gap[] } {
  return { findings: [], gaps: [{ reason, cause: "ours" }] };
}

/** Names of rules come from outside: a record without prototype, filled in the order of the tasks. */
export function inOrder(
  tasks: readonly InspectionTask[],
  observations: ReadonlyMap<string, Observation>,
): Record<string, Observation> {
  const record = Object.create(null) as Record<string, Observation>;
  for (const { rule } of tasks) record[rule] = observations.get(rule) ?? lost("gave no answer");
  return record;
}
