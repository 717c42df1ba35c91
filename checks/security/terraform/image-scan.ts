/**
 * Registries that do not look into the images they keep.
 *
 * Why: most flaws of an image are known by name long before somebody uses them.
 *
 * Bad (registry/main.tf):
 * ```hcl
 * resource "aws_ecr_repository" "api" {
 *   name = "api"
 * }
 * ```
 *
 * Good (registry/main.tf):
 * ```hcl
 * resource "aws_ecr_repository" "api" {
 *   name = "api"
 *
 *   image_scanning_configuration {
 *     scan_on_push = true
 *   }
 * }
 * ```
 *
 * Mend: scan images when they are pushed.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/image-scan -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: "aws_ecr_repository",
      path: "image_scanning_configuration.scan_on_push",
      want: true,
      absent: "bad",
      says: "does not scan images",
    },
    {
      on: "azurerm_container_registry",
      path: "quarantine_policy_enabled",
      want: true,
      absent: "bad",
      says: "hands out images that nobody has scanned",
    },
  ]),
);
