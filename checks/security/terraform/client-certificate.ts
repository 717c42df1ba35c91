/**
 * Web programs that do not ask their callers for a certificate.
 *
 * Why: between programs, a certificate says who calls, before any code of the program runs.
 *
 * People's browsers have none, so this rule is off by default.
 *
 * Bad (web/main.tf):
 * ```hcl
 * resource "azurerm_app_service" "ledger" {
 *   name = "ledger"
 * }
 * ```
 *
 * Good (web/main.tf):
 * ```hcl
 * resource "azurerm_app_service" "ledger" {
 *   name                = "ledger"
 *   client_cert_enabled = true
 * }
 * ```
 *
 * Mend: ask for it where only programs call.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/client-certificate -- reason`
 */

import { type Setting, settings, valueAt } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "asks its callers for no certificate";
/** Only this kind of service can ask for certificates. */
const isConsumption: NonNullable<Setting["when"]> = ({ section }) => {
  const sku = valueAt(section, "sku_name");
  return typeof sku === "string" && sku.startsWith("Consumption");
};

export default terraformCheck(
  settings([
    { on: ["azurerm_app_service"], path: "client_cert_enabled", want: true, absent: "bad", says },
    {
      on: ["azurerm_linux_web_app", "azurerm_windows_web_app"],
      path: "client_certificate_enabled",
      want: true,
      absent: "bad",
      says,
    },
    {
      on: ["azurerm_api_management"],
      path: "client_certificate_enabled",
      want: true,
      absent: "bad",
      when: isConsumption,
      says,
    },
    {
      on: ["aws_api_gateway_stage"],
      path: "client_certificate_id",
      absent: "bad",
      says: "shows its backend no certificate",
    },
  ]),
);
