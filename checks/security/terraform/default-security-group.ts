/**
 * The default security group lets traffic through.
 *
 * Why: whatever is started without a group of its own gets this one.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_default_security_group" "main" {
 *   vpc_id = aws_vpc.main.id
 *
 *   ingress {
 *     protocol  = "-1"
 *     from_port = 0
 *     to_port   = 0
 *     self      = true
 *   }
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_default_security_group" "main" {
 *   vpc_id = aws_vpc.main.id
 * }
 * ```
 *
 * Mend: leave it empty and make groups with a purpose.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/default-security-group -- reason`
 */

import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck([
  {
    on: ["aws_default_security_group"],
    inspect: ({ section }) =>
      ["ingress", "egress"].flatMap((direction) =>
        section.sections(direction).list.map(({ place }) => ({
          place,
          says: "lets traffic through for everything that names no group",
          mend: "Delete the rule and make a group with a purpose.",
        })),
      ),
  },
]);
