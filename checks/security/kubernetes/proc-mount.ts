/**
 * Containers that see the whole of /proc.
 *
 * Why: the masked parts hold switches and secrets of the node, and a container that sees them can leave.
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
 *         procMount: Unmasked
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
 *         procMount: Default
 * ```
 *
 * Mend: delete `procMount`.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/proc-mount -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  onContainers(({ section }) => {
    const mount = section.at("securityContext", "procMount");
    return mount.value === "Unmasked"
      ? [{ place: mount.place(), says: "sees all of `/proc`", mend: "Delete `procMount`." }]
      : [];
  }),
);
