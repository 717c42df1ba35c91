/**
 * Ports of the node that a container takes.
 *
 * Why: a second pod does not fit on the node, and the port is open to whoever reaches the machine, past every policy.
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
 *       ports:
 *         - containerPort: 8080
 *           hostPort: 8080
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
 *       ports:
 *         - containerPort: 8080
 * ```
 *
 * Mend: reach the pod through a Service.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/host-port -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  onContainers(({ section }) =>
    section
      .at("ports")
      .items()
      .flatMap((port) => {
        const hostPort = port.at("hostPort");
        if (typeof hostPort.value !== "number" || hostPort.value === 0) return [];
        return [
          {
            place: hostPort.place(),
            says: `takes port ${hostPort.value} of its node`,
            mend: "Delete `hostPort` and use a Service.",
          },
        ];
      }),
  ),
);
