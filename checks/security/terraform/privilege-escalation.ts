/**
 * Policies that let their holder take any right.
 *
 * Why: with `iam:AttachUserPolicy` on `*`, or `iam:PassRole` beside a way to run code, a small role becomes an administrator in one call.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "aws_iam_user_policy" "helper" {
 *   user = "helper"
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Action = ["iam:AttachUserPolicy"], Resource = "*" }]
 *   })
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "aws_iam_user_policy" "helper" {
 *   user = "helper"
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Action = ["iam:GetUser"], Resource = "*" }]
 *   })
 * }
 * ```
 *
 * Mend: name the users, roles or functions that may be changed, or set a permissions boundary.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/privilege-escalation -- reason`
 */

import { escalationOf } from "./privilege-escalation/ways.ts";
import { identityPolicies } from "./reading/policy-places.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  identityPolicies((statement) => {
    const { effect, resources, has } = statement;
    if (effect !== "Allow" || has.condition || !resources.includes("*")) return undefined;
    const way = escalationOf(statement);
    if (!way) return undefined;
    return {
      says: `allows ${way.map((action) => `\`${action}\``).join(" with ")} on every resource, which is a way to any right`,
      mend: "Name the resources that it is meant for.",
    };
  }),
);
