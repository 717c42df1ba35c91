/** Groups of workload kinds that rules ask about. */

import type { KubernetesObject } from "../../../../languages/kubernetes/objects.ts";

/** Keep pods running, and make new ones while old ones still serve. */
export const servingKinds = [
  "Deployment",
  "StatefulSet",
  "DeploymentConfig",
  "ReplicaSet",
  "ReplicationController",
  "Rollout",
];

/** Run to their end: nobody waits for them to be ready. */
export function runsToEnd({ kind }: KubernetesObject): boolean {
  return kind === "Job" || kind === "CronJob" || kind === "ScaledJob";
}
