/**
 * Roles that open a shell or a port in running pods.
 *
 * Why: a shell in a pod is all its secrets, rights and network, and leaves no trace in any manifest.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: ClusterRole
 * metadata:
 *   name: operator
 * rules:
 *   - apiGroups: [""]
 *     resources: [pods/exec]
 *     verbs: [create]
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: ClusterRole
 * metadata:
 *   name: operator
 * rules:
 *   - apiGroups: [""]
 *     resources: [pods]
 *     verbs: [get]
 * ```
 *
 * Mend: drop the rule, or keep it to a role for emergencies.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/pod-exec -- reason`
 */

import { roleAccessCheck } from "./reading/role-access.ts";

export default roleAccessCheck(
  [{ group: "", resources: ["pods/exec", "pods/attach", "pods/portforward"], verbs: ["create", "get"] }],
  { says: "lets people into running pods", mend: "Drop the rule, or keep it to a role for emergencies." },
);
