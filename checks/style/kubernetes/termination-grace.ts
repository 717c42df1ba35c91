/**
 * Pods that are killed without a warning.
 *
 * Why: a grace of zero kills the program in the middle of its requests, and may leave two pods of a StatefulSet with one volume.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   terminationGracePeriodSeconds: 0
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   terminationGracePeriodSeconds: 30
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: give the program the seconds that it needs to finish.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/termination-grace -- reason`
 */

import { kubernetesCheck, onPods } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onPods(({ spec }) => {
    const grace = spec.at("terminationGracePeriodSeconds");
    return grace.value === 0
      ? [
          {
            place: grace.place(),
            says: "is killed without a warning",
            mend: "Give it the seconds that it needs to finish.",
          },
        ]
      : [];
  }),
);
