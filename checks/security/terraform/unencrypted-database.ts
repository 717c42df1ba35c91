/**
 * Databases, caches and search domains that are not encrypted at rest.
 *
 * Why: whoever gets hold of a snapshot or a disk reads everything in it, and encryption cannot be switched on later without a copy.
 *
 * Bad (database/main.tf):
 * ```hcl
 * resource "aws_rds_cluster" "orders" {
 *   engine            = "aurora-postgresql"
 *   storage_encrypted = false
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * resource "aws_rds_cluster" "orders" {
 *   engine            = "aurora-postgresql"
 *   storage_encrypted = true
 * }
 * ```
 *
 * Mend: switch it on before there is data; else restore an encrypted copy of a snapshot.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/unencrypted-database -- reason`
 */

import { both, hasNo, settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "is not encrypted at rest";
/** What is made from another takes its encryption over. */
const isOriginal = both(
  hasNo("snapshot_identifier"),
  hasNo("replicate_source_db"),
  hasNo("source_db_cluster_snapshot_identifier"),
  hasNo("global_cluster_identifier"),
);

export default terraformCheck(
  settings([
    {
      on: ["aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster"],
      path: "storage_encrypted",
      want: true,
      absent: "bad",
      when: isOriginal,
      says,
    },
    {
      on: ["aws_rds_cluster"],
      path: "storage_encrypted",
      want: true,
      absent: "bad",
      when: both(isOriginal, unless("engine_mode", "serverless")),
      says,
    },
    {
      on: ["aws_docdb_global_cluster", "aws_rds_global_cluster"],
      path: "storage_encrypted",
      want: true,
      absent: "bad",
      when: hasNo("source_db_cluster_identifier"),
      says,
    },
    { on: "aws_db_cluster_snapshot", path: "storage_encrypted", avoid: false, says },
    { on: "aws_dax_cluster", path: "server_side_encryption.enabled", want: true, absent: "bad", says },
    {
      on: "aws_dynamodb_table",
      path: "server_side_encryption.enabled",
      avoid: false,
      says: "is encrypted with a key of AWS's own that nobody can audit",
      mend: "Set `enabled = true` in `server_side_encryption`.",
    },
    {
      on: "aws_elasticache_replication_group",
      path: "at_rest_encryption_enabled",
      want: true,
      absent: "bad",
      when: unless("engine", "valkey"),
      says,
    },
    {
      on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
      path: "encrypt_at_rest.enabled",
      want: true,
      absent: "bad",
      says,
    },
    {
      on: "aws_redshift_cluster",
      path: "encrypted",
      want: true,
      absent: "bad",
      when: hasNo("snapshot_identifier"),
      says,
    },
    { on: "aws_timestreamwrite_database", path: "kms_key_id", bad: (value) => value === "", says },
    { on: "azurerm_mssql_database", path: "transparent_data_encryption_enabled", avoid: false, says },
    {
      on: "azurerm_postgresql_server",
      path: "infrastructure_encryption_enabled",
      avoid: false,
      says: "is encrypted only once",
    },
    { on: "aws_neptune_cluster_snapshot", path: "storage_encrypted", avoid: false, says },
  ]),
);
