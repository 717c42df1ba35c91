/**
 * Resources that hold data: what protects them, and which arguments destroy them when they change.
 *
 * Source of every row: the resource's page in the documentation of its provider and the schema in the provider's code (`ForceNew`,
 * in the docs "changing this forces a new resource"), as of hashicorp/aws 6, hashicorp/google 6, hashicorp/azurerm 4. An argument is
 * listed only where every release of the last years agrees: `identifier` of `aws_db_instance`, which newer ones rename in place, is not.
 */

export interface StatefulType {
  readonly holds: string;
  /** Arguments that refuse deletion when they are `true` (or `ACTIVE`, or named so by the service). */
  readonly protectedBy: readonly string[];
  /** The provider refuses deletion unless it is told otherwise. */
  readonly isProtected: boolean;
  /** A change of one of these makes a new, empty one. */
  readonly replacedBy: readonly string[];
  /** What an argument of `replacedBy` means where it is not set; others are then chosen by the service, and unknown. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

interface More {
  readonly by?: string;
  readonly isProtected?: true;
  readonly defaults?: Readonly<Record<string, boolean>>;
}

type Row = readonly [type: string, holds: string, replacedBy: string, more?: More];

const deletionProtection: More = { by: "deletion_protection" };
const byDefault: More = { by: "deletion_protection", isProtected: true };
/** Every resource of Azure is known by these. */
const azure = "name resource_group_name location";

const rows: readonly Row[] = [
  [
    "aws_db_instance",
    "database",
    "db_name engine username storage_encrypted character_set_name timezone snapshot_identifier",
    { by: "deletion_protection", defaults: { storage_encrypted: false } },
  ],
  [
    "aws_rds_cluster",
    "database",
    "cluster_identifier database_name engine engine_mode master_username storage_encrypted",
    deletionProtection,
  ],
  ["aws_docdb_cluster", "database", "cluster_identifier master_username storage_encrypted", deletionProtection],
  ["aws_neptune_cluster", "database", "cluster_identifier storage_encrypted", deletionProtection],
  ["aws_dynamodb_table", "table", "name hash_key range_key", { by: "deletion_protection_enabled" }],
  ["aws_redshift_cluster", "database", "cluster_identifier database_name master_username"],
  ["aws_elasticache_replication_group", "cache", "replication_group_id"],
  ["aws_memorydb_cluster", "database", "name"],
  ["aws_keyspaces_table", "table", "keyspace_name table_name"],
  ["aws_timestreamwrite_table", "table", "database_name table_name"],
  ["aws_opensearch_domain", "search index", "domain_name"],
  ["aws_elasticsearch_domain", "search index", "domain_name"],
  ["aws_s3_bucket", "bucket", "bucket bucket_prefix"],
  ["aws_efs_file_system", "file system", "creation_token availability_zone_name encrypted performance_mode"],
  ["aws_fsx_lustre_file_system", "file system", ""],
  ["aws_fsx_ontap_file_system", "file system", ""],
  ["aws_fsx_openzfs_file_system", "file system", ""],
  ["aws_fsx_windows_file_system", "file system", ""],
  ["aws_ebs_volume", "volume", "availability_zone encrypted snapshot_id"],
  ["aws_kinesis_stream", "stream", "name"],
  ["aws_msk_cluster", "stream", "cluster_name"],
  ["aws_sqs_queue", "queue", "name name_prefix fifo_queue", { defaults: { fifo_queue: false } }],
  ["aws_cognito_user_pool", "user directory", "", deletionProtection],
  ["aws_kms_key", "key", "customer_master_key_spec key_usage"],
  ["aws_backup_vault", "backup vault", "name"],
  ["aws_route53_zone", "zone", "name"],

  ["google_sql_database_instance", "database", "name region", byDefault],
  ["google_sql_database", "database", "name instance"],
  ["google_spanner_instance", "database", "name"],
  ["google_spanner_database", "database", "name instance", byDefault],
  ["google_bigtable_instance", "database", "name", byDefault],
  ["google_alloydb_cluster", "database", "cluster_id location", deletionProtection],
  ["google_firestore_database", "database", "name location_id", { by: "delete_protection_state" }],
  ["google_bigquery_dataset", "dataset", "dataset_id location"],
  ["google_bigquery_table", "table", "dataset_id table_id", byDefault],
  ["google_storage_bucket", "bucket", "name location"],
  ["google_filestore_instance", "file system", "name location", { by: "deletion_protection_enabled" }],
  ["google_compute_disk", "volume", "name zone"],
  ["google_compute_region_disk", "volume", "name region"],
  ["google_redis_instance", "cache", "name region"],
  ["google_kms_crypto_key", "key", "name key_ring purpose"],
  ["google_pubsub_subscription", "queue", "name topic"],

  ["azurerm_postgresql_flexible_server", "database", azure],
  ["azurerm_postgresql_server", "database", azure],
  ["azurerm_mysql_flexible_server", "database", azure],
  ["azurerm_mysql_server", "database", azure],
  ["azurerm_mariadb_server", "database", azure],
  ["azurerm_mssql_server", "database", azure],
  ["azurerm_mssql_database", "database", "name server_id"],
  ["azurerm_mssql_managed_instance", "database", azure],
  ["azurerm_cosmosdb_account", "database", azure],
  ["azurerm_cosmosdb_sql_database", "database", "name resource_group_name account_name"],
  ["azurerm_redis_cache", "cache", azure],
  ["azurerm_storage_account", "storage account", azure],
  ["azurerm_storage_container", "bucket", "name"],
  ["azurerm_storage_share", "file system", "name"],
  ["azurerm_managed_disk", "volume", azure],
  ["azurerm_netapp_volume", "volume", azure],
  ["azurerm_key_vault", "key vault", azure],
  ["azurerm_servicebus_queue", "queue", "name namespace_id"],
  ["azurerm_eventhub", "stream", "name"],
  ["azurerm_resource_group", "resource group", "name location"],
  ["azurerm_kusto_cluster", "database", azure],

  ["kubernetes_namespace", "namespace", ""],
  ["kubernetes_namespace_v1", "namespace", ""],
  ["kubernetes_persistent_volume_claim", "volume", ""],
  ["kubernetes_persistent_volume_claim_v1", "volume", ""],
  ["digitalocean_database_cluster", "database", "name engine"],
  ["digitalocean_spaces_bucket", "bucket", "name region"],
  ["digitalocean_volume", "volume", "name region"],
  ["hcloud_volume", "volume", "", { by: "delete_protection" }],
  ["openstack_blockstorage_volume_v3", "volume", "availability_zone"],
  ["openstack_db_instance_v1", "database", "name"],
];

export const statefulTypes: ReadonlyMap<string, StatefulType> = new Map(
  rows.map(([type, holds, replacedBy, { by = "", isProtected = false, defaults = {} } = {}]) => [
    type,
    {
      holds,
      protectedBy: wordsOf(by),
      isProtected,
      replacedBy: wordsOf(replacedBy),
      defaults: new Map(Object.entries(defaults)),
    },
  ]),
);

function wordsOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}
