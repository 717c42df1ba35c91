/**
 * Services of Azure that take keys and passwords beside Entra ID.
 *
 * Why: a key has no owner, does not expire and passes every rule about sign-in.
 *
 * Bad (messages/main.tf):
 * ```hcl
 * resource "azurerm_servicebus_namespace" "orders" {
 *   name = "orders"
 *   sku  = "Premium"
 * }
 * ```
 *
 * Good (messages/main.tf):
 * ```hcl
 * resource "azurerm_servicebus_namespace" "orders" {
 *   name               = "orders"
 *   sku                = "Premium"
 *   local_auth_enabled = false
 * }
 * ```
 *
 * Mend: switch local accounts off and give roles.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/local-authentication -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "takes keys beside identities";

export default terraformCheck(
  settings([
    {
      on: [
        "azurerm_servicebus_namespace",
        "azurerm_eventgrid_topic",
        "azurerm_eventgrid_domain",
        "azurerm_cognitive_account",
      ],
      path: "local_auth_enabled",
      want: false,
      absent: "bad",
      says,
    },
    { on: "azurerm_machine_learning_compute_cluster", path: "local_auth_enabled", want: false, absent: "bad", says },
    {
      on: "azurerm_kubernetes_cluster",
      path: "local_account_disabled",
      want: true,
      absent: "bad",
      says: "has a local administrator",
    },
    {
      on: "azurerm_container_registry",
      path: "admin_enabled",
      avoid: true,
      says: "has a local administrator",
      mend: "Set `admin_enabled = false`.",
    },
    { on: "azurerm_storage_account", path: "shared_access_key_enabled", want: false, absent: "bad", says },
    {
      on: ["azurerm_virtual_machine"],
      path: "os_profile_linux_config.disable_password_authentication",
      want: true,
      says: "can be signed in to by password",
    },
    {
      on: ["azurerm_linux_virtual_machine", "azurerm_linux_virtual_machine_scale_set"],
      path: "disable_password_authentication",
      want: true,
      says: "can be signed in to by password",
    },
  ]),
);
