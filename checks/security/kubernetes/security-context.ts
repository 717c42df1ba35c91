/**
 * Pods and containers without a security context.
 *
 * Why: nobody has thought about what the program may do, so it may do whatever its image wants.
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
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   securityContext:
 *     runAsNonRoot: true
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 *       securityContext:
 *         allowPrivilegeEscalation: false
 * ```
 *
 * Mend: add a `securityContext` to the pod and to the container.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/security-context -- reason`
 */

import type { Section } from "../../../languages/kubernetes/section.ts";
import { both, kubernetesCheck, onContainers, onPods, type Remark } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  both(
    onPods(({ spec }) => missingAt(spec.at("securityContext"), "The pod")),
    onContainers(({ section }) => missingAt(section.at("securityContext"), "The container")),
  ),
);

function missingAt(context: Section, who: string): readonly Remark[] {
  if (!context.isMissing) return [];
  return [
    {
      place: context.place(),
      says: "has no security context",
      mend: `${who} needs a \`securityContext\` that refuses what the program does not need.`,
    },
  ];
}
