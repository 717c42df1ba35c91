/**
 * Roles that grant everything of something.
 *
 * Why: a wildcard grants what nobody has thought of, and what the next version of the cluster brings.
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
 *     verbs: ["*"]
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
 *     verbs: [get, list]
 * ```
 *
 * Mend: write out what is needed.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/wildcard-role -- reason`
 */

import { kubernetesCheck, onObjects } from "./reading/kubernetes-check.ts";
import { isOfTheCluster, roleKinds } from "./reading/role-rules.ts";

export default kubernetesCheck(
  onObjects(roleKinds, (role) =>
    isOfTheCluster(role)
      ? []
      : role.root
          .at("rules")
          .items()
          .flatMap((rule) =>
            ["apiGroups", "resources", "verbs"].flatMap((key) => {
              const wildcard = rule
                .at(key)
                .items()
                .find(({ value }) => value === "*");
              return wildcard
                ? [
                    {
                      place: wildcard.place(),
                      says: `grants every one of \`${key}\``,
                      mend: "Write out what is needed.",
                    },
                  ]
                : [];
            }),
          ),
  ),
);
