/** Factor: the change touches what decides who may do what. */

import type { Factor } from "../factor.ts";
import { lookForTypes } from "../resource-types.ts";

/** Terraform types and Kubernetes kinds. */
const types: readonly string[] = [
  "aws_iam_*",
  "aws_organizations_policy*",
  "aws_ssoadmin_*",
  "aws_identitystore_*",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_kms_key_policy",
  "aws_kms_grant",
  "aws_lambda_permission",
  "aws_sqs_queue_policy",
  "aws_sns_topic_policy",
  "aws_ecr_repository_policy",
  "aws_secretsmanager_secret_policy",
  "google_*_iam_member",
  "google_*_iam_binding",
  "google_*_iam_policy",
  "google_*_iam_custom_role",
  "google_service_account*",
  "google_organization_policy",
  "google_org_policy_policy",
  "azurerm_role_*",
  "azurerm_key_vault_access_policy",
  "azurerm_policy_*",
  "azuread_*",
  "vault_policy",
  "vault_*_auth_backend_role",
  "kubernetes_role*",
  "kubernetes_cluster_role*",
  "github_team*",
  "github_repository_collaborator*",
  "github_branch_protection*",
  "okta_*",
  "Role",
  "ClusterRole",
  "RoleBinding",
  "ClusterRoleBinding",
];

export const access: Factor = {
  name: "access",
  looksFor:
    "IAM users, roles, policies and bindings of AWS, Google Cloud and Azure, Vault policies, teams, and the roles and bindings of Kubernetes.",
  why: "Rights that are given by mistake are found by those who look for them, and rights that are taken by mistake stop a service.",
  look: lookForTypes(types),
};
