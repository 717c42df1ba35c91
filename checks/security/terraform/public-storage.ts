/**
 * Storage that anybody on the internet can read or write.
 *
 * Why: robots list public buckets all day, and most leaks of data begin with one setting like this.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_s3_bucket_acl" "logs" {
 *   bucket = aws_s3_bucket.logs.id
 *   acl    = "public-read"
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_s3_bucket_acl" "logs" {
 *   bucket = aws_s3_bucket.logs.id
 *   acl    = "private"
 * }
 * ```
 *
 * Mend: make it private and hand out access by policy, signed address or content network.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/public-storage -- reason`
 */

import { matches, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const publicAcls = ["public-read", "public-read-write", "public", "website", "log-delivery-write-public"];
const everybody = /^(?:http:\/\/acs\.amazonaws\.com\/groups\/global\/(?:AllUsers|AuthenticatedUsers))$/u;

export default terraformCheck(
  settings([
    {
      on: ["aws_s3_bucket", "aws_s3_bucket_acl", "aws_s3_object", "aws_s3_bucket_object"],
      path: "acl",
      avoid: [...publicAcls, "authenticated-read"],
      says: "is open to everybody by its `acl`: every object in it can be listed or read",
      mend: 'Set `acl = "private"` and grant access in a bucket policy.',
    },
    {
      on: "aws_s3_bucket_acl",
      path: "access_control_policy.grant.grantee.uri",
      bad: matches(everybody),
      says: "grants access to everybody, or to every AWS account",
      mend: "Grant it to named accounts.",
    },
    {
      on: "aws_s3_bucket",
      path: "grant.uri",
      bad: matches(everybody),
      says: "grants access to everybody, or to every AWS account",
      mend: "Grant it to named accounts.",
    },
    {
      on: "azurerm_storage_container",
      path: "container_access_type",
      avoid: ["blob", "container"],
      says: "lets anybody read its blobs without signing in",
      mend: 'Set `container_access_type = "private"`.',
    },
    {
      on: "azurerm_storage_account",
      path: "allow_blob_public_access",
      avoid: true,
      says: "lets its containers be made public",
      mend: "Set `allow_blob_public_access = false`.",
    },
    {
      on: "azurerm_storage_account",
      path: "allow_nested_items_to_be_public",
      avoid: true,
      says: "lets its containers be made public",
      mend: "Set `allow_nested_items_to_be_public = false`.",
    },
    {
      on: [
        "digitalocean_spaces_bucket",
        "digitalocean_spaces_bucket_object",
        "alicloud_oss_bucket",
        "alicloud_oss_bucket_acl",
      ],
      path: "acl",
      avoid: publicAcls,
      says: "is open to everybody by its `acl`",
      mend: 'Set `acl = "private"`.',
    },
    {
      on: "oci_objectstorage_bucket",
      path: "access_type",
      avoid: ["ObjectRead", "ObjectReadWithoutList"],
      says: "lets anybody read its objects",
      mend: 'Set `access_type = "NoPublicAccess"`.',
    },
    {
      on: [
        "google_storage_default_object_access_control",
        "google_storage_bucket_access_control",
        "google_storage_object_access_control",
      ],
      path: "entity",
      avoid: ["allUsers", "allAuthenticatedUsers"],
      says: "opens the bucket to everybody",
      mend: "Name the group or service account that needs it.",
    },
  ]),
);
