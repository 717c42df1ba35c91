/**
 * Security services of Azure that are off, or tell nobody.
 *
 * Why: an alarm that nobody hears is none.
 *
 * They cost money, so this rule is off by default.
 *
 * Bad (security/main.tf):
 * ```hcl
 * resource "azurerm_security_center_contact" "team" {
 *   email               = "security@example.com"
 *   alert_notifications = false
 * }
 * ```
 *
 * Good (security/main.tf):
 * ```hcl
 * resource "azurerm_security_center_contact" "team" {
 *   email               = "security@example.com"
 *   phone               = "+49-30-0000000"
 *   alert_notifications = true
 *   alerts_to_admins    = true
 * }
 * ```
 *
 * Mend: switch it on and name who is told.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/security-alerts -- reason`
 */

import { isEmpty, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: "azurerm_security_center_subscription_pricing",
      path: "tier",
      avoid: "Free",
      says: "leaves the protection of this kind of resource off",
      mend: 'Set `tier = "Standard"`.',
    },
    {
      on: "azurerm_security_center_contact",
      path: "alert_notifications",
      avoid: false,
      says: "tells nobody of alarms",
    },
    {
      on: "azurerm_security_center_contact",
      path: "alerts_to_admins",
      avoid: false,
      says: "does not tell the owners of alarms",
    },
    {
      on: "azurerm_security_center_contact",
      path: "email",
      absent: "bad",
      bad: isEmpty,
      says: "names nobody to write to",
    },
    { on: "azurerm_security_center_contact", path: "phone", absent: "bad", bad: isEmpty, says: "names nobody to call" },
    {
      on: ["azurerm_mssql_server_security_alert_policy"],
      path: "email_account_admins",
      want: true,
      absent: "bad",
      says: "does not tell the owners of alarms",
    },
    {
      on: ["azurerm_mssql_server_security_alert_policy"],
      path: "email_addresses",
      absent: "bad",
      bad: isEmpty,
      says: "names nobody to write to",
    },
    {
      on: ["azurerm_mssql_server_security_alert_policy"],
      path: "disabled_alerts",
      bad: (value) => Array.isArray(value) && value.length > 0,
      says: "leaves alarms out",
      mend: "Delete `disabled_alerts`.",
    },
    { on: "aws_guardduty_detector", path: "enable", avoid: false, says: "is switched off" },
    {
      on: ["azurerm_firewall_policy"],
      path: "intrusion_detection.mode",
      want: "Deny",
      absent: "bad",
      says: "does not stop known attacks",
    },
  ]),
);
