/**
 * Containers whose programs may gain rights that they did not start with.
 *
 * Why: unless it is refused, a set-uid program in the image makes root of whoever broke in.
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
 *         allowPrivilegeEscalation: true
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
 *         allowPrivilegeEscalation: false
 * ```
 *
 * Mend: set `allowPrivilegeEscalation: false`.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/privilege-escalation -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";
import { isWindows } from "./reading/security-context.ts";

export default kubernetesCheck(
  onContainers(({ section }, pod) => {
    if (isWindows(pod)) return [];
    const allowed = section.at("securityContext", "allowPrivilegeEscalation");
    if (allowed.value !== true && !allowed.isMissing) return [];
    const says = allowed.isMissing ? "does not refuse privilege escalation" : "lets its programs gain rights";
    return [{ place: allowed.place(), says, mend: "Set `allowPrivilegeEscalation: false` in its `securityContext`." }];
  }),
);
