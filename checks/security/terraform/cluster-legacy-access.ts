/**
 * Clusters that take old ways of signing in.
 *
 * Why: passwords, client certificates and rights without roles cannot be withdrawn from one person.
 *
 * Bad (cluster/main.tf):
 * ```hcl
 * resource "google_container_cluster" "main" {
 *   name               = "main"
 *   enable_legacy_abac = true
 * }
 * ```
 *
 * Good (cluster/main.tf):
 * ```hcl
 * resource "google_container_cluster" "main" {
 *   name               = "main"
 *   enable_legacy_abac = false
 * }
 * ```
 *
 * Mend: use roles and short-lived tokens.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/cluster-legacy-access -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "gives rights without roles";

export default terraformCheck(
  settings([
    {
      on: "google_container_cluster",
      path: "enable_legacy_abac",
      avoid: true,
      says,
      mend: "Set `enable_legacy_abac = false`.",
    },
    {
      on: "google_container_cluster",
      path: "master_auth.client_certificate_config.issue_client_certificate",
      avoid: true,
      says: "hands out client certificates that nobody can withdraw",
      mend: "Set `issue_client_certificate = false`.",
    },
    {
      on: "google_container_cluster",
      path: "master_auth.password",
      bad: (value) => value !== "",
      says: "takes a password",
      mend: "Delete `username` and `password`.",
    },
    {
      on: "google_container_cluster",
      path: "pod_security_policy_config.enabled",
      avoid: false,
      says: "admits pods without a policy",
    },
    { on: "azurerm_kubernetes_cluster", path: "role_based_access_control_enabled", avoid: false, says },
    { on: "azurerm_kubernetes_cluster", path: "role_based_access_control.enabled", avoid: false, says },
  ]),
);
