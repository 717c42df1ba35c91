/**
 * Any port that is open to the whole internet.
 *
 * Why: whatever listens there is met by everybody; that is meant for a web server and for little else.
 *
 * Public web services need it, so this rule is off by default: switch it on for the folders where nothing is public.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_vpc_security_group_ingress_rule" "metrics" {
 *   security_group_id = aws_security_group.metrics.id
 *   ip_protocol       = "tcp"
 *   from_port         = 9100
 *   to_port           = 9100
 *   cidr_ipv4         = "0.0.0.0/0"
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_vpc_security_group_ingress_rule" "metrics" {
 *   security_group_id = aws_security_group.metrics.id
 *   ip_protocol       = "tcp"
 *   from_port         = 9100
 *   to_port           = 9100
 *   cidr_ipv4         = "10.0.0.0/8"
 * }
 * ```
 *
 * Mend: name the networks or the security group that may come in.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/open-ingress -- reason`
 */

import { openRuleReaders, portWords } from "./reading/ingress.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  [...openRuleReaders].map(([type, read]) => ({
    on: [type],
    inspect: (resource) =>
      read(resource)
        .filter(({ direction }) => direction === "ingress")
        .map((rule) => ({
          place: rule.place,
          says: `opens ${portWords(rule)} to \`${rule.source}\`, the whole internet`,
          mend: "Name the networks or the group that may come in.",
        })),
  })),
);
