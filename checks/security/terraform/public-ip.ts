/**
 * Machines with an address on the internet.
 *
 * Why: every open port and every flaw of such a machine is met directly, with no load balancer or firewall of one's own in front.
 *
 * Some machines are meant to be public, so this rule is off by default.
 *
 * Bad (compute/main.tf):
 * ```hcl
 * resource "aws_instance" "worker" {
 *   ami                         = "ami-0123456789abcdef0"
 *   instance_type               = "t3.micro"
 *   associate_public_ip_address = true
 * }
 * ```
 *
 * Good (compute/main.tf):
 * ```hcl
 * resource "aws_instance" "worker" {
 *   ami                         = "ami-0123456789abcdef0"
 *   instance_type               = "t3.micro"
 *   associate_public_ip_address = false
 * }
 * ```
 *
 * Mend: put it behind a load balancer or a NAT gateway.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/public-ip -- reason`
 */

import { withoutResourceWord } from "../../../languages/hcl/module/escaped-resource.ts";
import type { HclExpression } from "../../../languages/hcl/tree.ts";
import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "gets a public address";

export default terraformCheck(
  settings([
    {
      on: ["aws_instance", "aws_launch_configuration"],
      path: "associate_public_ip_address",
      avoid: true,
      says,
      mend: "Set `associate_public_ip_address = false`.",
    },
    {
      on: "aws_launch_template",
      path: "network_interfaces.associate_public_ip_address",
      avoid: true,
      says,
      mend: "Set `associate_public_ip_address = false`.",
    },
    {
      on: "aws_instance",
      path: "network_interface.associate_public_ip_address",
      avoid: true,
      says,
      mend: "Set `associate_public_ip_address = false`.",
    },
    {
      on: ["aws_subnet", "aws_default_subnet"],
      path: "map_public_ip_on_launch",
      avoid: true,
      says: "gives every machine in it a public address",
      mend: "Set `map_public_ip_on_launch = false`.",
    },
    {
      on: "azurerm_network_interface",
      path: "ip_configuration.public_ip_address_id",
      bad: (value) => value !== "",
      says,
      mend: "Delete `public_ip_address_id`.",
    },
    { on: ["yandex_compute_instance"], path: "network_interface.nat", avoid: true, says, mend: "Set `nat = false`." },
    {
      on: ["yandex_compute_instance_group"],
      path: "instance_template.network_interface.nat",
      avoid: true,
      says,
      mend: "Set `nat = false`.",
    },
    {
      on: "ncloud_public_ip",
      path: "server_instance_no",
      absent: "bad",
      bad: () => true,
      says: "puts a server on the internet",
      mend: "Use a load balancer.",
    },
    {
      on: "opc_compute_ip_address_reservation",
      path: "ip_address_pool",
      avoid: "public-ippool",
      says,
      mend: 'Set `ip_address_pool = "cloud-ippool"`.',
    },
  ]),
  [
    {
      on: ["google_compute_instance", "google_compute_instance_template", "google_compute_instance_from_template"],
      inspect: ({ section }) =>
        section.sections("network_interface").list.flatMap((each) =>
          [...each.sections("access_config").list, ...each.sections("ipv6_access_config").list].map(({ place }) => ({
            place,
            says,
            mend: "Delete the `access_config` block and use a NAT gateway.",
          })),
        ),
    },
    {
      on: ["azurerm_network_interface"],
      inspect: ({ section }) =>
        section.sections("ip_configuration").list.flatMap((each) => {
          const address = each.read("public_ip_address_id");
          return address.state === "unknown" && namesAddress(address.expression)
            ? [{ place: address.place, says, mend: "Delete `public_ip_address_id`." }]
            : [];
        }),
    },
  ],
);

/** A plain reference to an address: it is there, whatever it is. Behind a condition it may be null. */
function namesAddress(expression: HclExpression | undefined): boolean {
  return expression?.type === "HclTraversal" && withoutResourceWord(expression).root.name === "azurerm_public_ip";
}
