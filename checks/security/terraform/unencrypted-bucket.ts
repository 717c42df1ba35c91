/**
 * Buckets without a rule that encrypts their objects.
 *
 * Why: S3 encrypts new objects with keys of its own since January 2023; who must show how data is protected writes it down.
 *
 * Off by default, because the default of the service is safe.
 *
 * Bad (storage/main.tf):
 * ```hcl
 * resource "aws_s3_bucket" "logs" {
 *   bucket = "logs-of-the-edge"
 * }
 * ```
 *
 * Good (storage/main.tf):
 * ```hcl
 * resource "aws_s3_bucket" "logs" {
 *   bucket = "logs-of-the-edge"
 * }
 *
 * resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
 *   bucket = aws_s3_bucket.logs.id
 *
 *   rule {
 *     apply_server_side_encryption_by_default {
 *       sse_algorithm = "aws:kms"
 *     }
 *   }
 * }
 * ```
 *
 * Mend: add an `aws_s3_bucket_server_side_encryption_configuration` that names the bucket.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/unencrypted-bucket -- reason`
 */

import { lackOf } from "./reading/companions.ts";
import { hasNo } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  lackOf({
    on: "aws_s3_bucket",
    companion: "aws_s3_bucket_server_side_encryption_configuration",
    by: "bucket",
    when: hasNo("server_side_encryption_configuration"),
    says: "says nothing about how its objects are encrypted",
    mend: "Add an `aws_s3_bucket_server_side_encryption_configuration`.",
  }),
);
