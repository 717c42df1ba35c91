/**
 * Load balancers that pass invalid headers on.
 *
 * Why: the load balancer and the program behind it may read such a header differently, which is how requests are smuggled past a check.
 *
 * Bad (edge/main.tf):
 * ```hcl
 * resource "aws_lb" "edge" {
 *   name = "edge"
 * }
 * ```
 *
 * Good (edge/main.tf):
 * ```hcl
 * resource "aws_lb" "edge" {
 *   name                       = "edge"
 *   drop_invalid_header_fields = true
 * }
 * ```
 *
 * Mend: drop them.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/invalid-headers -- reason`
 */

import { settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: ["aws_lb", "aws_alb"],
      path: "drop_invalid_header_fields",
      want: true,
      absent: "bad",
      when: unless("load_balancer_type", "network", "gateway"),
      says: "passes invalid headers on",
    },
  ]),
);
