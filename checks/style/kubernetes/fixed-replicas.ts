/**
 * Fixed replicas of a workload that an autoscaler scales.
 *
 * Why: every deployment sets the number back, and the autoscaler has to start over in the middle of the load.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   replicas: 3
 * ---
 * apiVersion: autoscaling/v2
 * kind: HorizontalPodAutoscaler
 * metadata:
 *   name: api
 * spec:
 *   scaleTargetRef:
 *     apiVersion: apps/v1
 *     kind: Deployment
 *     name: api
 *   maxReplicas: 9
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   paused: false
 * ---
 * apiVersion: autoscaling/v2
 * kind: HorizontalPodAutoscaler
 * metadata:
 *   name: api
 * spec:
 *   scaleTargetRef:
 *     apiVersion: apps/v1
 *     kind: Deployment
 *     name: api
 *   maxReplicas: 9
 * ```
 *
 * Mend: delete `replicas` from the workload.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/fixed-replicas -- reason`
 */

import { servingKinds } from "../../security/kubernetes/reading/kinds.ts";
import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onObjects(servingKinds, ({ root, kind, name, namespace }, _options, all) => {
    const replicas = root.at("spec", "replicas");
    if (replicas.isMissing || name === undefined) return [];
    const scaler = all.find(
      (other) =>
        other.kind === "HorizontalPodAutoscaler" &&
        other.namespace === namespace &&
        other.root.at("spec", "scaleTargetRef", "kind").value === kind &&
        other.root.at("spec", "scaleTargetRef", "name").value === name,
    );
    if (!scaler) return [];
    return [
      {
        place: replicas.place(),
        says: `sets \`replicas\`, which ${scaler.title} scales`,
        mend: "Delete `replicas` here.",
      },
    ];
  }),
);
