/**
 * Google roles that reach further than the work does.
 *
 * Why: owner, editor and the right to act as any service account, given on a project, folder or organization, hold for everything that is ever put there.
 *
 * Off by default: small projects live with basic roles.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "google_project_iam_member" "deploy" {
 *   project = "shop"
 *   role    = "roles/editor"
 *   member  = "group:deploy@example.com"
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "google_project_iam_member" "deploy" {
 *   project = "shop"
 *   role    = "roles/run.developer"
 *   member  = "group:deploy@example.com"
 * }
 * ```
 *
 * Mend: give the smallest role, on the resource itself where it can be.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/broad-google-roles -- reason`
 */

import { matches, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const wide = ["project", "folder", "organization"].flatMap((place) => [
  `google_${place}_iam_member`,
  `google_${place}_iam_binding`,
]);

export default terraformCheck(
  settings([
    {
      on: wide,
      path: "role",
      bad: matches(/^roles\/(?:owner|editor|viewer)$/u),
      says: "gives a basic role, which holds for thousands of permissions",
      mend: "Give a role of the service that is meant.",
    },
  ]),
);
