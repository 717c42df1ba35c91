/**
 * Autoscalers that cannot scale.
 *
 * Why: where the minimum is the maximum nothing ever changes, and load is answered by nobody.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: autoscaling/v2
 * kind: HorizontalPodAutoscaler
 * metadata:
 *   name: api
 * spec:
 *   minReplicas: 3
 *   maxReplicas: 3
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: autoscaling/v2
 * kind: HorizontalPodAutoscaler
 * metadata:
 *   name: api
 * spec:
 *   minReplicas: 3
 *   maxReplicas: 9
 * ```
 *
 * Mend: raise `maxReplicas`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/autoscaler-range -- reason`
 */

import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onObjects(["HorizontalPodAutoscaler"], ({ root }) => {
    const least = root.at("spec", "minReplicas");
    const most = root.at("spec", "maxReplicas");
    if (typeof least.value !== "number" || typeof most.value !== "number" || most.value > least.value) return [];
    return [
      {
        place: most.place(),
        says: `cannot scale: \`maxReplicas\` is ${most.value} and \`minReplicas\` ${least.value}`,
        mend: "Raise `maxReplicas`.",
      },
    ];
  }),
);
