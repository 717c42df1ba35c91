/**
 * Rules for passwords that let short or old ones through.
 *
 * Why: short passwords are guessed, and passwords that were used before are in a list already.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "aws_iam_account_password_policy" "all" {
 *   minimum_password_length = 8
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "aws_iam_account_password_policy" "all" {
 *   minimum_password_length      = 14
 *   require_lowercase_characters = true
 *   require_uppercase_characters = true
 *   require_numbers              = true
 *   require_symbols              = true
 *   password_reuse_prevention    = 24
 *   max_password_age             = 90
 * }
 * ```
 *
 * Mend: ask for 14 characters or more of every kind, and for new ones.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/password-policy -- reason`
 */

import { above, below, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const amazon = "aws_iam_account_password_policy";
const alibaba = "alicloud_ram_account_password_policy";

export default terraformCheck(
  settings([
    ...["require_lowercase_characters", "require_uppercase_characters", "require_numbers", "require_symbols"].map(
      (path) => ({
        on: amazon,
        path,
        want: true,
        absent: "bad" as const,
        says: `does not ask for what \`${path}\` stands for`,
      }),
    ),
    {
      on: amazon,
      path: "minimum_password_length",
      bad: below(14),
      absent: "bad",
      says: "allows passwords of less than 14 characters",
      mend: "Set `minimum_password_length = 14`.",
    },
    {
      on: amazon,
      path: "password_reuse_prevention",
      bad: below(5),
      absent: "bad",
      says: "allows passwords that were used before",
      mend: "Set `password_reuse_prevention = 24`.",
    },
    {
      on: amazon,
      path: "max_password_age",
      bad: (value) => above(90)(value) || below(1)(value),
      absent: "bad",
      says: "never asks for a new password",
      mend: "Set `max_password_age = 90`.",
    },
    {
      on: amazon,
      path: "allow_users_to_change_password",
      avoid: false,
      says: "lets nobody change the own password",
      mend: "Set `allow_users_to_change_password = true`.",
    },
    {
      on: "aws_iam_user_login_profile",
      path: "password_length",
      bad: below(14),
      says: "gets a password of less than 14 characters",
      mend: "Set `password_length = 20`.",
    },
    {
      on: "aws_iam_user_login_profile",
      path: "password_reset_required",
      want: true,
      says: "keeps its first password",
    },
    ...["require_lowercase_characters", "require_uppercase_characters", "require_numbers", "require_symbols"].map(
      (path) => ({ on: alibaba, path, avoid: false, says: `does not ask for what \`${path}\` stands for` }),
    ),
    {
      on: alibaba,
      path: "minimum_password_length",
      bad: below(14),
      absent: "bad",
      says: "allows passwords of less than 14 characters",
    },
    {
      on: alibaba,
      path: "max_password_age",
      bad: (value) => above(90)(value) || below(1)(value),
      absent: "bad",
      says: "never asks for a new password",
      mend: "Set `max_password_age = 90`.",
    },
    {
      on: "oci_identity_authentication_policy",
      path: "password_policy.minimum_password_length",
      bad: below(14),
      absent: "bad-inside",
      says: "allows passwords of less than 14 characters",
    },
    ...[
      "is_lowercase_characters_required",
      "is_uppercase_characters_required",
      "is_numeric_characters_required",
      "is_special_characters_required",
    ].map((path) => ({
      on: "oci_identity_authentication_policy",
      path: `password_policy.${path}`,
      want: true,
      absent: "bad-inside" as const,
      says: `does not ask for what \`${path}\` stands for`,
    })),
  ]),
);
