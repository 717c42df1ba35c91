/**
 * Rights and passwords that hang on single users.
 *
 * Why: people come and go; rights on groups and roles go with the task, those on users stay.
 *
 * It is a matter of policy, so this rule is off by default.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "aws_iam_user_policy_attachment" "anna" {
 *   user       = "anna"
 *   policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "aws_iam_group_policy_attachment" "readers" {
 *   group      = "readers"
 *   policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
 * }
 * ```
 *
 * Mend: give the right to a group or a role.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/user-rights -- reason`
 */

import { isEmpty, matches, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "gives rights to a single user";
const mend = "Give them to a group or a role.";

export default terraformCheck(
  [
    {
      on: ["aws_iam_user_policy", "aws_iam_user_policy_attachment"],
      inspect: ({ header }) => [{ place: header, says, mend }],
    },
  ],
  [
    {
      on: ["aws_iam_user_login_profile"],
      inspect: ({ header }) => [
        {
          place: header,
          says: "gives a single user a password of its own for the console",
          mend: "Let people sign in through the identity provider that knows when they leave.",
        },
      ],
    },
  ],
  settings([
    { on: "aws_iam_policy_attachment", path: "users", bad: (value) => !isEmpty(value), says, mend },
    {
      on: [
        "google_project_iam_member",
        "google_folder_iam_member",
        "google_organization_iam_member",
        "google_storage_bucket_iam_member",
      ],
      path: "member",
      bad: matches(/^user:/u),
      says,
      mend,
    },
    {
      on: [
        "google_project_iam_binding",
        "google_folder_iam_binding",
        "google_organization_iam_binding",
        "google_storage_bucket_iam_binding",
      ],
      path: "members",
      bad: (value) =>
        Array.isArray(value) && value.some((each) => typeof each === "string" && each.startsWith("user:")),
      says,
      mend,
    },
  ]),
);
