/**
 * Services of Azure that are open to all networks.
 *
 * Why: a private endpoint keeps what only one's own machines use away from everybody else.
 *
 * Many services start open and are guarded by sign-in, so this rule is off by default.
 *
 * Bad (data/main.tf):
 * ```hcl
 * resource "azurerm_data_factory" "orders" {
 *   name                   = "orders"
 *   public_network_enabled = true
 * }
 * ```
 *
 * Good (data/main.tf):
 * ```hcl
 * resource "azurerm_data_factory" "orders" {
 *   name                   = "orders"
 *   public_network_enabled = false
 * }
 * ```
 *
 * Mend: close it and add a private endpoint or the networks that need it.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/public-network-access -- reason`
 */

import { holds, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "is open to all networks";
const open = [
  "azurerm_api_management",
  "azurerm_cognitive_account",
  "azurerm_container_registry",
  "azurerm_machine_learning_workspace",
  "azurerm_linux_function_app",
  "azurerm_windows_function_app",
  "azurerm_linux_web_app",
  "azurerm_windows_web_app",
  "azurerm_function_app",
  "azurerm_linux_function_app_slot",
  "azurerm_windows_function_app_slot",
  "azurerm_linux_web_app_slot",
  "azurerm_windows_web_app_slot",
  "azurerm_spring_cloud_api_portal",
  "azurerm_mysql_server",
  "azurerm_postgresql_server",
  "azurerm_mariadb_server",
  "azurerm_mssql_server",
  "azurerm_search_service",
  "azurerm_eventgrid_domain",
  "azurerm_eventgrid_topic",
  "azurerm_servicebus_namespace",
  "azurerm_iothub",
  "azurerm_redis_cache",
  "azurerm_managed_disk",
  "azurerm_batch_account",
  "azurerm_synapse_workspace",
  "azurerm_cosmosdb_account",
  "azurerm_app_configuration",
  "azurerm_key_vault",
];
const closedUnlessSaid = new Set([
  "azurerm_key_vault",
  "azurerm_machine_learning_workspace",
  "azurerm_spring_cloud_api_portal",
]);

export default terraformCheck(
  settings([
    {
      on: open,
      path: "public_network_access_enabled",
      avoid: true,
      says,
      mend: "Set `public_network_access_enabled = false`.",
    },
    {
      on: open.filter((type) => !closedUnlessSaid.has(type)),
      path: "public_network_access_enabled",
      absent: "bad",
      says,
      mend: "Set `public_network_access_enabled = false`.",
    },
    { on: "azurerm_data_factory", path: "public_network_enabled", want: false, absent: "bad", says },
    {
      on: "azurerm_storage_account",
      path: "network_rules.default_action",
      avoid: "Allow",
      says,
      mend: 'Set `default_action = "Deny"`.',
    },
    {
      on: "azurerm_storage_account_network_rules",
      path: "default_action",
      avoid: "Allow",
      says,
      mend: 'Set `default_action = "Deny"`.',
    },
    { on: "azurerm_key_vault", path: "network_acls.default_action", want: "Deny", absent: "bad", says },
    {
      on: "azurerm_synapse_workspace",
      path: "managed_virtual_network_enabled",
      want: true,
      absent: "bad",
      says: "stands outside any network of yours",
    },
    {
      on: "azurerm_storage_sync",
      path: "incoming_traffic_policy",
      want: "AllowVirtualNetworksOnly",
      absent: "bad",
      says,
    },
    {
      on: "azurerm_container_group",
      path: "ip_address_type",
      want: ["Private", "None"],
      absent: "bad",
      says: "has a public address",
    },
    {
      on: "google_cloudfunctions_function",
      path: "ingress_settings",
      want: ["ALLOW_INTERNAL_ONLY", "ALLOW_INTERNAL_AND_GCLB"],
      absent: "bad",
      says: "can be called from everywhere",
    },
    {
      on: "google_cloudfunctions2_function",
      path: "service_config.ingress_settings",
      want: ["ALLOW_INTERNAL_ONLY", "ALLOW_INTERNAL_AND_GCLB"],
      absent: "bad",
      says: "can be called from everywhere",
    },
    {
      on: ["google_notebooks_instance"],
      path: "no_public_ip",
      want: true,
      absent: "bad",
      says: "has a public address",
    },
    {
      on: "google_cloudbuild_worker_pool",
      path: "worker_config.no_external_ip",
      want: true,
      absent: "bad",
      says: "gives its workers public addresses",
    },
    {
      on: ["aws_sagemaker_notebook_instance"],
      path: "direct_internet_access",
      want: "Disabled",
      absent: "bad",
      says: "reaches the internet directly",
    },
    {
      on: ["aws_transfer_server"],
      path: "endpoint_type",
      want: ["VPC", "VPC_ENDPOINT"],
      absent: "bad",
      says: "can be reached from everywhere",
    },
    {
      on: ["aws_api_gateway_rest_api"],
      path: "endpoint_configuration.types",
      bad: holds("EDGE", "REGIONAL"),
      says: "can be called from everywhere",
      mend: 'Set `types = ["PRIVATE"]`.',
    },
    {
      on: ["aws_eks_cluster"],
      path: "vpc_config.endpoint_public_access",
      want: false,
      absent: "bad",
      says: "offers its interface outside its network",
    },
    {
      on: ["google_container_cluster"],
      path: "private_cluster_config.enable_private_nodes",
      want: true,
      absent: "bad",
      says: "gives its nodes public addresses",
    },
    {
      on: ["azurerm_kubernetes_cluster"],
      path: "private_cluster_enabled",
      want: true,
      absent: "bad",
      says: "offers its interface outside its network",
    },
    { on: ["aws_lb", "aws_alb"], path: "internal", want: true, absent: "bad", says: "faces the internet" },
    {
      on: "ncloud_nks_cluster",
      path: "public_network",
      avoid: true,
      says: "offers its interface outside its network",
      mend: "Set `public_network = false`.",
    },
    {
      on: "aws_emr_block_public_access_configuration",
      path: "block_public_security_group_rules",
      want: true,
      absent: "bad",
      says: "lets clusters be opened to everybody",
    },
    {
      on: "yandex_kubernetes_cluster",
      path: "master.public_ip",
      avoid: true,
      says: "offers its interface outside its network",
      mend: "Set `public_ip = false`.",
    },
    {
      on: "ibm_container_cluster",
      path: "public_service_endpoint",
      avoid: true,
      says: "offers its interface outside its network",
      mend: "Set `public_service_endpoint = false`.",
    },
  ]),
);
