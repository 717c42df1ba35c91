/**
 * Database flags that keep no trace or open a door.
 *
 * Why: without a log of connections and slow statements nobody can say afterwards who did what.
 *
 * They cost space, so this rule is off by default.
 *
 * Bad (database/main.tf):
 * ```hcl
 * resource "google_sql_database_instance" "orders" {
 *   database_version = "POSTGRES_16"
 *
 *   settings {
 *     database_flags {
 *       name  = "log_connections"
 *       value = "off"
 *     }
 *   }
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * resource "google_sql_database_instance" "orders" {
 *   database_version = "POSTGRES_16"
 *
 *   settings {
 *     database_flags {
 *       name  = "log_connections"
 *       value = "on"
 *     }
 *   }
 * }
 * ```
 *
 * Mend: set the flag as the message says.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/database-flags -- reason`
 */

import { lists } from "./reading/lists.ts";
import { settings, where } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

/** Flag, the values that are bad, and the one to set. */
const googleFlags: readonly (readonly [name: string, avoid: readonly string[], good: string])[] = [
  ["log_connections", ["off"], "on"],
  ["log_disconnections", ["off"], "on"],
  ["log_checkpoints", ["off"], "on"],
  ["log_lock_waits", ["off"], "on"],
  ["log_hostname", ["off"], "on"],
  ["log_duration", ["off"], "on"],
  ["log_temp_files", ["-1"], "0"],
  ["cloudsql.enable_pgaudit", ["off"], "on"],
  ["log_min_messages", ["panic", "fatal", "log"], "error"],
  ["log_min_error_statement", ["panic", "fatal", "log"], "error"],
  ["log_parser_stats", ["on"], "off"],
  ["log_planner_stats", ["on"], "off"],
  ["log_executor_stats", ["on"], "off"],
  ["log_statement_stats", ["on"], "off"],
  ["log_statement", ["none"], "ddl"],
  ["local_infile", ["on"], "off"],
  ["cross db ownership chaining", ["on"], "off"],
  ["contained database authentication", ["on"], "off"],
];

export default terraformCheck(
  lists(
    googleFlags.map(([name, avoid, good]) => ({
      on: "google_sql_database_instance",
      block: "settings.database_flags",
      key: "name",
      name,
      value: "value",
      avoid,
      mayBeAbsent: true,
      says: `sets \`${name}\` to what keeps no trace or opens a door`,
      mend: `Set \`${name}\` to \`${good}\`.`,
    })),
  ),
  settings([
    {
      on: ["azurerm_postgresql_configuration", "azurerm_postgresql_flexible_server_configuration"],
      path: "value",
      avoid: "off",
      when: where(
        "name",
        "log_connections",
        "log_checkpoints",
        "log_disconnections",
        "connection_throttling",
        "log_duration",
        "log_retention",
      ),
      says: "switches a log or a guard off",
      mend: 'Set `value = "on"`.',
    },
  ]),
);
