/** Where a resource of Google, Azure and others names the key that encrypts it. */

import type { Setting } from "../reading/settings.ts";

const keys: readonly (readonly [types: string | readonly string[], path: string])[] = [
  [["google_compute_disk", "google_compute_region_disk"], "disk_encryption_key.kms_key_self_link"],
  ["google_compute_instance", "boot_disk.kms_key_self_link"],
  ["google_storage_bucket", "encryption.default_kms_key_name"],
  ["google_bigquery_dataset", "default_encryption_configuration.kms_key_name"],
  ["google_bigquery_table", "encryption_configuration.kms_key_name"],
  ["google_pubsub_topic", "kms_key_name"],
  ["google_artifact_registry_repository", "kms_key_name"],
  ["google_bigtable_instance", "cluster.kms_key_name"],
  ["google_dataflow_job", "kms_key_name"],
  ["google_dataproc_cluster", "cluster_config.encryption_config.kms_key_name"],
  ["google_spanner_database", "encryption_config.kms_key_name"],
  ["google_redis_instance", "customer_managed_key"],
  ["google_document_ai_processor", "kms_key_name"],
  ["google_document_ai_warehouse_location", "kms_key"],
  ["google_vertex_ai_dataset", "encryption_spec.kms_key_name"],
  ["google_vertex_ai_metadata_store", "encryption_spec.kms_key_name"],
  ["google_vertex_ai_tensorboard", "encryption_spec.kms_key_name"],
  ["google_vertex_ai_featurestore", "encryption_spec.kms_key_name"],
  ["google_notebooks_runtime", "virtual_machine.virtual_machine_config.encryption_config.kms_key"],
  ["google_workbench_instance", "gce_setup.boot_disk.kms_key"],
  ["google_workbench_instance", "gce_setup.data_disks.kms_key"],
  ["oci_core_volume", "kms_key_id"],
  ["oci_objectstorage_bucket", "kms_key_id"],
  ["azurerm_managed_disk", "disk_encryption_set_id"],
];

export const otherKeys: readonly Setting[] = [
  ...keys.map(([on, path]): Setting => ({
    on,
    path,
    absent: "bad",
    says: "is encrypted with a key of the provider, not with one of your own",
  })),
];
