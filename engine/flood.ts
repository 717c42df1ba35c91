/** Bounds on what files made of nothing but findings may bring: nobody reads them all, and memory must hold them. */

import type { Observation } from "../core/check.ts";
import type { InspectionResult } from "../core/toolbox.ts";

/** Of one rule in one document. */
const findingsAtMost = 5_000;
/** Of all documents of one side of a review. */
export const floodLine = 200_000;

/** The first findings, in the check's own order, and the word that there are more. */
export function bounded(observation: Observation): Observation {
  const { findings, gaps = [] } = observation;
  if (findings.length <= findingsAtMost) return observation;
  const reason = `holds ${findings.length} findings; the first ${findingsAtMost} are compared`;
  return { ...observation, findings: findings.slice(0, findingsAtMost), gaps: [...gaps, { reason, cause: "input" }] };
}

export function countFindings({ observations }: InspectionResult): number {
  return Object.values(observations).reduce((sum, { findings }) => sum + findings.length, 0);
}
