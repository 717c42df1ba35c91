/**
 * Databases whose users have passwords only.
 *
 * Why: with roles of the account there is no password to leak, and whoever leaves loses access at once.
 *
 * Bad (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine = "postgres"
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine                              = "postgres"
 *   iam_database_authentication_enabled = true
 * }
 * ```
 *
 * Mend: let users sign in by their role.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/missing-iam-authentication -- reason`
 */

import { settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "lets users in by password only";

export default terraformCheck(
  settings([
    {
      on: ["aws_rds_cluster", "aws_neptune_cluster"],
      path: "iam_database_authentication_enabled",
      want: true,
      absent: "bad",
      says,
    },
    {
      on: ["aws_db_instance"],
      path: "iam_database_authentication_enabled",
      want: true,
      absent: "bad",
      when: unless(
        "engine",
        "sqlserver-ee",
        "sqlserver-ex",
        "sqlserver-se",
        "sqlserver-web",
        "oracle-ee",
        "oracle-se2",
        "custom-oracle-ee",
        "custom-sqlserver-ee",
        "db2-ae",
        "db2-se",
      ),
      says,
    },
    {
      on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
      path: "advanced_security_options.enabled",
      want: true,
      absent: "bad",
      says: "cannot tell its users apart",
    },
  ]),
);
