/**
 * Containers that keep capabilities which they do not need.
 *
 * Why: the default set lets a broken program forge packets and change owners of files; most programs need none of it.
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
 *         capabilities:
 *           drop: [MKNOD]
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
 *         capabilities:
 *           drop: [ALL]
 * ```
 *
 * Mend: drop `ALL` and add back what is needed.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/kept-capabilities -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";
import { capabilities, isWindows } from "./reading/security-context.ts";

export default kubernetesCheck(
  onContainers((container, pod) => {
    if (isWindows(pod)) return [];
    const dropped = capabilities(container, "drop");
    if (dropped === undefined || dropped.some(({ name }) => name === "ALL")) return [];
    const place = container.section.at("securityContext", "capabilities", "drop").place();
    return [
      {
        place,
        says: "does not drop all capabilities",
        mend: "Set `drop: [ALL]` under `capabilities`, and add back what is needed.",
      },
    ];
  }),
);
