/**
 * Workloads whose selector does not match their own pods.
 *
 * Why: the API server refuses the object, and with it the deployment stops half-way.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   selector:
 *     matchLabels:
 *       app: api
 *   template:
 *     metadata:
 *       labels:
 *         app: web
 *     spec:
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   selector:
 *     matchLabels:
 *       app: api
 *   template:
 *     metadata:
 *       labels:
 *         app: api
 *     spec:
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: give the pod the labels that the selector asks for.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/selector-mismatch -- reason`
 */

import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";
import { selects } from "../../security/kubernetes/reading/selectors.ts";

export default kubernetesCheck(
  onObjects(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"], ({ root, pod }) => {
    const selector = root.at("spec", "selector");
    if (!pod || selector.isMissing || selects(selector, pod.metadata.at("labels")) !== false) return [];
    return [
      {
        place: selector.place(),
        says: "selects other labels than those of its own pods",
        mend: "Give the pod template the labels that the selector asks for.",
      },
    ];
  }),
);
