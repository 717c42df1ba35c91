/**
 * Containers that can change their own programs.
 *
 * Why: whoever breaks in can leave tools behind; a read-only root keeps the container what was built.
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
 *         readOnlyRootFilesystem: false
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
 *         readOnlyRootFilesystem: true
 * ```
 *
 * Mend: set `readOnlyRootFilesystem: true` and mount an `emptyDir` where the program writes.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/writable-root -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";
import { isWindows } from "./reading/security-context.ts";

export default kubernetesCheck(
  onContainers(({ section }, pod) => {
    if (isWindows(pod)) return [];
    const readOnly = section.at("securityContext", "readOnlyRootFilesystem");
    if (!readOnly.isMissing && readOnly.value !== false) return [];
    const mend = "Set `readOnlyRootFilesystem: true` and mount an `emptyDir` where it writes.";
    return [{ place: readOnly.place(), says: "can write to its root file system", mend }];
  }),
);
