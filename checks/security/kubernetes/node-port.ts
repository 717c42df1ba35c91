/**
 * Services that open a port on every node.
 *
 * Why: the port is open on every machine of the cluster, past load balancers and their certificates.
 *
 * Bad (k8s/service.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: api
 * spec:
 *   type: NodePort
 *   selector:
 *     app: api
 *   ports:
 *     - port: 443
 * ```
 *
 * Good (k8s/service.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: api
 * spec:
 *   type: ClusterIP
 *   selector:
 *     app: api
 *   ports:
 *     - port: 443
 * ```
 *
 * Mend: use an Ingress or a Gateway.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/node-port -- reason`
 */

import { kubernetesCheck, onObjects } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  onObjects(["Service"], ({ root }) => {
    const type = root.at("spec", "type");
    return type.value === "NodePort"
      ? [{ place: type.place(), says: "opens a port on every node", mend: "Use an Ingress or a Gateway." }]
      : [];
  }),
);
