/**
 * Clusters in which every pod may talk to every other.
 *
 * Why: without network policies, what breaks into one pod reaches all of them.
 *
 * Some clusters bring it by other means, so this rule is off by default.
 *
 * Bad (cluster/main.tf):
 * ```hcl
 * resource "google_container_cluster" "main" {
 *   name = "main"
 *
 *   network_policy {
 *     enabled = false
 *   }
 * }
 * ```
 *
 * Good (cluster/main.tf):
 * ```hcl
 * resource "google_container_cluster" "main" {
 *   name = "main"
 *
 *   network_policy {
 *     enabled = true
 *   }
 * }
 * ```
 *
 * Mend: switch network policies on.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/cluster-network-policy -- reason`
 */

import { both, settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "lets every pod talk to every other";

export default terraformCheck(
  settings([
    {
      on: "google_container_cluster",
      path: "network_policy.enabled",
      want: true,
      absent: "bad",
      when: both(unless("datapath_provider", "ADVANCED_DATAPATH"), unless("enable_autopilot", true)),
      says,
    },
    { on: "azurerm_kubernetes_cluster", path: "network_profile.network_policy", absent: "bad", says },
    { on: "yandex_kubernetes_cluster", path: "network_policy_provider", absent: "bad", says },
  ]),
);
