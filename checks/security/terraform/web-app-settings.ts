/**
 * Web programs with doors that nobody needs in production.
 *
 * Why: remote debugging, plain FTP and invalid headers are ways in that no visitor uses.
 *
 * Bad (web/main.tf):
 * ```hcl
 * resource "azurerm_linux_web_app" "shop" {
 *   name = "shop"
 *
 *   site_config {
 *     remote_debugging_enabled = true
 *   }
 * }
 * ```
 *
 * Good (web/main.tf):
 * ```hcl
 * resource "azurerm_linux_web_app" "shop" {
 *   name = "shop"
 *
 *   site_config {
 *     remote_debugging_enabled = false
 *   }
 * }
 * ```
 *
 * Mend: close the door.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/web-app-settings -- reason`
 */

import { settings } from "./reading/settings.ts";
import { sites } from "./reading/azure-sites.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: sites,
      path: "site_config.remote_debugging_enabled",
      avoid: true,
      says: "can be debugged from outside",
      mend: "Set `remote_debugging_enabled = false`.",
    },
    {
      on: sites,
      path: "site_config.remote_debugging",
      avoid: true,
      says: "can be debugged from outside",
      mend: "Set `remote_debugging = false`.",
    },
    {
      on: sites,
      path: "site_config.ftps_state",
      avoid: "AllAllowed",
      says: "takes uploads over plain FTP",
      mend: 'Set `ftps_state = "Disabled"`.',
    },
  ]),
);
