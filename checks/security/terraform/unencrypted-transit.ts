/**
 * Traffic that may travel unencrypted.
 *
 * Why: whoever sits on the way can read and change it, passwords and session keys included.
 *
 * Bad (edge/main.tf):
 * ```hcl
 * resource "aws_cloudfront_distribution" "site" {
 *   default_cache_behavior {
 *     viewer_protocol_policy = "allow-all"
 *   }
 * }
 * ```
 *
 * Good (edge/main.tf):
 * ```hcl
 * resource "aws_cloudfront_distribution" "site" {
 *   default_cache_behavior {
 *     viewer_protocol_policy = "redirect-to-https"
 *   }
 * }
 * ```
 *
 * Mend: serve it by TLS, and send plain requests to the encrypted address.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/unencrypted-transit -- reason`
 */

import { sites as azureSites } from "./reading/azure-sites.ts";
import { both, has, hasNo, holds, matches, settings, unless, where } from "./reading/settings.ts";
import { listener } from "./unencrypted-transit/listener.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "accepts connections that are not encrypted";

export default terraformCheck(
  [listener],
  settings([
    {
      on: "aws_cloudfront_distribution",
      path: "default_cache_behavior.viewer_protocol_policy",
      avoid: "allow-all",
      says: "serves plain HTTP",
      mend: 'Set `viewer_protocol_policy = "redirect-to-https"`.',
    },
    {
      on: "aws_cloudfront_distribution",
      path: "ordered_cache_behavior.viewer_protocol_policy",
      avoid: "allow-all",
      says: "serves plain HTTP",
      mend: 'Set `viewer_protocol_policy = "redirect-to-https"`.',
    },
    {
      on: "aws_cloudfront_distribution",
      path: "origin.custom_origin_config.origin_protocol_policy",
      avoid: ["http-only", "match-viewer"],
      says: "talks to its origin over plain HTTP",
      mend: 'Set `origin_protocol_policy = "https-only"`.',
    },
    {
      on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
      path: "domain_endpoint_options.enforce_https",
      want: true,
      absent: "bad",
      says,
    },
    {
      on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
      path: "node_to_node_encryption.enabled",
      want: true,
      absent: "bad",
      says: "does not encrypt the traffic between its nodes",
    },
    {
      on: "aws_elasticache_replication_group",
      path: "transit_encryption_enabled",
      want: true,
      absent: "bad",
      when: unless("engine", "valkey"),
      says,
    },
    { on: "aws_memorydb_cluster", path: "tls_enabled", avoid: false, says, mend: "Delete `tls_enabled = false`." },
    { on: "aws_dax_cluster", path: "cluster_endpoint_encryption_type", want: "TLS", absent: "bad", says },
    { on: "aws_msk_cluster", path: "encryption_info.encryption_in_transit.client_broker", want: "TLS", says },
    {
      on: "aws_msk_cluster",
      path: "encryption_info.encryption_in_transit.in_cluster",
      avoid: false,
      says: "does not encrypt the traffic between its brokers",
    },
    {
      on: "aws_dms_endpoint",
      path: "ssl_mode",
      avoid: "none",
      absent: "bad",
      when: where(
        "engine_name",
        "mysql",
        "mariadb",
        "aurora",
        "aurora-postgresql",
        "postgres",
        "oracle",
        "sqlserver",
        "db2",
        "sybase",
      ),
      says,
      mend: 'Set `ssl_mode = "require"` or a verifying mode.',
    },
    {
      on: "aws_ecs_task_definition",
      path: "volume.efs_volume_configuration.transit_encryption",
      want: "ENABLED",
      absent: "bad-inside",
      says: "sends the data of a volume unencrypted",
    },
    {
      on: "aws_emr_security_configuration",
      path: "configuration",
      bad: matches(/"EnableInTransitEncryption"\s*:\s*false/u),
      says: "switches encryption in transit off",
      mend: "Set `EnableInTransitEncryption` to `true`.",
    },
    {
      on: "aws_transfer_server",
      path: "protocols",
      bad: holds("FTP"),
      says: "offers FTP, which sends passwords in plain text",
      mend: 'Leave `"FTP"` out of `protocols`.',
    },
    { on: "aws_cloudsearch_domain", path: "endpoint_options.enforce_https", want: true, absent: "bad", says },
    {
      on: "aws_ses_configuration_set",
      path: "delivery_options.tls_policy",
      want: "Require",
      absent: "bad",
      says: "sends mail unencrypted where the other side has no TLS",
    },
    {
      on: ["aws_sagemaker_data_quality_job_definition"],
      path: "network_config.enable_inter_container_traffic_encryption",
      want: true,
      absent: "bad",
      says: "does not encrypt the traffic between its containers",
    },
    { on: azureSites, path: "https_only", want: true, absent: "bad", says },
    { on: "azurerm_storage_account", path: "enable_https_traffic_only", avoid: false, says },
    { on: "azurerm_storage_account", path: "https_traffic_only_enabled", avoid: false, says },
    {
      on: ["azurerm_mysql_server", "azurerm_postgresql_server", "azurerm_mariadb_server"],
      path: "ssl_enforcement_enabled",
      want: true,
      says,
      absent: "bad",
      when: hasNo("ssl_enforcement"),
    },
    {
      on: ["azurerm_mysql_server", "azurerm_postgresql_server", "azurerm_mariadb_server"],
      path: "ssl_enforcement",
      avoid: "Disabled",
      says,
      mend: "Set `ssl_enforcement_enabled = true`.",
    },
    {
      on: "azurerm_redis_cache",
      path: "enable_non_ssl_port",
      avoid: true,
      says,
      mend: "Set `enable_non_ssl_port = false`.",
    },
    {
      on: "azurerm_redis_cache",
      path: "non_ssl_port_enabled",
      avoid: true,
      says,
      mend: "Set `non_ssl_port_enabled = false`.",
    },
    {
      on: "azurerm_cdn_endpoint",
      path: "is_http_allowed",
      avoid: true,
      absent: "bad",
      says: "serves plain HTTP",
      mend: "Set `is_http_allowed = false`.",
    },
    { on: "azurerm_spring_cloud_api_portal", path: "https_only_enabled", want: true, absent: "bad", says },
    {
      on: "azurerm_container_registry_webhook",
      path: "service_uri",
      bad: matches(/^http:/u),
      says: "calls its hook over plain HTTP",
      mend: "Use an `https://` address.",
    },
    {
      on: ["google_sql_database_instance"],
      path: "settings.ip_configuration.require_ssl",
      want: true,
      absent: "bad-inside",
      when: both(
        unless("settings.ip_configuration.ssl_mode", "ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"),
        has("settings"),
      ),
      says,
    },
    {
      on: ["google_sql_database_instance"],
      path: "settings.ip_configuration.ssl_mode",
      avoid: "ALLOW_UNENCRYPTED_AND_ENCRYPTED",
      says,
      mend: 'Set `ssl_mode = "ENCRYPTED_ONLY"`.',
    },
    {
      on: "google_redis_instance",
      path: "transit_encryption_mode",
      want: "SERVER_AUTHENTICATION",
      absent: "bad",
      says,
    },
    {
      on: ["google_cloudfunctions_function"],
      path: "https_trigger_security_level",
      want: "SECURE_ALWAYS",
      absent: "bad",
      when: where("trigger_http", true),
      says,
    },
    {
      on: "digitalocean_loadbalancer",
      path: "forwarding_rule.entry_protocol",
      avoid: "http",
      when: unless("redirect_http_to_https", true),
      says,
      mend: 'Set `entry_protocol = "https"`, or `redirect_http_to_https = true`.',
    },
    { on: ["nifcloud_elb"], path: "protocol", avoid: "HTTP", says },
    { on: ["nifcloud_load_balancer"], path: "load_balancer_port", avoid: 80, says },
    { on: ["ncloud_lb_listener"], path: "protocol", avoid: "HTTP", says },
    { on: ["ncloud_lb_target_group"], path: "protocol", avoid: "HTTP", says },
    {
      on: "panos_management_profile",
      path: "http",
      avoid: true,
      says: "offers its management over plain HTTP",
      mend: "Set `http = false`.",
    },
    {
      on: "panos_management_profile",
      path: "telnet",
      avoid: true,
      says: "offers its management over Telnet",
      mend: "Set `telnet = false`.",
    },
  ]),
);
