/**
 * Network access lists that let the whole internet in.
 *
 * Why: the list is the last fence around a subnet; open for administration it is no fence.
 *
 * Many subnets leave the work to security groups, so this rule is off by default.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_network_acl_rule" "ssh" {
 *   network_acl_id = aws_network_acl.main.id
 *   rule_number    = 100
 *   rule_action    = "allow"
 *   protocol       = "tcp"
 *   cidr_block     = "0.0.0.0/0"
 *   from_port      = 22
 *   to_port        = 22
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_network_acl_rule" "ssh" {
 *   network_acl_id = aws_network_acl.main.id
 *   rule_number    = 100
 *   rule_action    = "allow"
 *   protocol       = "tcp"
 *   cidr_block     = "10.0.0.0/8"
 *   from_port      = 22
 *   to_port        = 22
 * }
 * ```
 *
 * Mend: name the networks.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/open-network-acl -- reason`
 */

import { isEverybody } from "./reading/ingress.ts";
import type { Section } from "./reading/section.ts";
import { type Remark, terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck([
  {
    on: ["aws_network_acl_rule"],
    inspect: ({ section }) => (String(known(section, "egress")) === "true" ? [] : remarksOf(section, "rule_action")),
  },
  {
    on: ["aws_network_acl", "aws_default_network_acl"],
    inspect: ({ section }) => section.sections("ingress").list.flatMap((rule) => remarksOf(rule, "action")),
  },
]);

function remarksOf(rule: Section, action: string): readonly Remark[] {
  const source = ["cidr_block", "ipv6_cidr_block"]
    .map((name) => rule.read(name))
    .find((each) => each.state === "known" && typeof each.value === "string" && isEverybody(each.value));
  if (!source || String(known(rule, action)).toLowerCase() !== "allow") return [];
  const isAll = ["-1", "all"].includes(String(known(rule, "protocol")));
  const [from, to] = [Number(known(rule, "from_port")), Number(known(rule, "to_port"))];
  const admin = [22, 3389].find((port) => isAll || (from <= port && port <= to));
  if (admin === undefined) return [];
  return [
    {
      place: source.place,
      says: isAll ? "lets everybody in on every port" : `lets everybody in on port ${admin}`,
      mend: "Name the networks.",
    },
  ];
}

function known(section: Section, name: string): unknown {
  const reading = section.read(name);
  return reading.state === "known" ? reading.value : undefined;
}
