/**
 * Bindings that hand out every right of the cluster.
 *
 * Why: whoever has the account owns the cluster, every Secret in it and whatever its nodes may do.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: ClusterRoleBinding
 * metadata:
 *   name: deployer
 * subjects:
 *   - kind: ServiceAccount
 *     name: deployer
 *     namespace: delivery
 * roleRef:
 *   apiGroup: rbac.authorization.k8s.io
 *   kind: ClusterRole
 *   name: cluster-admin
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: ClusterRoleBinding
 * metadata:
 *   name: deployer
 * subjects:
 *   - kind: ServiceAccount
 *     name: deployer
 *     namespace: delivery
 * roleRef:
 *   apiGroup: rbac.authorization.k8s.io
 *   kind: ClusterRole
 *   name: edit
 * ```
 *
 * Mend: bind a role with the rights that are needed, in the namespaces that need them.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/cluster-admin -- reason`
 */

import { kubernetesCheck, onObjects } from "./reading/kubernetes-check.ts";
import { bindingKinds, boundRole, isOfTheCluster, type RoleRule, rulesOf } from "./reading/role-rules.ts";

export default kubernetesCheck(
  onObjects(bindingKinds, (binding, _options, all) => {
    if (isOfTheCluster(binding)) return [];
    const role = binding.root.at("roleRef", "name");
    const bound = boundRole(binding, all);
    const isAdmin = role.value === "cluster-admin" && binding.root.at("roleRef", "kind").value === "ClusterRole";
    if (!isAdmin && !(bound && rulesOf(bound).some(isEverything))) return [];
    const says = isAdmin ? "hands out `cluster-admin`" : `hands out \`${bound?.name ?? ""}\`, which grants everything`;
    return [{ place: role.place(), says, mend: "Bind a role with the rights that are needed." }];
  }),
);

const everyVerb = ["get", "list", "watch", "create", "update", "patch", "delete"];

function isEverything({ groups, resources, verbs }: RoleRule): boolean {
  return groups.has("*") && resources.has("*") && (verbs.has("*") || everyVerb.every((verb) => verbs.has(verb)));
}
