/**
 * Containers that may forge network packets.
 *
 * Why: with raw sockets a broken program poses as other pods of the node, and hardly any program needs them.
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
 *       securityContext:
 *         capabilities:
 *           drop: [MKNOD]
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 *       securityContext:
 *         capabilities:
 *           drop: [NET_RAW]
 * ```
 *
 * Mend: drop `NET_RAW`, or better `ALL`.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/net-raw -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";
import { capabilities, isWindows } from "./reading/security-context.ts";

export default kubernetesCheck(
  onContainers((container, pod) => {
    if (isWindows(pod)) return [];
    const dropped = capabilities(container, "drop");
    if (dropped === undefined || dropped.some(({ name }) => name === "ALL" || name === "NET_RAW")) return [];
    const place = container.section.at("securityContext", "capabilities", "drop").place();
    return [
      { place, says: "may forge network packets", mend: "Drop `NET_RAW`, or better `ALL`, under `capabilities`." },
    ];
  }),
);
