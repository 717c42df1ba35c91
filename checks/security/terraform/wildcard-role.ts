/**
 * Roles of Kubernetes that allow everything.
 *
 * Why: a star stands for every resource and verb that exists, and for those that come with the next version.
 *
 * Bad (app/main.tf):
 * ```hcl
 * resource "kubernetes_cluster_role" "deploy" {
 *   rule {
 *     api_groups = [""]
 *     resources  = ["*"]
 *     verbs      = ["get"]
 *   }
 * }
 * ```
 *
 * Good (app/main.tf):
 * ```hcl
 * resource "kubernetes_cluster_role" "deploy" {
 *   rule {
 *     api_groups = [""]
 *     resources  = ["pods"]
 *     verbs      = ["get"]
 *   }
 * }
 * ```
 *
 * Mend: list what is needed.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/wildcard-role -- reason`
 */

import { holds, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const roles = ["kubernetes_role", "kubernetes_role_v1", "kubernetes_cluster_role", "kubernetes_cluster_role_v1"];

export default terraformCheck(
  settings(
    ["api_groups", "resources", "verbs"].map((name) => ({
      on: roles,
      path: `rule.${name}`,
      bad: holds("*"),
      says: `allows every one of its \`${name}\``,
      mend: "List what is needed.",
    })),
  ),
);
