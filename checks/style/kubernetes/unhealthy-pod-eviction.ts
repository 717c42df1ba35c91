/**
 * Disruption budgets that keep pods which do not work.
 *
 * Why: a pod that never gets ready then holds up every drain of its node.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: policy/v1
 * kind: PodDisruptionBudget
 * metadata:
 *   name: api
 * spec:
 *   maxUnavailable: 1
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: policy/v1
 * kind: PodDisruptionBudget
 * metadata:
 *   name: api
 * spec:
 *   maxUnavailable: 1
 *   unhealthyPodEvictionPolicy: AlwaysAllow
 * ```
 *
 * Mend: set `unhealthyPodEvictionPolicy: AlwaysAllow`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/unhealthy-pod-eviction -- reason`
 */

import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onObjects(["PodDisruptionBudget"], ({ root }) => {
    const policy = root.at("spec", "unhealthyPodEvictionPolicy");
    if (!policy.isMissing) return [];
    return [
      {
        place: policy.place(),
        says: "keeps pods that do not work",
        mend: "Set `unhealthyPodEvictionPolicy: AlwaysAllow`.",
      },
    ];
  }),
);
