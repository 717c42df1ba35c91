/**
 * Access keys of the root user.
 *
 * Why: no policy can limit them, and nobody needs them.
 *
 * Bad (access/main.tf):
 * ```hcl
 * resource "aws_iam_access_key" "root" {
 *   user = "root"
 * }
 * ```
 *
 * Good (access/main.tf):
 * ```hcl
 * resource "aws_iam_access_key" "backup" {
 *   user = "backup"
 * }
 * ```
 *
 * Mend: delete the key and use a role.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/root-access-key -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: "aws_iam_access_key",
      path: "user",
      avoid: "root",
      says: "is a key of the root user, which no policy can limit",
      mend: "Use a role.",
    },
  ]),
);
