/**
 * Probes of a port number that the container does not declare.
 *
 * Why: most often the port has moved and the probe has not; and where it is right, readers and policies do not see the port.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   template:
 *     spec:
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 *           ports:
 *             - containerPort: 8080
 *           livenessProbe:
 *             httpGet:
 *               path: /healthz
 *               port: 8081
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   template:
 *     spec:
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 *           ports:
 *             - containerPort: 8080
 *           livenessProbe:
 *             httpGet:
 *               path: /healthz
 *               port: 8080
 * ```
 *
 * Mend: correct the probe, or declare the port.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/undeclared-probe-port -- reason`
 */

import { unknownValue } from "../../../languages/data.ts";
import type { Section } from "../../../languages/kubernetes/section.ts";
import { kubernetesCheck, onContainers, type Remark } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onContainers(({ section }) =>
    probes.flatMap((probe) => handlers.flatMap((handler) => portAt(section, section.at(probe, handler, "port")))),
  ),
);

const probes = ["livenessProbe", "readinessProbe", "startupProbe"] as const;
const handlers = ["httpGet", "tcpSocket", "grpc"] as const;

function portAt(container: Section, port: Section): readonly Remark[] {
  const ports = container.at("ports");
  if (typeof port.value !== "number" || ports.value === unknownValue) return [];
  const declared = ports.items().map((each) => each.at("containerPort").value);
  if (declared.includes(port.value) || declared.includes(unknownValue)) return [];
  return [
    {
      place: port.place(),
      says: `is probed at port ${port.value}, which it does not declare`,
      mend: "Correct the probe, or declare the port.",
    },
  ];
}
