/**
 * Roles whose holders can make themselves anything.
 *
 * Why: who may bind or escalate roles, or act as somebody else, has in the end every right of the cluster.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: ClusterRole
 * metadata:
 *   name: operator
 * rules:
 *   - apiGroups: [rbac.authorization.k8s.io]
 *     resources: [clusterroles]
 *     verbs: [bind]
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: ClusterRole
 * metadata:
 *   name: operator
 * rules:
 *   - apiGroups: [rbac.authorization.k8s.io]
 *     resources: [clusterroles]
 *     verbs: [get]
 * ```
 *
 * Mend: drop the verb, or name the roles in `resourceNames`.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/role-escalation -- reason`
 */

import { roleAccessCheck } from "./reading/role-access.ts";

export default roleAccessCheck(
  [
    { group: "rbac.authorization.k8s.io", resources: ["roles", "clusterroles"], verbs: ["bind", "escalate"] },
    { group: "", resources: ["users", "groups", "serviceaccounts"], verbs: ["impersonate"] },
  ],
  { says: "lets its holders give themselves any right", mend: "Drop the verb, or name the roles in `resourceNames`." },
);
