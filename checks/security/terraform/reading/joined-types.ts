/** Resources that checks look for in the other files of a module; no others travel to a worker. */

import type { Declaration } from "../../../../languages/hcl/module/summary.ts";

const joinedTypes = new Set([
  "data.aws_iam_policy_document",
  "data.aws_kms_alias",
  "data.aws_kms_key",
  "aws_s3_bucket",
  "aws_s3_bucket_acl",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_flow_log",
  "aws_cloudtrail",
  "aws_iam_account_password_policy",
  "aws_wafv2_web_acl_association",
  "aws_wafregional_web_acl_association",
  "aws_wafv2_web_acl_logging_configuration",
  "aws_kms_key_policy",
  "aws_secretsmanager_secret_rotation",
  "aws_iam_user_login_profile",
  "aws_lambda_function_event_invoke_config",
  "azurerm_mssql_server_extended_auditing_policy",
  "azurerm_mssql_server_security_alert_policy",
  "azurerm_storage_account_network_rules",
  "azurerm_storage_account_customer_managed_key",
  "azurerm_subnet_network_security_group_association",
  "azurerm_monitor_diagnostic_setting",
  "azurerm_postgresql_configuration",
  "azurerm_private_endpoint",
  "github_branch_protection",
  "github_branch_protection_v3",
]);

/** Providers join too: they set tags for everybody. */
export function isJoined({ kind, type }: Pick<Declaration, "kind" | "type">): boolean {
  if (kind === "provider") return true;
  return isJoinedType(`${kind === "data" ? "data." : ""}${type ?? ""}`);
}

export function isJoinedType(type: string): boolean {
  return joinedTypes.has(type);
}
