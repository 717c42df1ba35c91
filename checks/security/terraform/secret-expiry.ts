/**
 * Secrets and keys without an end.
 *
 * Why: a secret that ends is renewed by somebody who then looks at who uses it.
 *
 * Off by default: renewal has to be automatic first.
 *
 * Bad (security/main.tf):
 * ```hcl
 * resource "azurerm_key_vault_secret" "database" {
 *   name         = "database"
 *   key_vault_id = azurerm_key_vault.main.id
 * }
 * ```
 *
 * Good (security/main.tf):
 * ```hcl
 * resource "azurerm_key_vault_secret" "database" {
 *   name            = "database"
 *   key_vault_id    = azurerm_key_vault.main.id
 *   expiration_date = "2027-01-01T00:00:00Z"
 * }
 * ```
 *
 * Mend: set an end.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/secret-expiry -- reason`
 */

import { lackOf } from "./reading/companions.ts";
import { above, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "never ends";

export default terraformCheck(
  settings([
    {
      on: ["azurerm_key_vault_secret", "azurerm_key_vault_key", "azurerm_key_vault_certificate"],
      path: "expiration_date",
      absent: "bad",
      says,
    },
    {
      on: "aws_secretsmanager_secret_rotation",
      path: "rotation_rules.automatically_after_days",
      bad: above(90),
      says: "is renewed less often than every 90 days",
      mend: "Set `automatically_after_days = 90`.",
    },
  ]),
  lackOf({
    on: "aws_secretsmanager_secret",
    companion: "aws_secretsmanager_secret_rotation",
    by: "secret_id",
    says: "is never renewed",
    mend: "Add an `aws_secretsmanager_secret_rotation`.",
  }),
);
