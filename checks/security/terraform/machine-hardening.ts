/**
 * Machines of Google without the guards that cost nothing.
 *
 * Why: without a measured start nobody notices a changed boot loader, and serial ports and project-wide keys are ways in that outlive people.
 *
 * Old images cannot start so, and this rule is off by default.
 *
 * Bad (compute/main.tf):
 * ```hcl
 * resource "google_compute_instance" "web" {
 *   name = "web"
 *
 *   metadata = {
 *     serial-port-enable = true
 *   }
 * }
 * ```
 *
 * Good (compute/main.tf):
 * ```hcl
 * resource "google_compute_instance" "web" {
 *   name = "web"
 *
 *   metadata = {
 *     block-project-ssh-keys = true
 *   }
 * }
 * ```
 *
 * Mend: set the guard as the message says.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/machine-hardening -- reason`
 */

import { settings, where } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const machines = [
  "google_compute_instance",
  "google_compute_instance_template",
  "google_compute_instance_from_template",
];

export default terraformCheck(
  settings([
    {
      on: machines,
      path: "metadata.serial-port-enable",
      avoid: true,
      says: "can be reached through its serial port",
      mend: "Delete `serial-port-enable`.",
    },
    {
      on: machines,
      path: "metadata.enable-oslogin",
      avoid: false,
      says: "takes SSH keys that no account owns",
      mend: "Delete `enable-oslogin`.",
    },
    {
      on: machines,
      path: "metadata.block-project-ssh-keys",
      avoid: false,
      says: "takes the SSH keys of the whole project",
    },
    {
      on: "google_compute_project_metadata",
      path: "metadata.enable-oslogin",
      avoid: false,
      says: "takes SSH keys that no account owns",
    },
    {
      on: "google_compute_project_metadata_item",
      path: "value",
      avoid: false,
      when: where("key", "enable-oslogin"),
      says: "takes SSH keys that no account owns",
    },
    {
      on: machines,
      path: "shielded_instance_config.enable_integrity_monitoring",
      avoid: false,
      says: "does not watch how it starts",
    },
    { on: machines, path: "shielded_instance_config.enable_vtpm", avoid: false, says: "cannot measure how it starts" },
    {
      on: machines,
      path: "shielded_instance_config.enable_secure_boot",
      avoid: false,
      says: "starts what nobody signed",
    },
    {
      on: machines,
      path: "can_ip_forward",
      avoid: true,
      says: "passes on packets that are not its own",
      mend: "Set `can_ip_forward = false`.",
    },
    {
      on: "azurerm_network_interface",
      path: "enable_ip_forwarding",
      avoid: true,
      says: "passes on packets that are not its own",
      mend: "Set `enable_ip_forwarding = false`.",
    },
    {
      on: "azurerm_network_interface",
      path: "ip_forwarding_enabled",
      avoid: true,
      says: "passes on packets that are not its own",
      mend: "Set `ip_forwarding_enabled = false`.",
    },
    {
      on: "google_container_cluster",
      path: "enable_shielded_nodes",
      avoid: false,
      says: "starts nodes that nobody measured",
    },
    {
      on: "google_container_cluster",
      path: "enable_kubernetes_alpha",
      avoid: true,
      says: "runs unfinished features and ends after 30 days",
      mend: "Delete `enable_kubernetes_alpha`.",
    },
  ]),
);
