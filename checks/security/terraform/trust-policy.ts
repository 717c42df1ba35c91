/**
 * Roles that too many may take on.
 *
 * Why: a role that trusts a whole foreign account, or any repository of GitHub, is as safe as its weakest user.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "aws_iam_role" "deploy" {
 *   name = "deploy"
 *
 *   assume_role_policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }]
 *   })
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "aws_iam_role" "deploy" {
 *   name = "deploy"
 *
 *   assume_role_policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/pipeline" } }]
 *   })
 * }
 * ```
 *
 * Mend: name the role, or ask for an external id, a second factor or one repository.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/trust-policy -- reason`
 */

import { trustPolicies } from "./reading/policy-places.ts";
import { matches, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  trustPolicies(({ effect, principals, has }) => {
    if (effect !== "Allow" || has.condition || !principals.includes("*")) return undefined;
    return { says: "can be taken on by everybody", mend: "Name the roles or accounts." };
  }),
  settings([
    {
      on: "google_iam_workload_identity_pool_provider",
      path: "attribute_condition",
      absent: "bad",
      bad: matches(/^\s*(?:true)?\s*$/u),
      when: ({ section }) =>
        section.sections("oidc").list.length > 0 ||
        section.sections("aws").list.length + section.sections("saml").list.length === 0,
      says: "takes tokens of everybody at the other side",
      mend: "Set `attribute_condition` to your organization or repository.",
    },
  ]),
);
