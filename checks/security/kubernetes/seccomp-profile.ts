/**
 * Containers that may call every function of the kernel.
 *
 * Why: without a profile a program reaches hundreds of system calls that it never needs, and holes in the kernel behind them.
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
 *         seccompProfile:
 *           type: Unconfined
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
 *         seccompProfile:
 *           type: RuntimeDefault
 * ```
 *
 * Mend: set `seccompProfile: {type: RuntimeDefault}` on the pod.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/seccomp-profile -- reason`
 */

import type { Pod } from "../../../languages/kubernetes/pods.ts";
import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";
import { effective, isWindows } from "./reading/security-context.ts";

export default kubernetesCheck(
  onContainers((container, pod) => {
    if (isWindows(pod) || hasOldProfile(pod)) return [];
    const type = effective(container, pod, "seccompProfile", "type");
    if (!type.isMissing && type.value !== "Unconfined") return [];
    const says = type.isMissing ? "has no seccomp profile" : "runs without seccomp";
    const place = type.isMissing ? container.section.at("securityContext", "seccompProfile").place() : type.place();
    return [{ place, says, mend: "Set `seccompProfile: {type: RuntimeDefault}` in the pod's `securityContext`." }];
  }),
);

/** Before 1.19 annotations said it. */
function hasOldProfile({ metadata }: Pod): boolean {
  return metadata
    .at("annotations")
    .entries()
    .some(
      ([key, { value }]) =>
        /^(?:container\.)?seccomp\.security\.(?:alpha|beta)\.kubernetes\.io\//u.test(key) && value !== "unconfined",
    );
}
