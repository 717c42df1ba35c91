/**
 * Key vaults that can be emptied for good.
 *
 * Why: a deleted vault takes every secret and every disk key with it, unless the vault refuses to be purged.
 *
 * Bad (security/main.tf):
 * ```hcl
 * resource "azurerm_key_vault" "main" {
 *   name                     = "main"
 *   purge_protection_enabled = false
 * }
 * ```
 *
 * Good (security/main.tf):
 * ```hcl
 * resource "azurerm_key_vault" "main" {
 *   name                     = "main"
 *   purge_protection_enabled = true
 * }
 * ```
 *
 * Mend: switch the protection on.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/vault-protection -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: "azurerm_key_vault",
      path: "purge_protection_enabled",
      want: true,
      absent: "bad",
      says: "can be purged with everything in it",
    },
    { on: "azurerm_key_vault", path: "soft_delete_enabled", avoid: false, says: "forgets what is deleted at once" },
    { on: "alicloud_kms_key", path: "is_enabled", avoid: false, says: "is switched off" },
    { on: "alicloud_kms_key", path: "status", want: "Enabled", says: "is switched off" },
    { on: "aws_kms_key", path: "is_enabled", avoid: false, says: "is switched off" },
  ]),
);
