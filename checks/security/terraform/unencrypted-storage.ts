/**
 * Disks, buckets, queues and logs that are not encrypted at rest.
 *
 * Why: a snapshot, a disk or a backup that leaves its place can be read by whoever holds it.
 *
 * Only what is switched off in words, or what the provider leaves unencrypted when nothing is said, counts; S3 encrypts every new object by itself.
 *
 * Bad (storage/main.tf):
 * ```hcl
 * resource "aws_ebs_volume" "data" {
 *   availability_zone = "eu-central-1a"
 *   size              = 100
 * }
 * ```
 *
 * Good (storage/main.tf):
 * ```hcl
 * resource "aws_ebs_volume" "data" {
 *   availability_zone = "eu-central-1a"
 *   size              = 100
 *   encrypted         = true
 * }
 * ```
 *
 * Mend: switch encryption on; existing disks have to be copied for it.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/unencrypted-storage -- reason`
 */

import { hasNo, isEmpty, settings, where } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "is not encrypted at rest";

export default terraformCheck(
  settings([
    {
      on: ["aws_ebs_volume", "aws_ebs_snapshot_copy", "aws_efs_file_system", "aws_ami_copy"],
      path: "encrypted",
      want: true,
      absent: "bad",
      says,
    },
    {
      on: "aws_ebs_encryption_by_default",
      path: "enabled",
      avoid: false,
      says: "switches the encryption of new disks off",
      mend: "Set `enabled = true`.",
    },
    {
      on: "aws_ami",
      path: "ebs_block_device.encrypted",
      want: true,
      absent: "bad-inside",
      when: hasNo("snapshot_id"),
      says,
    },
    {
      on: ["aws_instance", "aws_launch_configuration"],
      path: "root_block_device.encrypted",
      want: true,
      absent: "bad-inside",
      says: "has a root disk that is not encrypted",
    },
    {
      on: ["aws_instance", "aws_launch_configuration"],
      path: "ebs_block_device.encrypted",
      want: true,
      absent: "bad-inside",
      when: hasNo("snapshot_id"),
      says: "has a disk that is not encrypted",
    },
    {
      on: "aws_launch_template",
      path: "block_device_mappings.ebs.encrypted",
      avoid: false,
      says: "has a disk that is not encrypted",
      mend: "Set `encrypted = true` in `ebs`.",
    },
    { on: "aws_sqs_queue", path: "sqs_managed_sse_enabled", avoid: false, when: hasNo("kms_master_key_id"), says },
    { on: "aws_sqs_queue", path: "kms_master_key_id", bad: isEmpty, says },
    { on: "aws_sns_topic", path: "kms_master_key_id", bad: isEmpty, absent: "bad", says },
    { on: "aws_kinesis_stream", path: "encryption_type", want: "KMS", absent: "bad", says },
    {
      on: "aws_kinesis_firehose_delivery_stream",
      path: "server_side_encryption.enabled",
      want: true,
      absent: "bad",
      when: hasNo("kinesis_source_configuration"),
      says,
    },
    { on: "aws_athena_database", path: "encryption_configuration.encryption_option", absent: "bad", says },
    {
      on: "aws_athena_workgroup",
      path: "configuration.result_configuration.encryption_configuration.encryption_option",
      absent: "bad",
      says: "stores query results that are not encrypted",
    },
    {
      on: "aws_workspaces_workspace",
      path: "root_volume_encryption_enabled",
      want: true,
      absent: "bad",
      says: "has a root volume that is not encrypted",
    },
    {
      on: "aws_workspaces_workspace",
      path: "user_volume_encryption_enabled",
      want: true,
      absent: "bad",
      says: "has a user volume that is not encrypted",
    },
    {
      on: "aws_codebuild_project",
      path: "artifacts.encryption_disabled",
      avoid: true,
      says: "writes artifacts that are not encrypted",
      mend: "Delete `encryption_disabled`.",
    },
    {
      on: "aws_codebuild_project",
      path: "secondary_artifacts.encryption_disabled",
      avoid: true,
      says: "writes artifacts that are not encrypted",
      mend: "Delete `encryption_disabled`.",
    },
    {
      on: "aws_api_gateway_method_settings",
      path: "settings.cache_data_encrypted",
      want: true,
      absent: "bad",
      when: where("settings.caching_enabled", true),
      says: "keeps cached answers that are not encrypted",
    },
    {
      on: "aws_api_gateway_method_settings",
      path: "settings.cache_data_encrypted",
      avoid: false,
      says: "keeps cached answers that are not encrypted",
      mend: "Set `cache_data_encrypted = true`.",
    },
    {
      on: "aws_glue_security_configuration",
      path: "encryption_configuration.cloudwatch_encryption.cloudwatch_encryption_mode",
      want: "SSE-KMS",
      absent: "bad",
      says: "leaves the logs of its jobs unencrypted",
    },
    {
      on: "aws_glue_security_configuration",
      path: "encryption_configuration.job_bookmarks_encryption.job_bookmarks_encryption_mode",
      want: "CSE-KMS",
      absent: "bad",
      says: "leaves job bookmarks unencrypted",
    },
    {
      on: "aws_glue_security_configuration",
      path: "encryption_configuration.s3_encryption.s3_encryption_mode",
      want: ["SSE-KMS", "SSE-S3"],
      absent: "bad",
      says: "leaves the data of its jobs unencrypted",
    },
    {
      on: "aws_glue_data_catalog_encryption_settings",
      path: "data_catalog_encryption_settings.encryption_at_rest.catalog_encryption_mode",
      want: ["SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE"],
      absent: "bad",
      says: "leaves the catalog unencrypted",
    },
    {
      on: "aws_glue_data_catalog_encryption_settings",
      path: "data_catalog_encryption_settings.connection_password_encryption.return_connection_password_encrypted",
      want: true,
      absent: "bad",
      says: "returns connection passwords in plain text",
    },
    {
      on: "aws_glue_data_catalog_encryption_settings",
      path: "data_catalog_encryption_settings.connection_password_encryption.aws_kms_key_id",
      absent: "bad-inside",
      when: where(
        "data_catalog_encryption_settings.connection_password_encryption.return_connection_password_encrypted",
        true,
      ),
      says: "has no key for connection passwords",
    },
    {
      on: "aws_glue_data_catalog_encryption_settings",
      path: "data_catalog_encryption_settings.encryption_at_rest.sse_aws_kms_key_id",
      absent: "bad-inside",
      says: "has no key for the catalog",
    },
    {
      on: "aws_ecs_task_definition",
      path: "volume.efs_volume_configuration.transit_encryption",
      want: "ENABLED",
      absent: "bad-inside",
      says: "sends the data of a volume unencrypted",
    },
    {
      on: "aws_imagebuilder_distribution_configuration",
      path: "distribution.ami_distribution_configuration.kms_key_id",
      absent: "bad-inside",
      says: "builds images that are not encrypted",
    },
    { on: "azurerm_managed_disk", path: "encryption_settings.enabled", avoid: false, says },
    {
      on: "azurerm_kusto_cluster",
      path: "enable_disk_encryption",
      want: true,
      absent: "bad",
      when: hasNo("disk_encryption_enabled"),
      says,
    },
    { on: "azurerm_kusto_cluster", path: "disk_encryption_enabled", avoid: false, says },
    {
      on: "azurerm_windows_virtual_machine",
      path: "encryption_at_host_enabled",
      want: true,
      absent: "bad",
      says: "does not encrypt its temporary disks and caches",
    },
    {
      on: "azurerm_storage_account",
      path: "infrastructure_encryption_enabled",
      avoid: false,
      says: "is encrypted only once",
    },
    { on: "azurerm_data_lake_store", path: "encryption_state", avoid: "Disabled", says },
    {
      on: ["alicloud_disk", "alicloud_ecs_disk"],
      path: "encrypted",
      want: true,
      absent: "bad",
      when: hasNo("snapshot_id"),
      says,
    },
    {
      on: "alicloud_launch_template",
      path: "data_disks.encrypted",
      want: true,
      absent: "bad-inside",
      says: "has a data disk that is not encrypted",
    },
    { on: ["ncloud_nas_volume"], path: "is_encrypted_volume", want: true, absent: "bad", says },
    {
      on: ["ncloud_server", "ncloud_launch_configuration"],
      path: "is_encrypted_base_block_storage_volume",
      want: true,
      absent: "bad",
      says,
    },
    { on: "tencentcloud_cbs_storage", path: "encrypt", want: true, absent: "bad", says },
    {
      on: "yandex_storage_bucket",
      path: "server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id",
      absent: "bad",
      says,
    },
    {
      on: "aws_emr_security_configuration",
      path: "configuration",
      bad: (value) => typeof value === "string" && /"EnableAtRestEncryption"\s*:\s*false/u.test(value),
      says: "switches encryption at rest off",
      mend: "Set `EnableAtRestEncryption` to `true`.",
    },
  ]),
);
