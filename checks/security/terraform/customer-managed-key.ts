/**
 * Data that is encrypted with a key of the provider instead of one's own.
 *
 * Why: with a key of one's own, access to the data can be audited, limited and withdrawn apart from access to the resource.
 *
 * Keys cost money and can be lost, and the provider's protect the disk as well, so this rule is off by default.
 *
 * Bad (storage/main.tf):
 * ```hcl
 * resource "aws_secretsmanager_secret" "database" {
 *   name = "database"
 * }
 * ```
 *
 * Good (storage/main.tf):
 * ```hcl
 * resource "aws_secretsmanager_secret" "database" {
 *   name       = "database"
 *   kms_key_id = aws_kms_key.secrets.arn
 * }
 * ```
 *
 * Mend: name a key of your own.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/customer-managed-key -- reason`
 */

import { amazonKeys, namedKeys } from "./customer-managed-key/amazon.ts";
import { lookedUp } from "./customer-managed-key/looked-up.ts";
import { otherKeys } from "./customer-managed-key/others.ts";
import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(settings(amazonKeys), lookedUp(namedKeys), settings(otherKeys));
