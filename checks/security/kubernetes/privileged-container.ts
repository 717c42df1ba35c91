/**
 * Containers that are root on their machine.
 *
 * Why: a privileged container can do whatever its node can, so one broken program is the whole machine and all that runs on it.
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
 *         privileged: true
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
 *         privileged: false
 * ```
 *
 * Mend: drop the privilege; add the one capability that is needed.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/privileged-container -- reason`
 */

import type { Section } from "../../../languages/kubernetes/section.ts";
import { both, kubernetesCheck, onContainers, onPods, type Remark } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  both(
    onContainers(({ section }) =>
      privilegeAt(section.at("securityContext", "privileged"), "runs privileged, which is root on its node"),
    ),
    onPods(({ spec }) => privilegeAt(spec.at("securityContext", "windowsOptions", "hostProcess"), hostProcess)),
    onContainers(({ section }) =>
      privilegeAt(section.at("securityContext", "windowsOptions", "hostProcess"), hostProcess),
    ),
  ),
);

const hostProcess = "runs as a process of its Windows host";

function privilegeAt(section: Section, says: string): readonly Remark[] {
  return section.value === true ? [{ place: section.place(), says, mend: "Drop the privilege." }] : [];
}
