/**
 * Repositories without the guards that a team relies on.
 *
 * Why: one push past review, or one unnoticed flaw in a library, reaches every deployment.
 *
 * It is a matter of policy, so this rule is off by default.
 *
 * Bad (code/main.tf):
 * ```hcl
 * resource "github_repository" "edge" {
 *   name       = "edge"
 *   visibility = "public"
 * }
 * ```
 *
 * Good (code/main.tf):
 * ```hcl
 * resource "github_repository" "edge" {
 *   name                 = "edge"
 *   visibility           = "private"
 *   vulnerability_alerts = true
 * }
 * ```
 *
 * Mend: switch the guard on.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/repository-protection -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: "github_repository",
      path: "visibility",
      avoid: "public",
      says: "is open to everybody",
      mend: 'Set `visibility = "private"`.',
    },
    { on: "github_repository", path: "private", avoid: false, says: "is open to everybody" },
    {
      on: "github_repository",
      path: "vulnerability_alerts",
      avoid: false,
      says: "tells nobody of flaws in its libraries",
    },
    {
      on: ["github_branch_protection", "github_branch_protection_v3"],
      path: "require_signed_commits",
      want: true,
      absent: "bad",
      says: "takes commits that nobody signed",
    },
    {
      on: "gitlab_branch_protection",
      path: "allow_force_push",
      avoid: true,
      says: "lets history be rewritten",
      mend: "Set `allow_force_push = false`.",
    },
    {
      on: "gitlab_project",
      path: "push_rules.prevent_secrets",
      want: true,
      absent: "bad",
      says: "takes commits with secrets",
    },
    {
      on: "gitlab_project",
      path: "push_rules.reject_unsigned_commits",
      want: true,
      absent: "bad",
      says: "takes commits that nobody signed",
    },
  ]),
);
