/**
 * Services that stop with one data centre.
 *
 * Why: data centres fail as a whole, and what stands in one only is down until it comes back.
 *
 * It costs money, so this rule is off by default.
 *
 * Bad (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine   = "postgres"
 *   multi_az = false
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine   = "postgres"
 *   multi_az = true
 * }
 * ```
 *
 * Mend: spread it over zones.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/single-zone -- reason`
 */

import { matches, settings, where } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "stops with one data centre";

export default terraformCheck(
  settings([
    { on: ["aws_db_instance"], path: "multi_az", want: true, absent: "bad", says },
    {
      on: ["aws_lb", "aws_alb"],
      path: "enable_cross_zone_load_balancing",
      want: true,
      absent: "bad",
      when: where("load_balancer_type", "network", "gateway"),
      says: "does not spread requests over zones",
    },
    {
      on: ["azurerm_app_service_environment_v3", "azurerm_app_service_environment"],
      path: "zone_redundant",
      want: true,
      absent: "bad",
      says,
    },
    { on: ["azurerm_service_plan"], path: "zone_balancing_enabled", want: true, absent: "bad", says },
    { on: ["azurerm_eventhub_namespace"], path: "zone_redundant", want: true, absent: "bad", says },
    { on: ["azurerm_container_registry"], path: "zone_redundancy_enabled", want: true, absent: "bad", says },
    {
      on: ["azurerm_storage_account"],
      path: "account_replication_type",
      bad: matches(/^(?:LRS|ZRS|GZRS|RAGZRS)$/u),
      says: "keeps its copies in one region",
      mend: 'Set `account_replication_type = "GRS"`.',
    },
    { on: ["azurerm_redis_cache"], path: "zones", absent: "bad", says },
    {
      on: ["azurerm_kubernetes_cluster"],
      path: "sku_tier",
      want: ["Standard", "Premium", "Paid"],
      absent: "bad",
      says: "has no agreement about how long it may be down",
    },
  ]),
);
