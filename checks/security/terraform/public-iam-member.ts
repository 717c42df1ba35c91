/**
 * Google resources that everybody may use.
 *
 * Why: `allUsers` is everybody on the internet, and `allAuthenticatedUsers` everybody with any Google account, not only yours.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "google_storage_bucket_iam_member" "reader" {
 *   bucket = "reports"
 *   role   = "roles/storage.objectViewer"
 *   member = "allUsers"
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "google_storage_bucket_iam_member" "reader" {
 *   bucket = "reports"
 *   role   = "roles/storage.objectViewer"
 *   member = "group:readers@example.com"
 * }
 * ```
 *
 * Mend: name groups and service accounts.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/public-iam-member -- reason`
 */

import { googleTypes } from "./reading/google-iam.ts";
import { holds, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const everybody = holds("allUsers", "allAuthenticatedUsers");
const says = "lets everybody on the internet in";
const mend = "Name groups and service accounts.";

export default terraformCheck(
  settings([
    { on: googleTypes("iam_member"), path: "member", bad: everybody, says, mend },
    { on: googleTypes("iam_binding"), path: "members", bad: everybody, says, mend },
    { on: "data.google_iam_policy", path: "binding.members", bad: everybody, says, mend },
    { on: "google_bigquery_dataset", path: "access.special_group", avoid: "allAuthenticatedUsers", says, mend },
    { on: "google_bigquery_dataset", path: "access.iam_member", bad: everybody, says, mend },
    { on: "google_bigquery_dataset_access", path: "special_group", avoid: "allAuthenticatedUsers", says, mend },
    { on: "google_bigquery_dataset_access", path: "iam_member", bad: everybody, says, mend },
  ]),
);
