/**
 * Traffic that may leave for the whole internet.
 *
 * Why: what breaks in can then carry data out and fetch its tools from anywhere.
 *
 * Most workloads need updates and interfaces of others, so this rule is off by default.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_vpc_security_group_egress_rule" "all" {
 *   security_group_id = aws_security_group.worker.id
 *   ip_protocol       = "-1"
 *   cidr_ipv4         = "0.0.0.0/0"
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_vpc_security_group_egress_rule" "registry" {
 *   security_group_id = aws_security_group.worker.id
 *   ip_protocol       = "tcp"
 *   from_port         = 443
 *   to_port           = 443
 *   cidr_ipv4         = "10.0.0.0/8"
 * }
 * ```
 *
 * Mend: name the networks that the workload talks to, or send it through a proxy.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/open-egress -- reason`
 */

import { openRuleReaders, portWords } from "./reading/ingress.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  [...openRuleReaders].map(([type, read]) => ({
    on: [type],
    inspect: (resource) =>
      read(resource)
        .filter(({ direction }) => direction === "egress")
        .map((rule) => ({
          place: rule.place,
          says: `lets ${portWords(rule)} out to \`${rule.source}\`, the whole internet`,
          mend: "Name the networks that it talks to.",
        })),
  })),
);
