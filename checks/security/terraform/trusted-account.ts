/**
 * Roles that every user of an account may take on.
 *
 * Why: trusting a whole account leaves it to that account who it is in the end; an external id or a second factor narrows it.
 *
 * Inside one organization it is usual, so this rule is off by default.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "aws_iam_role" "audit" {
 *   assume_role_policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }]
 *   })
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "aws_iam_role" "audit" {
 *   assume_role_policy = jsonencode({
 *     Statement = [{
 *       Effect    = "Allow"
 *       Action    = "sts:AssumeRole"
 *       Principal = { AWS = "arn:aws:iam::111122223333:root" }
 *       Condition = { StringEquals = { "sts:ExternalId" = "edge" } }
 *     }]
 *   })
 * }
 * ```
 *
 * Mend: name the role, or ask for an external id.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/trusted-account -- reason`
 */

import { trustPolicies } from "./reading/policy-places.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  trustPolicies(({ effect, principals, has }) => {
    const account = principals.find((word) => /^\d{12}$|^arn:aws[\w-]*:iam:{1,2}(?:\d{12}:)?root$/u.test(word));
    if (effect !== "Allow" || has.condition || account === undefined) return undefined;
    return {
      says: `can be taken on by every user of \`${account}\` who may assume roles`,
      mend: "Name the role, or ask for an external id.",
    };
  }),
);
