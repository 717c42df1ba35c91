/**
 * Keys and secrets that are never renewed.
 *
 * Why: a key that lives for ever is used for ever, also by whoever copied it once.
 *
 * Bad (security/main.tf):
 * ```hcl
 * resource "aws_kms_key" "data" {
 *   description         = "Encrypts the orders"
 *   enable_key_rotation = false
 * }
 * ```
 *
 * Good (security/main.tf):
 * ```hcl
 * resource "aws_kms_key" "data" {
 *   description         = "Encrypts the orders"
 *   enable_key_rotation = true
 * }
 * ```
 *
 * Mend: switch rotation on.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/no-key-rotation -- reason`
 */

import { both, settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const ninetyDays = 90 * 86_400;
const seconds = (value: unknown): number => Number(/^(\d+)s$/u.exec(String(value))?.[1] ?? Number.NaN);

export default terraformCheck(
  settings([
    {
      on: "aws_kms_key",
      path: "enable_key_rotation",
      want: true,
      absent: "bad",
      when: both(
        unless("key_usage", "SIGN_VERIFY", "GENERATE_VERIFY_MAC"),
        unless(
          "customer_master_key_spec",
          "RSA_2048",
          "RSA_3072",
          "RSA_4096",
          "ECC_NIST_P256",
          "ECC_NIST_P384",
          "ECC_NIST_P521",
          "ECC_SECG_P256K1",
          "HMAC_256",
        ),
        unless("is_enabled", false),
      ),
      says: "is never rotated",
    },
    {
      on: "google_kms_crypto_key",
      path: "rotation_period",
      bad: (value) => seconds(value) > ninetyDays,
      absent: "bad",
      when: unless("purpose", "ASYMMETRIC_SIGN", "ASYMMETRIC_DECRYPT", "MAC"),
      says: "is not rotated within 90 days",
      mend: 'Set `rotation_period = "7776000s"`.',
    },
    { on: "alicloud_kms_key", path: "automatic_rotation", want: "Enabled", absent: "bad", says: "is never rotated" },
    { on: "oci_kms_key", path: "is_auto_rotation_enabled", want: true, says: "is never rotated" },
    {
      on: "azurerm_kubernetes_cluster",
      path: "key_vault_secrets_provider.secret_rotation_enabled",
      want: true,
      absent: "bad-inside",
      says: "does not renew its secrets from the vault",
    },
  ]),
);
