/**
 * Web services without a web application firewall.
 *
 * Why: known attacks reach the program itself.
 *
 * Whether a firewall stands in front elsewhere cannot be seen here, so this rule is off by default.
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
 *   enabled    = true
 *   web_acl_id = aws_wafv2_web_acl.site.arn
 * }
 * ```
 *
 * Mend: attach an access list of the firewall.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/missing-firewall -- reason`
 */

import { lackOf } from "./reading/companions.ts";
import { hasNo, settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "has no web application firewall in front";
const mend = "Associate a web access list with it.";
const associations = ["aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association"];

export default terraformCheck(
  settings([
    {
      on: "aws_cloudfront_distribution",
      path: "web_acl_id",
      absent: "bad",
      bad: (value) => value === "",
      says,
      mend: "Set `web_acl_id`.",
    },
    {
      on: "azurerm_frontdoor",
      path: "frontend_endpoint.web_application_firewall_policy_link_id",
      absent: "bad-inside",
      says,
    },
    {
      on: "azurerm_application_gateway",
      path: "waf_configuration.enabled",
      want: true,
      absent: "bad",
      when: hasNo("firewall_policy_id"),
      says,
    },
  ]),
  lackOf({
    on: ["aws_lb", "aws_alb"],
    companion: associations,
    by: "resource_arn",
    when: unless("internal", true),
    says,
    mend,
  }),
  lackOf({
    on: ["aws_api_gateway_stage", "aws_appsync_graphql_api"],
    companion: associations,
    by: "resource_arn",
    says,
    mend,
  }),
);
