/**
 * Registries in which a tag can be given to another image.
 *
 * Why: what was tested and what runs may then be different images of the same name.
 *
 * Bad (registry/main.tf):
 * ```hcl
 * resource "aws_ecr_repository" "api" {
 *   name                 = "api"
 *   image_tag_mutability = "MUTABLE"
 * }
 * ```
 *
 * Good (registry/main.tf):
 * ```hcl
 * resource "aws_ecr_repository" "api" {
 *   name                 = "api"
 *   image_tag_mutability = "IMMUTABLE"
 * }
 * ```
 *
 * Mend: make tags immutable and give each build its own.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/mutable-image-tags -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: "aws_ecr_repository",
      path: "image_tag_mutability",
      avoid: "MUTABLE",
      says: "lets a tag move to another image",
      mend: 'Set `image_tag_mutability = "IMMUTABLE"`.',
    },
    {
      on: "aws_ecr_repository",
      path: "image_tag_mutability",
      absent: "bad",
      says: "lets a tag move to another image",
      mend: 'Set `image_tag_mutability = "IMMUTABLE"`.',
    },
  ]),
);
