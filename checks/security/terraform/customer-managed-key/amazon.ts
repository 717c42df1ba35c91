/** Where a resource of AWS names the key that encrypts it. */

import { both, has, hasNo, isEmpty, matches, type Setting, unless, where } from "../reading/settings.ts";

const says = "is encrypted with a key of AWS, not with one of your own";
/** By its alias. */
export const isKeyOfAws = matches(/^(?:alias\/aws\/|arn:aws[\w-]*:kms:[^:]*:[^:]*:alias\/aws\/)/u);
const isOthers = (value: Parameters<typeof isEmpty>[0]): boolean => isEmpty(value) || isKeyOfAws(value);

/** Types and the attribute that names the key, absent where AWS uses its own. */
const keys: readonly (readonly [types: string | readonly string[], path: string, when?: Setting["when"]])[] = [
  ["aws_cloudwatch_log_group", "kms_key_id"],
  ["aws_cloudtrail", "kms_key_id"],
  ["aws_secretsmanager_secret", "kms_key_id"],
  ["aws_dynamodb_table", "server_side_encryption.kms_key_arn"],
  ["aws_dynamodb_table_replica", "kms_key_arn"],
  ["aws_dynamodb_table", "replica.kms_key_arn", has("replica")],
  ["aws_efs_file_system", "kms_key_id"],
  ["aws_docdb_cluster", "kms_key_id"],
  ["aws_neptune_cluster", "kms_key_arn"],
  ["aws_kinesis_stream", "kms_key_id"],
  ["aws_kinesis_video_stream", "kms_key_id"],
  ["aws_sns_topic", "kms_master_key_id", has("kms_master_key_id")],
  ["aws_sqs_queue", "kms_master_key_id"],
  ["aws_codebuild_project", "encryption_key"],
  ["aws_timestreamwrite_database", "kms_key_id"],
  ["aws_backup_vault", "kms_key_arn"],
  [
    [
      "aws_fsx_windows_file_system",
      "aws_fsx_ontap_file_system",
      "aws_fsx_openzfs_file_system",
      "aws_fsx_lustre_file_system",
    ],
    "kms_key_id",
  ],
  [["aws_s3_object_copy", "aws_s3_bucket_object", "aws_s3_object"], "kms_key_id"],
  [["aws_ebs_snapshot_copy", "aws_ebs_volume", "aws_ami_copy"], "kms_key_id"],
  [["aws_sagemaker_domain", "aws_sagemaker_notebook_instance"], "kms_key_id"],
  ["aws_sagemaker_endpoint_configuration", "kms_key_arn"],
  ["aws_sagemaker_flow_definition", "output_config.kms_key_id"],
  ["aws_sagemaker_data_quality_job_definition", "data_quality_job_output_config.kms_key_id"],
  ["aws_sagemaker_data_quality_job_definition", "job_resources.cluster_config.volume_kms_key_id"],
  ["aws_dms_replication_instance", "kms_key_arn"],
  ["aws_codepipeline", "artifact_store.encryption_key.id"],
  ["aws_codeartifact_domain", "encryption_key"],
  [["aws_elasticsearch_domain", "aws_opensearch_domain"], "encrypt_at_rest.kms_key_id"],
  ["aws_appflow_flow", "kms_arn"],
  ["aws_appflow_connector_profile", "kms_arn"],
  ["aws_db_snapshot_copy", "kms_key_id"],
  ["aws_comprehend_entity_recognizer", "model_kms_key_id"],
  ["aws_comprehend_entity_recognizer", "volume_kms_key_id"],
  ["aws_memorydb_cluster", "kms_key_arn"],
  ["aws_memorydb_snapshot", "kms_key_arn"],
  ["aws_redshift_snapshot_copy_grant", "kms_key_id"],
  ["aws_redshiftserverless_namespace", "kms_key_id"],
  ["aws_rds_cluster", "kms_key_id"],
  ["aws_rds_cluster_activity_stream", "kms_key_id"],
  ["aws_db_instance_automated_backups_replication", "kms_key_id"],
  ["aws_neptune_cluster_snapshot", "kms_key_id"],
  ["aws_bedrockagent_agent", "customer_encryption_key_arn"],
  ["aws_ssm_parameter", "key_id", where("type", "SecureString")],
  ["aws_elasticache_replication_group", "kms_key_id"],
  ["aws_athena_workgroup", "configuration.result_configuration.encryption_configuration.kms_key_arn"],
  [
    ["aws_db_instance", "aws_rds_cluster_instance"],
    "performance_insights_kms_key_id",
    where("performance_insights_enabled", true),
  ],
  [
    "aws_connect_instance_storage_config",
    "storage_config.kinesis_video_stream_config.encryption_config.key_id",
    where("storage_config.storage_type", "KINESIS_VIDEO_STREAM"),
  ],
  ["aws_msk_cluster", "encryption_info.encryption_at_rest_kms_key_arn"],
  ["aws_eks_cluster", "encryption_config.provider.key_arn"],
];

/** Rows whose attribute names a key. */
export const namedKeys: readonly Setting[] = keys.map(([on, path, when]) => ({
  on,
  path,
  bad: isOthers,
  absent: "bad",
  ...(when && { when }),
  says,
}));

export const amazonKeys: readonly Setting[] = [
  ...namedKeys,
  {
    on: "aws_s3_bucket_server_side_encryption_configuration",
    path: "rule.apply_server_side_encryption_by_default.sse_algorithm",
    avoid: "AES256",
    says,
  },
  {
    on: "aws_s3_bucket",
    path: "server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm",
    avoid: "AES256",
    says,
  },
  {
    on: "aws_s3_bucket_server_side_encryption_configuration",
    path: "rule.apply_server_side_encryption_by_default.kms_master_key_id",
    absent: "bad-inside",
    when: where("rule.apply_server_side_encryption_by_default.sse_algorithm", "aws:kms"),
    says,
  },
  {
    on: "aws_s3_bucket",
    path: "server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id",
    absent: "bad-inside",
    when: where(
      "server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm",
      "aws:kms",
    ),
    says,
  },
  {
    on: "aws_ecr_repository",
    path: "encryption_configuration.encryption_type",
    want: ["KMS", "KMS_DSSE"],
    absent: "bad",
    says,
  },
  {
    on: "aws_mq_broker",
    path: "encryption_options.kms_key_id",
    absent: "bad",
    when: unless("encryption_options.use_aws_owned_key", false),
    says,
  },
  {
    on: "aws_kinesis_firehose_delivery_stream",
    path: "server_side_encryption.key_type",
    want: "CUSTOMER_MANAGED_CMK",
    absent: "bad",
    when: hasNo("kinesis_source_configuration"),
    says,
  },
  {
    on: "aws_kinesis_firehose_delivery_stream",
    path: "server_side_encryption.key_arn",
    absent: "bad-inside",
    when: both(hasNo("kinesis_source_configuration"), where("server_side_encryption.key_type", "CUSTOMER_MANAGED_CMK")),
    says,
  },
  {
    on: "aws_dlm_lifecycle_policy",
    path: "policy_details.action.cross_region_copy.encryption_configuration.cmk_arn",
    absent: "bad-inside",
    says,
  },
  {
    on: "aws_dlm_lifecycle_policy",
    path: "policy_details.schedule.cross_region_copy_rule.cmk_arn",
    absent: "bad-inside",
    says,
  },
  {
    on: "aws_workspaces_workspace",
    path: "volume_encryption_key",
    absent: "bad",
    when: where("root_volume_encryption_enabled", true),
    says,
  },
];
