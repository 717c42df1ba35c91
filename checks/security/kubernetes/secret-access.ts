/**
 * Roles that read Secrets.
 *
 * Why: whoever reads the Secrets of a namespace has every password and token in it.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: ClusterRole
 * metadata:
 *   name: operator
 * rules:
 *   - apiGroups: [""]
 *     resources: [secrets]
 *     verbs: [get, list]
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
 *     resources: [secrets]
 *     resourceNames: [database]
 *     verbs: [get]
 * ```
 *
 * Mend: name the Secrets in `resourceNames`, or drop the rule.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/secret-access -- reason`
 */

import { roleAccessCheck } from "./reading/role-access.ts";

export default roleAccessCheck([{ group: "", resources: ["secrets"], verbs: ["get", "list", "watch"] }], {
  says: "grants reading every Secret",
  mend: "Name the Secrets in `resourceNames`, or drop the rule.",
});
