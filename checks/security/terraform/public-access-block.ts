/**
 * Buckets without a block against public access.
 *
 * Why: the block keeps a later policy or object ACL from opening the bucket by mistake.
 *
 * Buckets made since April 2023 are blocked unless somebody lifts it, so this is a matter of policy, and off by default.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_s3_bucket_public_access_block" "logs" {
 *   bucket            = aws_s3_bucket.logs.id
 *   block_public_acls = false
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_s3_bucket_public_access_block" "logs" {
 *   bucket                  = aws_s3_bucket.logs.id
 *   block_public_acls       = true
 *   block_public_policy     = true
 *   ignore_public_acls      = true
 *   restrict_public_buckets = true
 * }
 * ```
 *
 * Mend: set all four switches to `true` in an `aws_s3_bucket_public_access_block` that names the bucket.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/public-access-block -- reason`
 */

import { lackOf } from "./reading/companions.ts";
import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const switches = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

export default terraformCheck(
  settings(
    switches.map((path) => ({
      on: ["aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block"],
      path,
      want: true,
      absent: "bad",
      says: `leaves \`${path}\` off, so that objects of the bucket can be made public`,
    })),
  ),
  settings([
    {
      on: "google_storage_bucket",
      path: "public_access_prevention",
      want: "enforced",
      absent: "bad",
      says: "does not enforce the prevention of public access",
    },
  ]),
  lackOf({
    on: "aws_s3_bucket",
    companion: "aws_s3_bucket_public_access_block",
    by: "bucket",
    says: "has no `aws_s3_bucket_public_access_block` in this module",
    mend: "Add one with all four switches set to `true`.",
  }),
);
