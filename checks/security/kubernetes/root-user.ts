/**
 * Containers that run as root, or may.
 *
 * Why: root in a container is root on the node as soon as anything else goes wrong, and nearly nothing needs it.
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
 *         runAsUser: 0
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
 *         runAsNonRoot: true
 * ```
 *
 * Mend: set `runAsNonRoot: true` and a user above 0 in the image or the manifest.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/root-user -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";
import { effective, isWindows } from "./reading/security-context.ts";

export default kubernetesCheck(
  onContainers((container, pod) => {
    if (isWindows(pod)) return [];
    const user = effective(container, pod, "runAsUser");
    const group = effective(container, pod, "runAsGroup");
    const nonRoot = effective(container, pod, "runAsNonRoot");
    const mend = "Set `runAsNonRoot: true` and a user and group above 0.";
    if (user.value === 0) return [{ place: user.place(), says: "runs as root", mend }];
    if (group.value === 0) return [{ place: group.place(), says: "runs in the group of root", mend }];
    if (typeof user.value === "number" || !(nonRoot.isMissing || nonRoot.value === false) || !user.isMissing) return [];
    const place = nonRoot.isMissing ? container.section.at("securityContext", "runAsNonRoot").place() : nonRoot.place();
    return [{ place, says: "may run as root: nothing says `runAsNonRoot`", mend }];
  }),
);
