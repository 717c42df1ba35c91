/**
 * Roles that create pods.
 *
 * Why: who creates pods chooses their accounts, volumes and nodes, and with them gets every right in the namespace.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: ClusterRole
 * metadata:
 *   name: operator
 * rules:
 *   - apiGroups: [""]
 *     resources: [pods]
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
 * Mend: leave creation to controllers.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/pod-creation -- reason`
 */

import { roleAccessCheck } from "./reading/role-access.ts";

export default roleAccessCheck(
  [
    { group: "", resources: ["pods"], verbs: ["create"] },
    { group: "apps", resources: ["deployments", "daemonsets", "statefulsets", "replicasets"], verbs: ["create"] },
    { group: "batch", resources: ["jobs", "cronjobs"], verbs: ["create"] },
  ],
  { says: "lets whoever has it create pods", mend: "Leave creation to controllers." },
);
