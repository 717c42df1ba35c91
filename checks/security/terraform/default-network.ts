/**
 * Work in the network that the provider made by itself.
 *
 * Why: it is wide open inside, the same everywhere, and nobody designed it.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_default_vpc" "default" {}
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_vpc" "shop" {
 *   cidr_block = "10.20.0.0/16"
 * }
 * ```
 *
 * Mend: make a network of your own.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/default-network -- reason`
 */

import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  [
    {
      on: ["aws_default_vpc"],
      inspect: ({ header }) => [
        { place: header, says: "uses the network that AWS made by itself", mend: "Make a network of your own." },
      ],
    },
  ],
  settings([
    {
      on: "google_project",
      path: "auto_create_network",
      want: false,
      absent: "bad",
      says: "makes a default network with open firewall rules",
    },
    {
      on: ["google_compute_instance"],
      path: "network_interface.network",
      avoid: "default",
      says: "stands in the default network",
      mend: "Name a network of your own.",
    },
    {
      on: ["nifcloud_instance", "nifcloud_router", "nifcloud_elb", "nifcloud_nas_instance"],
      path: "network_interface.network_id",
      avoid: "net-COMMON_PRIVATE",
      says: "stands in the network that all customers share",
      mend: "Name a private network.",
    },
    {
      on: ["nifcloud_db_instance"],
      path: "network_id",
      avoid: "net-COMMON_PRIVATE",
      says: "stands in the network that all customers share",
      mend: "Name a private network.",
    },
    {
      on: ["nifcloud_db_instance", "nifcloud_nas_instance"],
      path: "network_id",
      absent: "bad",
      says: "stands in the network that all customers share",
      mend: "Name a private network.",
    },
  ]),
);
