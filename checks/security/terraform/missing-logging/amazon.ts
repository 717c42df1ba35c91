/** Where a resource of AWS says whether and where it logs. */

import { both, isEmpty, lacks, type Setting, unless, where } from "../reading/settings.ts";

const says = "keeps no log of its requests";

export const amazonLogs: readonly Setting[] = [
  {
    on: ["aws_api_gateway_stage", "aws_apigatewayv2_stage"],
    path: "access_log_settings.destination_arn",
    absent: "bad",
    says,
  },
  { on: "aws_cloudfront_distribution", path: "logging_config.bucket", absent: "bad", says },
  {
    on: ["aws_lb", "aws_alb"],
    path: "access_logs.enabled",
    want: true,
    absent: "bad",
    when: unless("load_balancer_type", "gateway"),
    says,
  },
  { on: "aws_elb", path: "access_logs.bucket", absent: "bad", says },
  { on: "aws_elb", path: "access_logs.enabled", avoid: false, says },
  {
    on: "aws_eks_cluster",
    path: "enabled_cluster_log_types",
    absent: "bad",
    bad: (value) =>
      lacks("api")(value) ||
      lacks("audit")(value) ||
      lacks("authenticator")(value) ||
      lacks("controllerManager")(value) ||
      lacks("scheduler")(value),
    says: "does not log everything that its control plane does",
  },
  { on: "aws_mq_broker", path: "logs.general", want: true, absent: "bad", says: "keeps no general log" },
  {
    on: "aws_mq_broker",
    path: "logs.audit",
    want: true,
    absent: "bad",
    when: unless("engine_type", "RabbitMQ"),
    says: "keeps no audit log",
  },
  {
    on: "aws_msk_cluster",
    path: "logging_info.broker_logs.cloudwatch_logs.enabled",
    want: true,
    absent: "bad",
    when: both(
      unless("logging_info.broker_logs.s3.enabled", true),
      unless("logging_info.broker_logs.firehose.enabled", true),
    ),
    says: "keeps no log of its brokers",
  },
  { on: "aws_redshift_cluster", path: "logging.enable", want: true, absent: "bad", says },
  {
    on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
    path: "log_publishing_options.log_type",
    absent: "bad",
    says: "publishes no log",
  },
  {
    on: ["aws_elasticsearch_domain", "aws_opensearch_domain"],
    path: "log_publishing_options.enabled",
    avoid: false,
    says: "publishes no log",
  },
  {
    on: "aws_globalaccelerator_accelerator",
    path: "attributes.flow_logs_enabled",
    want: true,
    absent: "bad",
    says: "keeps no log of its traffic",
  },
  {
    on: "aws_docdb_cluster",
    path: "enabled_cloudwatch_logs_exports",
    absent: "bad",
    bad: isEmpty,
    says: "exports no log",
  },
  {
    on: "aws_neptune_cluster",
    path: "enable_cloudwatch_logs_exports",
    absent: "bad",
    bad: lacks("audit"),
    says: "exports no audit log",
  },
  {
    on: "aws_rds_cluster",
    path: "enabled_cloudwatch_logs_exports",
    absent: "bad",
    bad: lacks("audit"),
    when: where("engine", "mysql", "aurora", "aurora-mysql"),
    says: "exports no audit log",
  },
  {
    on: "aws_cloudtrail",
    path: "enable_log_file_validation",
    want: true,
    absent: "bad",
    says: "cannot tell whether its logs were changed",
  },
  {
    on: "aws_cloudtrail",
    path: "is_multi_region_trail",
    want: true,
    absent: "bad",
    says: "leaves the other regions out",
  },
  {
    on: "aws_cloudtrail",
    path: "cloud_watch_logs_group_arn",
    absent: "bad",
    says: "sends its logs to nobody who would notice",
  },
  { on: "aws_cloudtrail", path: "enable_logging", avoid: false, says: "is switched off" },
  {
    on: ["aws_waf_web_acl", "aws_wafregional_web_acl"],
    path: "logging_configuration.log_destination",
    absent: "bad",
    says,
  },
  {
    on: "aws_codebuild_project",
    path: "logs_config.cloudwatch_logs.status",
    avoid: "DISABLED",
    says: "keeps no log of its builds",
  },
  {
    on: "aws_ecs_cluster",
    path: "configuration.execute_command_configuration.logging",
    avoid: "NONE",
    says: "keeps no log of commands that people run in it",
  },
  {
    on: "aws_acm_certificate",
    path: "options.certificate_transparency_logging_preference",
    avoid: "DISABLED",
    says: "is kept out of the public log of certificates",
  },
  { on: "aws_appsync_graphql_api", path: "log_config.field_log_level", want: ["ALL", "ERROR"], absent: "bad", says },
  {
    on: "aws_cloudwatch_log_group",
    path: "retention_in_days",
    absent: "bad",
    says: "keeps its log for ever, at growing cost",
    mend: "Set `retention_in_days`.",
  },
];
