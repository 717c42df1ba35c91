/** Where a resource of Google, Azure and others says whether it logs. */

import { below, type Setting, unless } from "../reading/settings.ts";

const says = "keeps no log of its requests";

export const otherLogs: readonly Setting[] = [
  { on: "google_storage_bucket", path: "logging.log_bucket", absent: "bad", says },
  {
    on: "google_compute_subnetwork",
    path: "log_config.metadata",
    absent: "bad",
    when: unless("purpose", "INTERNAL_HTTPS_LOAD_BALANCER", "REGIONAL_MANAGED_PROXY", "GLOBAL_MANAGED_PROXY"),
    says: "keeps no log of its traffic",
  },
  {
    on: "google_container_cluster",
    path: "logging_service",
    avoid: "none",
    says: "sends no logs",
    mend: "Delete `logging_service`.",
  },
  {
    on: "google_data_fusion_instance",
    path: "enable_stackdriver_logging",
    want: true,
    absent: "bad",
    says: "sends no logs",
  },
  {
    on: "azurerm_kubernetes_cluster",
    path: "oms_agent.log_analytics_workspace_id",
    absent: "bad",
    when: unless("addon_profile.oms_agent.enabled", true),
    says: "sends no logs of its containers",
  },
  {
    on: "azurerm_network_watcher_flow_log",
    path: "retention_policy.days",
    bad: below(90),
    says: "keeps its log for less than 90 days",
    mend: "Set `days = 90`.",
  },
  {
    on: "azurerm_network_watcher_flow_log",
    path: "retention_policy.enabled",
    avoid: false,
    says: "does not keep its log",
  },
  {
    on: "azurerm_monitor_log_profile",
    path: "retention_policy.days",
    bad: below(365),
    absent: "bad-inside",
    says: "keeps its log for less than a year",
    mend: "Set `days = 365`.",
  },
  { on: "azurerm_monitor_log_profile", path: "retention_policy.enabled", avoid: false, says: "does not keep its log" },
  {
    on: ["azurerm_mssql_database_extended_auditing_policy", "azurerm_mssql_server_extended_auditing_policy"],
    path: "retention_in_days",
    bad: below(90),
    says: "keeps its audit for less than 90 days",
    mend: "Set `retention_in_days = 90`.",
  },
  {
    on: "azurerm_sql_server",
    path: "extended_auditing_policy.retention_in_days",
    bad: below(90),
    says: "keeps its audit for less than 90 days",
    mend: "Set `retention_in_days = 90`.",
  },
  {
    on: [
      "panos_security_policy",
      "panos_security_rule_group",
      "panos_panorama_security_policy",
      "panos_panorama_security_rule_group",
    ],
    path: "rule.log_setting",
    absent: "bad-inside",
    says: "has a rule that sends its log nowhere",
    mend: "Set `log_setting`.",
  },
  {
    on: [
      "panos_security_policy",
      "panos_security_rule_group",
      "panos_panorama_security_policy",
      "panos_panorama_security_rule_group",
    ],
    path: "rule.log_end",
    avoid: false,
    says: "has a rule that logs nothing",
    mend: "Set `log_end = true`.",
  },
  { on: "alicloud_oss_bucket", path: "logging.target_bucket", absent: "bad", says },
  {
    on: "alicloud_actiontrail_trail",
    path: "event_rw",
    want: "All",
    absent: "bad",
    says: "leaves a part of the events out",
  },
  { on: ["tencentcloud_clb_instance"], path: "log_set_id", absent: "bad", says },
];
