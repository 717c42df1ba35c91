/**
 * Firewall rules and groups that say nothing about themselves.
 *
 * Why: nobody dares to remove a rule of which nobody knows what it is for.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_security_group" "web" {
 *   vpc_id = "vpc-1"
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_security_group" "web" {
 *   vpc_id      = "vpc-1"
 *   description = "Requests from the load balancer"
 * }
 * ```
 *
 * Mend: say what it is for.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/missing-description -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "does not say what it is for";
const isEmpty = (value: unknown): boolean => value === "" || value === "Managed by Terraform";
const groups = [
  "aws_security_group",
  "aws_elasticache_security_group",
  "aws_db_security_group",
  "nifcloud_security_group",
  "nifcloud_db_security_group",
  "nifcloud_nas_security_group",
  "openstack_networking_secgroup_v2",
];
const rules = [
  "aws_security_group_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
  "nifcloud_security_group_rule",
];

export default terraformCheck(
  settings([
    { on: [...groups, ...rules], path: "description", bad: isEmpty, absent: "bad", says, mend: "Set `description`." },
    {
      on: ["aws_security_group", "aws_default_security_group"],
      path: "ingress.description",
      bad: isEmpty,
      absent: "bad-inside",
      says: "has a rule that does not say what it is for",
      mend: "Set `description`.",
    },
    {
      on: ["aws_security_group", "aws_default_security_group"],
      path: "egress.description",
      bad: isEmpty,
      absent: "bad-inside",
      says: "has a rule that does not say what it is for",
      mend: "Set `description`.",
    },
    {
      on: [
        "panos_security_policy",
        "panos_security_rule_group",
        "panos_panorama_security_policy",
        "panos_panorama_security_rule_group",
      ],
      path: "rule.description",
      bad: isEmpty,
      absent: "bad-inside",
      says: "has a rule that does not say what it is for",
      mend: "Set `description`.",
    },
  ]),
);
