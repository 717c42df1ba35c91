/**
 * Load balancers that talk to their targets over plain HTTP.
 *
 * Why: inside a network, too, whoever reaches one machine can listen to its neighbours.
 *
 * Ending TLS at the load balancer is usual, so this rule is off by default.
 *
 * Bad (edge/main.tf):
 * ```hcl
 * resource "aws_lb_target_group" "api" {
 *   port     = 8080
 *   protocol = "HTTP"
 * }
 * ```
 *
 * Good (edge/main.tf):
 * ```hcl
 * resource "aws_lb_target_group" "api" {
 *   port     = 8443
 *   protocol = "HTTPS"
 * }
 * ```
 *
 * Mend: give the targets certificates of a private authority and speak HTTPS to them.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/unencrypted-transit-targets -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  settings([
    {
      on: ["aws_lb_target_group", "aws_alb_target_group"],
      path: "protocol",
      avoid: "HTTP",
      says: "sends requests to its targets unencrypted",
      mend: 'Set `protocol = "HTTPS"`.',
    },
  ]),
);
