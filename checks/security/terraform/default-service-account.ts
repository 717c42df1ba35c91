/**
 * Work that runs as the default service account.
 *
 * Why: it is an editor of the whole project unless somebody took that away, and every other workload shares it.
 *
 * Bad (compute/main.tf):
 * ```hcl
 * resource "google_project_iam_member" "runner" {
 *   project = "shop"
 *   role    = "roles/editor"
 *   member  = "serviceAccount:123456789-compute@developer.gserviceaccount.com"
 * }
 * ```
 *
 * Good (compute/main.tf):
 * ```hcl
 * resource "google_project_iam_member" "runner" {
 *   project = "shop"
 *   role    = "roles/logging.logWriter"
 *   member  = "serviceAccount:runner@shop.iam.gserviceaccount.com"
 * }
 * ```
 *
 * Mend: make a service account for the workload and give it what it needs.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/default-service-account -- reason`
 */

import { googleTypes } from "./reading/google-iam.ts";
import { has, matches, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const account = /(?:compute@developer|@appspot)\.gserviceaccount\.com$/u;
const says = "gives rights to a default service account, which many workloads share";
const mend = "Make a service account for the workload.";

export default terraformCheck(
  settings([
    { on: googleTypes("iam_member"), path: "member", bad: matches(account), says, mend },
    {
      on: googleTypes("iam_binding"),
      path: "members",
      bad: (value) => Array.isArray(value) && value.some((each) => typeof each === "string" && account.test(each)),
      says,
      mend,
    },
    {
      on: ["google_compute_instance", "google_compute_instance_template"],
      path: "service_account.email",
      bad: matches(account),
      says: "runs as the default service account",
      mend,
    },
    {
      on: ["google_compute_instance", "google_compute_instance_template"],
      path: "service_account.email",
      absent: "bad",
      when: (resource) => !resource.address.includes("gke-"),
      says: "runs as the default service account",
      mend,
    },
    {
      on: ["google_container_cluster", "google_container_node_pool"],
      path: "node_config.service_account",
      absent: "bad-inside",
      when: has("node_config"),
      says: "runs its nodes as the default service account",
      mend,
    },
  ]),
);
