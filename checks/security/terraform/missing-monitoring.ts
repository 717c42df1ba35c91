/**
 * Services that nobody can watch.
 *
 * Why: without traces and metrics the first to notice a fault is the customer.
 *
 * It costs money, so this rule is off by default.
 *
 * Bad (compute/main.tf):
 * ```hcl
 * resource "aws_lambda_function" "resize" {
 *   function_name = "resize"
 *
 *   tracing_config {
 *     mode = "PassThrough"
 *   }
 * }
 * ```
 *
 * Good (compute/main.tf):
 * ```hcl
 * resource "aws_lambda_function" "resize" {
 *   function_name = "resize"
 *
 *   tracing_config {
 *     mode = "Active"
 *   }
 * }
 * ```
 *
 * Mend: switch tracing or metrics on.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/missing-monitoring -- reason`
 */

import { settings, where } from "./reading/settings.ts";
import { lists } from "./reading/lists.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: ["aws_api_gateway_stage", "aws_api_gateway_deployment"],
      path: "xray_tracing_enabled",
      want: true,
      absent: "bad",
      says: "does not trace its requests",
    },
    {
      on: "aws_lambda_function",
      path: "tracing_config.mode",
      want: "Active",
      absent: "bad",
      says: "does not trace its calls",
    },
    { on: "aws_instance", path: "monitoring", want: true, absent: "bad", says: "is measured every five minutes only" },
    {
      on: ["aws_db_instance", "aws_rds_cluster_instance"],
      path: "performance_insights_enabled",
      want: true,
      absent: "bad",
      says: "keeps no record of slow queries",
    },
    {
      on: "aws_cloudwatch_metric_alarm",
      path: "actions_enabled",
      avoid: false,
      says: "tells nobody",
      mend: "Delete `actions_enabled = false`.",
    },
    {
      on: ["google_container_cluster"],
      path: "monitoring_service",
      avoid: "none",
      says: "sends no metrics",
      mend: "Delete `monitoring_service`.",
    },
    {
      on: "google_data_fusion_instance",
      path: "enable_stackdriver_monitoring",
      want: true,
      absent: "bad",
      says: "sends no metrics",
    },
    {
      on: ["azurerm_linux_web_app", "azurerm_windows_web_app"],
      path: "site_config.health_check_path",
      absent: "bad",
      says: "has no health check",
    },
    { on: ["azurerm_app_service"], path: "site_config.health_check_path", absent: "bad", says: "has no health check" },
    {
      on: ["aws_lb_target_group", "aws_alb_target_group"],
      path: "health_check.path",
      absent: "bad",
      when: where("protocol", "HTTP", "HTTPS"),
      says: "has no health check of its own",
    },
  ]),
  lists([
    {
      on: "aws_ecs_cluster",
      block: "setting",
      key: "name",
      name: "containerInsights",
      value: "value",
      want: ["enabled", "enhanced"],
      says: "keeps no metrics of its containers",
      mend: 'Add a `setting` with `name = "containerInsights"` and `value = "enabled"`.',
    },
  ]),
);
