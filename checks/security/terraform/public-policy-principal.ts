/**
 * Resource policies that let everybody in.
 *
 * Why: `Principal: "*"` without a condition means every AWS account and everybody without one.
 *
 * Bad (storage/main.tf):
 * ```hcl
 * resource "aws_s3_bucket_policy" "reports" {
 *   bucket = "reports"
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::reports/*" }]
 *   })
 * }
 * ```
 *
 * Good (storage/main.tf):
 * ```hcl
 * resource "aws_s3_bucket_policy" "reports" {
 *   bucket = "reports"
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::reports/*" }]
 *   })
 * }
 * ```
 *
 * Mend: name the accounts or roles, or add a condition that narrows it to them.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/public-policy-principal -- reason`
 */

import { resourcePolicies } from "./reading/policy-places.ts";
import { settings, where, both, hasNo } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  resourcePolicies(({ effect, principals, has }) => {
    if (effect !== "Allow" || has.condition || !principals.includes("*")) return undefined;
    return {
      says: "lets everybody in: its principal is `*` and no condition narrows it",
      mend: "Name the accounts or roles, or add a condition.",
    };
  }),
  settings([
    {
      on: "aws_lambda_permission",
      path: "principal",
      avoid: "*",
      when: both(hasNo("principal_org_id"), hasNo("source_account"), hasNo("source_arn")),
      says: "lets everybody call the function",
      mend: "Name the service or account.",
    },
    {
      on: "aws_lambda_function_url",
      path: "authorization_type",
      avoid: "NONE",
      says: "can be called by everybody without signing in",
      mend: 'Set `authorization_type = "AWS_IAM"`.',
    },
    {
      on: "aws_ami_launch_permission",
      path: "group",
      avoid: "all",
      says: "shares the image with every AWS account",
      mend: "Name the accounts.",
    },
    {
      on: "aws_ssm_document",
      path: "permissions.account_ids",
      avoid: "All",
      when: where("permissions.type", "Share"),
      says: "is shared with every AWS account",
      mend: "Name the accounts.",
    },
  ]),
);
