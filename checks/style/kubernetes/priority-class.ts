/**
 * Workloads without a priority.
 *
 * Why: when nodes are full, nothing says which pods may go first.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
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
 *   priorityClassName: business-critical
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: name a `priorityClassName`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/priority-class -- reason`
 */

import { kubernetesCheck, onPods } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onPods(({ spec }) => {
    const priority = spec.at("priorityClassName");
    return priority.isMissing
      ? [{ place: priority.place(), says: "has no priority", mend: "Name a `priorityClassName`." }]
      : [];
  }),
);
