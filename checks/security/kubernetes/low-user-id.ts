/**
 * Containers whose user may be one of the node's own.
 *
 * Why: where a container breaks out, a low user id meets the files of an account of the node.
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
 *         runAsUser: 1000
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
 *         runAsUser: 10001
 * ```
 *
 * Mend: set `runAsUser` to 10000 or above.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/low-user-id -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";
import { effective, isWindows } from "./reading/security-context.ts";

export default kubernetesCheck(
  onContainers((container, pod) => {
    if (isWindows(pod)) return [];
    const user = effective(container, pod, "runAsUser");
    if (!user.isMissing && !(typeof user.value === "number" && user.value < 10_000)) return [];
    const says = user.isMissing
      ? "does not say which user it runs as"
      : `runs as user ${String(user.value)}, which may be one of the node's own`;
    const place = user.isMissing ? container.section.at("securityContext", "runAsUser").place() : user.place();
    return [{ place, says, mend: "Set `runAsUser` to 10000 or above." }];
  }),
);
