/**
 * Policies that allow every action on every resource.
 *
 * Why: whoever gets hold of such a role owns the account, and nobody can say afterwards what it was meant for.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "aws_iam_policy" "deploy" {
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
 *   })
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "aws_iam_policy" "deploy" {
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Action = ["s3:PutObject"], Resource = "arn:aws:s3:::releases/*" }]
 *   })
 * }
 * ```
 *
 * Mend: list the actions and the resources that are needed.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/wildcard-iam -- reason`
 */

import { identityPolicies } from "./reading/policy-places.ts";
import type { Statement } from "./reading/policy.ts";
import { holds, matches, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const admin = /^arn:aws[\w-]*:iam::aws:policy\/(?:AdministratorAccess|IAMFullAccess)$/u;
const says = "attaches a policy of AWS that allows everything";
const mend = "Attach a policy that lists what is needed.";

export default terraformCheck(
  identityPolicies((statement) => {
    if (!isEverything(statement)) return undefined;
    return { says: "allows every action on every resource", mend: "List the actions and resources that are needed." };
  }),
  settings([
    {
      on: [
        "aws_iam_role_policy_attachment",
        "aws_iam_user_policy_attachment",
        "aws_iam_group_policy_attachment",
        "aws_iam_policy_attachment",
      ],
      path: "policy_arn",
      bad: matches(admin),
      says,
      mend,
    },
    { on: ["aws_ssoadmin_managed_policy_attachment"], path: "managed_policy_arn", bad: matches(admin), says, mend },
    {
      on: "aws_iam_role",
      path: "managed_policy_arns",
      bad: (value) => Array.isArray(value) && value.some((each) => typeof each === "string" && admin.test(each)),
      says,
      mend,
    },
    {
      on: "azurerm_role_definition",
      path: "permissions.actions",
      bad: holds("*"),
      says: "allows every action",
      mend: "List the actions that are needed.",
    },
  ]),
);

function isEverything({ effect, actions, resources, has }: Statement): boolean {
  if (effect !== "Allow" || has.condition) return false;
  return actions.some((action) => action === "*" || action === "*:*") && resources.includes("*");
}
