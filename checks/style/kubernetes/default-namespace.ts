/**
 * Objects in the namespace `default` or in those of the cluster.
 *
 * Why: what is in `default` was most often applied with the wrong context, and `kube-system` belongs to the cluster.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: ConfigMap
 * metadata:
 *   name: api
 *   namespace: default
 * data: {}
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: ConfigMap
 * metadata:
 *   name: api
 *   namespace: payments
 * data: {}
 * ```
 *
 * Mend: name the namespace that the object belongs to.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/default-namespace -- reason`
 */

import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";

const reserved: ReadonlySet<unknown> = new Set(["default", "kube-system", "kube-public", "kube-node-lease"]);

export default kubernetesCheck(
  onObjects([], ({ root }) => {
    const namespace = root.at("metadata", "namespace");
    if (!reserved.has(namespace.value)) return [];
    return [
      {
        place: namespace.place(),
        says: `is in the namespace \`${String(namespace.value)}\``,
        mend: "Name the namespace that it belongs to.",
      },
    ];
  }),
);
