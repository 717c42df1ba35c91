/**
 * Services that keep no log of who used them.
 *
 * Why: after an incident the first question is what happened, and only a log that was on before can answer it.
 *
 * Logs cost money and are often set up for a whole account, so this rule is off by default.
 *
 * Bad (edge/main.tf):
 * ```hcl
 * resource "aws_cloudfront_distribution" "site" {
 *   enabled = true
 * }
 * ```
 *
 * Good (edge/main.tf):
 * ```hcl
 * resource "aws_cloudfront_distribution" "site" {
 *   enabled = true
 *
 *   logging_config {
 *     bucket = "logs.s3.amazonaws.com"
 *   }
 * }
 * ```
 *
 * Mend: switch the log on and send it where it is kept.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/missing-logging -- reason`
 */

import { amazonLogs } from "./missing-logging/amazon.ts";
import { otherLogs } from "./missing-logging/others.ts";
import { lackOf } from "./reading/companions.ts";
import { both, hasNo, settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const isOrdinary = both(hasNo("logging"), unless("acl", "log-delivery-write"));

export default terraformCheck(
  settings(amazonLogs),
  settings(otherLogs),
  lackOf({
    on: "aws_s3_bucket",
    companion: "aws_s3_bucket_logging",
    by: "bucket",
    when: isOrdinary,
    says: "keeps no log of who read and wrote its objects",
    mend: "Add an `aws_s3_bucket_logging`.",
  }),
  lackOf({
    on: "aws_vpc",
    companion: "aws_flow_log",
    by: "vpc_id",
    says: "keeps no log of its traffic",
    mend: "Add an `aws_flow_log`.",
  }),
);
