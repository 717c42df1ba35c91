/**
 * Capabilities that are as good as root.
 *
 * Why: with one of them a program can load kernel code, read any memory, forge packets or take over its node.
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
 *           add: [SYS_ADMIN]
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
 *           add: [NET_BIND_SERVICE]
 * ```
 *
 * Mend: drop it, or give the work to a component of the cluster.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/dangerous-capabilities -- reason`
 */

import { kubernetesCheck, onContainers } from "./reading/kubernetes-check.ts";
import { capabilities } from "./reading/security-context.ts";

const dangerous: ReadonlySet<string> = new Set([
  "ALL",
  "SYS_ADMIN",
  "NET_ADMIN",
  "NET_RAW",
  "SYS_MODULE",
  "SYS_PTRACE",
  "SYS_RAWIO",
  "BPF",
  "DAC_READ_SEARCH",
  "SYS_BOOT",
]);

export default kubernetesCheck(
  onContainers((container) =>
    (capabilities(container, "add") ?? [])
      .filter(({ name }) => dangerous.has(name))
      .map(({ name, place }) => ({
        place,
        says: `has the capability \`${name}\`, which is as good as root`,
        mend: "Drop it, or keep a weaker one.",
      })),
  ),
);
