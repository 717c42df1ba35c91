/**
 * Policies that allow every action of a service that holds data or rights.
 *
 * Why: `s3:*` and `iam:*` allow deleting, and opening to everybody, where reading was meant.
 *
 * Many teams grant them on purpose, so this rule is off by default.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "aws_iam_policy" "report" {
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
 *   })
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "aws_iam_policy" "report" {
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::reports/*" }]
 *   })
 * }
 * ```
 *
 * Mend: list the actions that are needed.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/wildcard-service-iam -- reason`
 */

import { identityPolicies } from "./reading/policy-places.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  identityPolicies(({ effect, actions, resources, has }) => {
    if (effect !== "Allow" || has.condition || !resources.includes("*")) return undefined;
    const wide = actions.find((action) => /^[a-z0-9-]+:\*$/iu.test(action));
    if (wide === undefined) return undefined;
    return {
      says: `allows \`${wide}\`, every action of the service, on every resource`,
      mend: "List the actions that are needed.",
    };
  }),
);
