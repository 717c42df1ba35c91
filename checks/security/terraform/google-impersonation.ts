/**
 * Everybody with the role may act as any service account.
 *
 * Why: given on a project or above, these roles let their holder take the rights of every service account in it.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "google_project_iam_member" "deploy" {
 *   project = "shop"
 *   role    = "roles/iam.serviceAccountTokenCreator"
 *   member  = "group:deploy@example.com"
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "google_service_account_iam_member" "deploy" {
 *   service_account_id = google_service_account.deploy.name
 *   role               = "roles/iam.serviceAccountTokenCreator"
 *   member             = "group:deploy@example.com"
 * }
 * ```
 *
 * Mend: give the role on the one service account.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/google-impersonation -- reason`
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
      bad: matches(/^roles\/iam\.serviceAccount(?:User|TokenCreator)$/u),
      says: "lets its members act as every service account below",
      mend: "Give the role on the one service account.",
    },
  ]),
);
