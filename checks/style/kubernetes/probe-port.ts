/**
 * Probes of a port that the container does not have.
 *
 * Why: a named port that does not exist fails every probe, so the container is killed or never gets traffic.
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
 *             - name: http
 *               containerPort: 8080
 *           livenessProbe:
 *             httpGet:
 *               path: /healthz
 *               port: web
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
 *             - name: http
 *               containerPort: 8080
 *           livenessProbe:
 *             httpGet:
 *               path: /healthz
 *               port: http
 * ```
 *
 * Mend: write the name of one of its ports.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/probe-port -- reason`
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
const handlers = ["httpGet", "tcpSocket"] as const;

/** A port by number need not be declared; a name has to be. */
function portAt(container: Section, port: Section): readonly Remark[] {
  const name = port.text();
  const ports = container.at("ports");
  if (name === undefined || /^\d+$/u.test(name) || ports.value === unknownValue) return [];
  const names = ports.items().map((each) => each.at("name").value);
  if (names.includes(name) || names.includes(unknownValue)) return [];
  return [
    {
      place: port.place(),
      says: `is probed at the port \`${name}\`, which it does not have`,
      mend: "Write the name of one of its `ports`.",
    },
  ];
}
