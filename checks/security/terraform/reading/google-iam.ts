/** Google resources that have members of their own: each has a `…_iam_member` and a `…_iam_binding` beside it. */

const owners = [
  "artifact_registry_repository",
  "bigquery_dataset",
  "bigquery_table",
  "billing_account",
  "cloud_run_service",
  "cloud_run_v2_service",
  "cloudfunctions_function",
  "cloudfunctions2_function",
  "dataproc_cluster",
  "dataproc_job",
  "folder",
  "kms_crypto_key",
  "kms_key_ring",
  "organization",
  "project",
  "pubsub_subscription",
  "pubsub_topic",
  "secret_manager_secret",
  "service_account",
  "sourcerepo_repository",
  "spanner_database",
  "spanner_instance",
  "storage_bucket",
];

export function googleTypes(kind: "iam_member" | "iam_binding"): readonly string[] {
  return owners.map((owner) => `google_${owner}_${kind}`);
}
