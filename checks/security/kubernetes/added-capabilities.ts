/**
 * Capabilities beyond those that every container gets.
 *
 * Why: the default set is enough for nearly everything, and each capability more is a way out for somebody who broke in.
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
 *           add: [SYS_TIME]
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
 *           add: [NET_BIND_SERVICE]
 * ```
 *
 * Mend: drop all and add the one that is needed.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/added-capabilities -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";
import { capabilities } from "./reading/security-context.ts";

export default kubernetesCheck(
  onContainers((container) =>
    (capabilities(container, "add") ?? [])
      .filter(({ name }) => name !== "NET_BIND_SERVICE")
      .map(({ name, place }) => ({
        place,
        says: `adds the capability \`${name}\``,
        mend: "Drop it if the program runs without.",
      })),
  ),
);
