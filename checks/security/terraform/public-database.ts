/**
 * Databases, caches and brokers that the internet can reach.
 *
 * Why: a database with a public address is scanned within minutes, and then one weak password or one bug is enough.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine              = "postgres"
 *   instance_class      = "db.t3.micro"
 *   publicly_accessible = true
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine              = "postgres"
 *   instance_class      = "db.t3.micro"
 *   publicly_accessible = false
 * }
 * ```
 *
 * Mend: keep it in private subnets and reach it from inside, through a VPN or a session manager.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/public-database -- reason`
 */

import { isEverybody } from "./reading/ingress.ts";
import { matches, settings, valueAt } from "./reading/settings.ts";
import { terraformCheck, type Inspector } from "./reading/terraform-check.ts";

const mend = "Set `publicly_accessible = false` and reach it from inside the network.";

/** Azure: a range from the first to the last address is everybody; 0.0.0.0 alone is every tenant's services. */
const azureFirewalls: Inspector = {
  on: [
    "azurerm_sql_firewall_rule",
    "azurerm_mssql_firewall_rule",
    "azurerm_postgresql_firewall_rule",
    "azurerm_postgresql_flexible_server_firewall_rule",
    "azurerm_mysql_firewall_rule",
    "azurerm_mysql_flexible_server_firewall_rule",
    "azurerm_mariadb_firewall_rule",
    "azurerm_redis_firewall_rule",
    "azurerm_synapse_firewall_rule",
  ],
  inspect({ section }) {
    const from = valueAt(section, "start_ip_address") ?? valueAt(section, "start_ip");
    const to = valueAt(section, "end_ip_address") ?? valueAt(section, "end_ip");
    if (typeof from !== "string" || typeof to !== "string") return [];
    const isWide = Number(to.split(".")[0]) - Number(from.split(".")[0]) >= 128;
    if (!isWide) return [];
    return [
      {
        place: section.read("start_ip_address").place,
        says: `lets the addresses from ${from} to ${to} in, half of the internet or more`,
        mend: "Name the addresses that need it, or use a private endpoint.",
      },
    ];
  },
};

export default terraformCheck(
  settings([
    {
      on: [
        "aws_db_instance",
        "aws_rds_cluster_instance",
        "aws_dms_replication_instance",
        "aws_neptune_cluster_instance",
        "aws_mq_broker",
        "aws_redshift_cluster",
        "aws_redshiftserverless_workgroup",
      ],
      path: "publicly_accessible",
      avoid: true,
      says: "has an address that the internet can reach",
      mend,
    },
    {
      on: "aws_msk_cluster",
      path: "broker_node_group_info.connectivity_info.public_access.type",
      avoid: "SERVICE_PROVIDED_EIPS",
      says: "gives its brokers public addresses",
      mend: 'Set `type = "DISABLED"` in `public_access`.',
    },
    {
      on: "google_sql_database_instance",
      path: "settings.ip_configuration.authorized_networks.value",
      bad: (value) => typeof value === "string" && isEverybody(value),
      says: "authorizes the whole internet to connect",
      mend: "Name the networks that need it, or use a private address.",
    },
    {
      on: "google_sql_database_instance",
      path: "settings.ip_configuration.ipv4_enabled",
      avoid: true,
      says: "has a public address",
      mend: "Set `ipv4_enabled = false` and a `private_network`.",
    },
    {
      on: ["alicloud_db_instance", "alicloud_mongodb_instance"],
      path: "security_ips",
      bad: (value) =>
        (Array.isArray(value) ? value : [value]).some(
          (ip) => ip === "0.0.0.0" || (typeof ip === "string" && isEverybody(ip)),
        ),
      says: "lets the whole internet in by `security_ips`",
      mend: "Name the addresses that need it.",
    },
    {
      on: ["alicloud_mongodb_instance"],
      path: "network_type",
      avoid: "Classic",
      says: "stands in the classic network, beside everybody's",
      mend: 'Set `network_type = "VPC"`.',
    },
    {
      on: ["aws_db_security_group", "nifcloud_db_security_group", "nifcloud_nas_security_group"],
      path: "ingress.cidr",
      bad: (value) => typeof value === "string" && isEverybody(value),
      says: "lets the whole internet in",
      mend: "Name the addresses that need it.",
    },
    {
      on: ["nifcloud_db_security_group", "nifcloud_nas_security_group"],
      path: "rule.cidr_ip",
      bad: (value) => typeof value === "string" && isEverybody(value),
      says: "lets the whole internet in",
      mend: "Name the addresses that need it.",
    },
    {
      on: ["aws_db_snapshot"],
      path: "shared_accounts",
      bad: (value) => Array.isArray(value) && value.includes("all"),
      says: "is shared with every AWS account",
      mend: "Name the accounts.",
    },
    {
      on: "yandex_mdb_postgresql_cluster",
      path: "host.assign_public_ip",
      avoid: true,
      says: "gives its hosts public addresses",
      mend: "Set `assign_public_ip = false`.",
    },
    {
      on: [
        "yandex_mdb_mysql_cluster",
        "yandex_mdb_mongodb_cluster",
        "yandex_mdb_clickhouse_cluster",
        "yandex_mdb_greenplum_cluster",
        "yandex_mdb_kafka_cluster",
        "yandex_mdb_elasticsearch_cluster",
        "yandex_mdb_sqlserver_cluster",
      ],
      path: "host.assign_public_ip",
      avoid: true,
      says: "gives its hosts public addresses",
      mend: "Set `assign_public_ip = false`.",
    },
    {
      on: ["yandex_mdb_kafka_cluster", "yandex_mdb_greenplum_cluster"],
      path: "config.assign_public_ip",
      avoid: true,
      says: "gives its hosts public addresses",
      mend: "Set `assign_public_ip = false`.",
    },
  ]),
  settings([
    {
      on: "aws_db_snapshot_attribute",
      path: "value",
      bad: matches(/^all$/u),
      says: "shares the snapshot with every AWS account",
      mend: "Name the accounts.",
    },
  ]),
  [azureFirewalls],
);
