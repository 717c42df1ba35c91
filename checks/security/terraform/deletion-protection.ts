/**
 * Databases and load balancers that one command deletes.
 *
 * Why: with the protection on, a wrong plan or a wrong account cannot delete it in one step.
 *
 * Test environments are meant to be deleted, so this rule is off by default.
 *
 * Bad (database/main.tf):
 * ```hcl
 * resource "aws_rds_cluster" "orders" {
 *   engine = "aurora-postgresql"
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * resource "aws_rds_cluster" "orders" {
 *   engine              = "aurora-postgresql"
 *   deletion_protection = true
 * }
 * ```
 *
 * Mend: switch the protection on.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/deletion-protection -- reason`
 */

import { settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "can be deleted by one command";

export default terraformCheck(
  settings([
    {
      on: ["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster", "aws_rds_global_cluster"],
      path: "deletion_protection",
      want: true,
      absent: "bad",
      says,
    },
    {
      on: ["aws_lb", "aws_alb"],
      path: "enable_deletion_protection",
      want: true,
      absent: "bad",
      when: unless("load_balancer_type", "gateway"),
      says,
    },
    { on: "aws_dynamodb_table", path: "deletion_protection_enabled", want: true, absent: "bad", says },
    { on: "aws_networkfirewall_firewall", path: "delete_protection", want: true, absent: "bad", says },
    { on: "aws_cognito_user_pool", path: "deletion_protection", want: "ACTIVE", absent: "bad", says },
    { on: ["google_spanner_database"], path: "enable_drop_protection", want: true, absent: "bad", says },
    {
      on: ["google_spanner_database", "google_bigtable_table", "google_sql_database_instance"],
      path: "deletion_protection",
      avoid: false,
      says,
      mend: "Delete `deletion_protection = false`.",
    },
    { on: "google_kms_crypto_key", path: "lifecycle.prevent_destroy", want: true, absent: "bad", says },
    {
      on: "digitalocean_spaces_bucket",
      path: "force_destroy",
      avoid: true,
      says: "is deleted with everything in it",
      mend: "Delete `force_destroy`.",
    },
  ]),
);
