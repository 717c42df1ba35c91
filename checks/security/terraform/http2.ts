/**
 * Web programs that speak only the first version of HTTP.
 *
 * Why: the second version needs one connection instead of many.
 *
 * Bad (web/main.tf):
 * ```hcl
 * resource "azurerm_linux_web_app" "shop" {
 *   name = "shop"
 *
 *   site_config {
 *     http2_enabled = false
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
 *     http2_enabled = true
 *   }
 * }
 * ```
 *
 * Mend: switch it on.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/http2 -- reason`
 */

import { settings } from "./reading/settings.ts";
import { sites } from "./reading/azure-sites.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    { on: sites, path: "site_config.http2_enabled", want: true, absent: "bad", says: "does not speak HTTP/2" },
  ]),
);
