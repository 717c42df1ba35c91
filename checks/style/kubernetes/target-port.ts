/**
 * Ports of a Service that cannot be.
 *
 * Why: the API server refuses the Service.
 *
 * Bad (k8s/service.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: api
 * spec:
 *   ports:
 *     - port: 80
 *       targetPort: 123456
 * ```
 *
 * Good (k8s/service.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: api
 * spec:
 *   ports:
 *     - port: 80
 *       targetPort: 8080
 * ```
 *
 * Mend: write a number up to 65535 or the name of a port.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/target-port -- reason`
 */

import type { Section } from "../../../languages/kubernetes/section.ts";
import {
  both,
  kubernetesCheck,
  onContainers,
  onObjects,
  type Remark,
} from "../../security/kubernetes/reading/kubernetes-check.ts";

const portName = /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/u;

export default kubernetesCheck(
  both(
    onObjects(["Service"], ({ root }) =>
      root
        .at("spec", "ports")
        .items()
        .flatMap((port) => judge(port.at("targetPort"))),
    ),
    onContainers(({ section }) =>
      section
        .at("ports")
        .items()
        .flatMap((port) => judge(port.at("name"))),
    ),
  ),
);

function judge(port: Section): readonly Remark[] {
  const { value } = port;
  const mend = "Write a number up to 65535, or a name of at most 15 small letters, digits and `-`.";
  if (typeof value === "number") {
    return value >= 1 && value <= 65_535
      ? []
      : [{ place: port.place(), says: `has the port ${value}, which cannot be`, mend }];
  }
  const name = port.text();
  if (name === undefined || /^\d{1,5}$/u.test(name) || (name.length <= 15 && portName.test(name))) return [];
  return [{ place: port.place(), says: `has the port \`${name}\`, which cannot be a port's name`, mend }];
}
