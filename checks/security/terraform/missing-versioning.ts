/**
 * Buckets that keep no earlier version of an object.
 *
 * Why: what is overwritten or deleted by mistake, or by somebody who broke in, is gone.
 *
 * Versions cost money, so this rule is off by default.
 *
 * Bad (storage/main.tf):
 * ```hcl
 * resource "google_storage_bucket" "state" {
 *   name     = "state-of-the-edge"
 *   location = "EU"
 * }
 * ```
 *
 * Good (storage/main.tf):
 * ```hcl
 * resource "google_storage_bucket" "state" {
 *   name     = "state-of-the-edge"
 *   location = "EU"
 *
 *   versioning {
 *     enabled = true
 *   }
 * }
 * ```
 *
 * Mend: switch versioning on, with a lifecycle rule that ends old versions.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/missing-versioning -- reason`
 */

import { lackOf } from "./reading/companions.ts";
import { hasNo, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "keeps no earlier versions of its objects";

export default terraformCheck(
  settings([
    { on: "aws_s3_bucket", path: "versioning.enabled", avoid: false, says, mend: "Set `enabled = true`." },
    { on: "aws_s3_bucket", path: "versioning.enabled", absent: "bad-inside", says, mend: "Set `enabled = true`." },
    {
      on: "aws_s3_bucket_versioning",
      path: "versioning_configuration.status",
      avoid: ["Suspended", "Disabled"],
      says,
      mend: 'Set `status = "Enabled"`.',
    },
    {
      on: ["google_storage_bucket", "digitalocean_spaces_bucket"],
      path: "versioning.enabled",
      want: true,
      absent: "bad",
      says,
    },
    { on: "oci_objectstorage_bucket", path: "versioning", want: "Enabled", absent: "bad", says },
  ]),
  lackOf({
    on: "aws_s3_bucket",
    companion: "aws_s3_bucket_versioning",
    by: "bucket",
    when: hasNo("versioning"),
    says,
    mend: "Add an `aws_s3_bucket_versioning`.",
  }),
);
