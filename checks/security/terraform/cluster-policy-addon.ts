/**
 * Clusters of Azure without the policy add-on.
 *
 * Why: it is what refuses a pod that breaks the organisation's rules.
 *
 * Other tools do the same, so this rule is off by default.
 *
 * Bad (cluster/main.tf):
 * ```hcl
 * resource "azurerm_kubernetes_cluster" "main" {
 *   name = "main"
 * }
 * ```
 *
 * Good (cluster/main.tf):
 * ```hcl
 * resource "azurerm_kubernetes_cluster" "main" {
 *   name                 = "main"
 *   azure_policy_enabled = true
 * }
 * ```
 *
 * Mend: switch the add-on on.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/cluster-policy-addon -- reason`
 */

import { settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: "azurerm_kubernetes_cluster",
      path: "azure_policy_enabled",
      want: true,
      absent: "bad",
      when: unless("addon_profile.azure_policy.enabled", true),
      says: "has nothing that refuses pods which break a policy",
    },
  ]),
);
