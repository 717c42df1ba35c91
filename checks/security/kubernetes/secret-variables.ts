/**
 * Secrets that are handed to a program in its environment.
 *
 * Why: the environment ends in crash dumps, logs and child processes; a mounted file does not.
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
 *       env:
 *         - name: DATABASE_PASSWORD
 *           valueFrom:
 *             secretKeyRef:
 *               name: database
 *               key: password
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
 *       volumeMounts:
 *         - name: database
 *           mountPath: /run/secrets/database
 *           readOnly: true
 * ```
 *
 * Mend: mount the Secret as a volume.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/secret-variables -- reason`
 */

import { isMapping, type Section } from "../../../languages/kubernetes/section.ts";
import { kubernetesCheck, onContainers, type Remark } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  onContainers(({ section }) => [
    ...section
      .at("env")
      .items()
      .flatMap((variable) => remark(variable.at("valueFrom", "secretKeyRef"))),
    ...section
      .at("envFrom")
      .items()
      .flatMap((source) => remark(source.at("secretRef"))),
  ]),
);

function remark(section: Section): readonly Remark[] {
  if (!isMapping(section.value)) return [];
  return [
    { place: section.place(), says: "gets a Secret through its environment", mend: "Mount the Secret as a volume." },
  ];
}
