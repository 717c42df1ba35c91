/**
 * Workloads of Azure without an identity of their own.
 *
 * Why: without one they need keys, which have to be stored, renewed and can leak.
 *
 * Bad (web/main.tf):
 * ```hcl
 * resource "azurerm_linux_web_app" "shop" {
 *   name = "shop"
 * }
 * ```
 *
 * Good (web/main.tf):
 * ```hcl
 * resource "azurerm_linux_web_app" "shop" {
 *   name = "shop"
 *
 *   identity {
 *     type = "SystemAssigned"
 *   }
 * }
 * ```
 *
 * Mend: give it a managed identity.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/missing-identity -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: [
        "azurerm_app_service",
        "azurerm_function_app",
        "azurerm_linux_web_app",
        "azurerm_windows_web_app",
        "azurerm_linux_function_app",
        "azurerm_windows_function_app",
        "azurerm_kusto_cluster",
        "azurerm_search_service",
        "azurerm_web_pubsub",
        "azurerm_automation_account",
      ],
      path: "identity.type",
      absent: "bad",
      says: "has no identity of its own",
      mend: "Add an `identity` block.",
    },
  ]),
);
