/**
 * Bindings that give rights to the default service account.
 *
 * Why: every pod of the namespace that names no account gets these rights, also those that are added tomorrow.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: RoleBinding
 * metadata:
 *   name: reader
 * subjects:
 *   - kind: ServiceAccount
 *     name: default
 * roleRef:
 *   apiGroup: rbac.authorization.k8s.io
 *   kind: Role
 *   name: reader
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: RoleBinding
 * metadata:
 *   name: reader
 * subjects:
 *   - kind: ServiceAccount
 *     name: inventory
 * roleRef:
 *   apiGroup: rbac.authorization.k8s.io
 *   kind: Role
 *   name: reader
 * ```
 *
 * Mend: bind a service account that one workload has for itself.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/default-account-binding -- reason`
 */

import { kubernetesCheck, onObjects } from "./reading/kubernetes-check.ts";
import { bindingKinds } from "./reading/role-rules.ts";

export default kubernetesCheck(
  onObjects(bindingKinds, ({ root }) =>
    root
      .at("subjects")
      .items()
      .filter((subject) => subject.at("kind").value === "ServiceAccount" && subject.at("name").value === "default")
      .map((subject) => ({
        place: subject.at("name").place(),
        says: "gives rights to the account `default`, and so to every pod that names none",
        mend: "Bind an account that one workload has for itself.",
      })),
  ),
);
