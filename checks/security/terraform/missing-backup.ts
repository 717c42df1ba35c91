/**
 * Data without backups, or with backups that end too soon.
 *
 * Why: a wrong command or a wrong roll-out is found days later, when the only copy that would help is the one nobody kept.
 *
 * How long a copy is kept is a matter of policy, so this rule is off by default.
 *
 * Bad (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine                  = "postgres"
 *   backup_retention_period = 0
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine                  = "postgres"
 *   backup_retention_period = 14
 * }
 * ```
 *
 * Mend: keep copies for as long as it takes to find a mistake.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/missing-backup -- reason`
 */

import { below, both, hasNo, settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "keeps no backup";

export default terraformCheck(
  settings([
    {
      on: ["aws_db_instance"],
      path: "backup_retention_period",
      bad: below(1),
      absent: "bad",
      when: both(hasNo("replicate_source_db"), hasNo("snapshot_identifier")),
      says,
      mend: "Set `backup_retention_period = 14`.",
    },
    {
      on: ["aws_rds_cluster"],
      path: "backup_retention_period",
      bad: below(2),
      absent: "bad",
      when: hasNo("replication_source_identifier"),
      says: "keeps backups for one day only",
      mend: "Set `backup_retention_period = 14`.",
    },
    {
      on: ["aws_docdb_cluster", "aws_neptune_cluster"],
      path: "backup_retention_period",
      bad: below(7),
      absent: "bad",
      says: "keeps backups for less than a week",
      mend: "Set `backup_retention_period = 14`.",
    },
    {
      on: ["aws_elasticache_cluster"],
      path: "snapshot_retention_limit",
      bad: below(1),
      absent: "bad",
      when: unless("engine", "memcached"),
      says,
      mend: "Set `snapshot_retention_limit = 7`.",
    },
    {
      on: ["aws_elasticache_replication_group"],
      path: "snapshot_retention_limit",
      bad: below(1),
      absent: "bad",
      says,
      mend: "Set `snapshot_retention_limit = 7`.",
    },
    {
      on: "aws_dynamodb_table",
      path: "point_in_time_recovery.enabled",
      want: true,
      absent: "bad",
      says: "cannot be set back to an earlier state",
    },
    {
      on: "aws_redshift_cluster",
      path: "automated_snapshot_retention_period",
      bad: below(1),
      says,
      mend: "Set `automated_snapshot_retention_period = 7`.",
    },
    {
      on: "google_sql_database_instance",
      path: "settings.backup_configuration.enabled",
      want: true,
      absent: "bad",
      when: hasNo("master_instance_name"),
      says,
    },
    {
      on: ["azurerm_mysql_server", "azurerm_postgresql_server", "azurerm_mariadb_server"],
      path: "geo_redundant_backup_enabled",
      want: true,
      absent: "bad",
      says: "keeps its backups in one region only",
    },
    {
      on: ["azurerm_mysql_flexible_server", "azurerm_postgresql_flexible_server"],
      path: "geo_redundant_backup_enabled",
      want: true,
      absent: "bad",
      says: "keeps its backups in one region only",
    },
    {
      on: "azurerm_storage_account",
      path: "blob_properties.delete_retention_policy.days",
      bad: below(7),
      says: "keeps deleted blobs for less than a week",
      mend: "Set `days = 7` or more.",
    },
    { on: "oci_core_volume", path: "backup_policy_id", absent: "bad", says },
    {
      on: ["nifcloud_db_instance"],
      path: "backup_retention_period",
      bad: below(2),
      absent: "bad",
      says,
      mend: "Set `backup_retention_period = 7`.",
    },
    {
      on: "alicloud_db_instance",
      path: "sql_collector_config_value",
      bad: below(180),
      absent: "bad",
      says: "keeps its audit for less than half a year",
      mend: "Set `sql_collector_config_value = 180`.",
    },
  ]),
);
