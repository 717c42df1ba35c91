/**
 * Machines that answer metadata requests of version 1.
 *
 * Why: with version 1 a flaw in one web program is enough to read the machine's credentials; version 2 asks for a token first.
 *
 * Bad (compute/main.tf):
 * ```hcl
 * resource "aws_instance" "web" {
 *   ami           = "ami-0123456789abcdef0"
 *   instance_type = "t3.micro"
 *
 *   metadata_options {
 *     http_tokens = "optional"
 *   }
 * }
 * ```
 *
 * Good (compute/main.tf):
 * ```hcl
 * resource "aws_instance" "web" {
 *   ami           = "ami-0123456789abcdef0"
 *   instance_type = "t3.micro"
 *
 *   metadata_options {
 *     http_tokens = "required"
 *   }
 * }
 * ```
 *
 * Mend: ask for tokens; programs with a software kit from 2020 or newer send them.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/instance-metadata-v1 -- reason`
 */

import { above, both, hasNo, settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const machines = ["aws_instance", "aws_launch_template", "aws_launch_configuration"];
const says = "answers metadata requests without a token";
const mend = 'Set `http_tokens = "required"` in `metadata_options`.';
const isReachable = unless("metadata_options.http_endpoint", "disabled");

export default terraformCheck(
  settings([
    { on: machines, path: "metadata_options.http_tokens", avoid: "optional", when: isReachable, says, mend },
    {
      on: machines,
      path: "metadata_options.http_tokens",
      absent: "bad",
      when: both(isReachable, hasNo("launch_template")),
      says,
      mend,
    },
    {
      on: machines,
      path: "metadata_options.http_put_response_hop_limit",
      bad: above(1),
      says: "answers metadata requests from behind a router or a container network",
      mend: "Set `http_put_response_hop_limit = 1`.",
    },
    {
      on: "oci_core_instance",
      path: "instance_options.are_legacy_imds_endpoints_disabled",
      want: true,
      absent: "bad",
      says: "answers metadata requests of version 1",
    },
    {
      on: ["google_container_cluster", "google_container_node_pool"],
      path: "node_config.workload_metadata_config.node_metadata",
      avoid: ["EXPOSE", "UNSPECIFIED"],
      says: "shows the nodes' metadata to every pod",
      mend: 'Set `mode = "GKE_METADATA"`.',
    },
    {
      on: ["google_container_cluster", "google_container_node_pool"],
      path: "node_config.workload_metadata_config.mode",
      avoid: ["GCE_METADATA", "EXPOSE"],
      says: "shows the nodes' metadata to every pod",
      mend: 'Set `mode = "GKE_METADATA"`.',
    },
    {
      on: ["google_container_cluster", "google_container_node_pool"],
      path: "node_config.metadata.disable-legacy-endpoints",
      avoid: false,
      says: "answers metadata requests of version 1",
      mend: "Set `disable-legacy-endpoints = true`.",
    },
  ]),
);
