/**
 * Services that stay on the version they were started with.
 *
 * Why: flaws that everybody knows are mended in small versions, and those arrive only where somebody lets them.
 *
 * Some teams choose the moment themselves, so this rule is off by default.
 *
 * Bad (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine                     = "postgres"
 *   auto_minor_version_upgrade = false
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine                     = "postgres"
 *   auto_minor_version_upgrade = true
 * }
 * ```
 *
 * Mend: let small versions in, inside a window for maintenance.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/automatic-upgrades -- reason`
 */

import { hasNo, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "stays on the version it was started with";

export default terraformCheck(
  settings([
    {
      on: [
        "aws_db_instance",
        "aws_rds_cluster_instance",
        "aws_elasticache_replication_group",
        "aws_elasticache_cluster",
        "aws_dms_replication_instance",
        "aws_mq_broker",
      ],
      path: "auto_minor_version_upgrade",
      avoid: false,
      says,
      mend: "Set `auto_minor_version_upgrade = true`.",
    },
    {
      on: ["aws_mq_broker", "aws_dms_replication_instance"],
      path: "auto_minor_version_upgrade",
      absent: "bad",
      says,
      mend: "Set `auto_minor_version_upgrade = true`.",
    },
    { on: ["google_container_node_pool"], path: "management.auto_upgrade", want: true, absent: "bad-inside", says },
    {
      on: ["google_container_node_pool"],
      path: "management.auto_repair",
      want: true,
      absent: "bad-inside",
      says: "leaves broken nodes broken",
    },
    {
      on: ["azurerm_kubernetes_cluster"],
      path: "automatic_channel_upgrade",
      absent: "bad",
      avoid: "none",
      when: hasNo("automatic_upgrade_channel"),
      says,
    },
    { on: ["digitalocean_kubernetes_cluster"], path: "auto_upgrade", want: true, absent: "bad", says },
    {
      on: ["digitalocean_kubernetes_cluster"],
      path: "surge_upgrade",
      want: true,
      absent: "bad",
      says: "replaces all of a kind of nodes at once",
    },
    {
      on: ["azurerm_windows_virtual_machine", "azurerm_windows_virtual_machine_scale_set"],
      path: "enable_automatic_updates",
      avoid: false,
      says,
    },
    {
      on: ["azurerm_windows_virtual_machine", "azurerm_windows_virtual_machine_scale_set"],
      path: "automatic_updates_enabled",
      avoid: false,
      says,
    },
    {
      on: "yandex_kubernetes_cluster",
      path: "master.maintenance_policy.auto_upgrade",
      want: true,
      absent: "bad",
      says,
    },
    { on: "yandex_kubernetes_node_group", path: "maintenance_policy.auto_upgrade", want: true, absent: "bad", says },
    { on: "aws_redshift_cluster", path: "allow_version_upgrade", avoid: false, says },
  ]),
);
