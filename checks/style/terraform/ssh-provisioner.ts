/**
 * Terraform that logs in to machines, or lets people log in.
 *
 * Why: what is typed into a machine over SSH is in no state and no plan: the next machine comes up without it, and nobody can tell which ones have it.
 *
 * Told are `remote-exec` and `file` provisioners, a `connection` without them, `ssh` and `scp` in a `local-exec`, and key pairs
 * that hold a person's public key.
 *
 * Bad (network/proxy.tf):
 * ```hcl
 * resource "aws_instance" "proxy" {
 *   ami = "ami-0abc"
 *
 *   provisioner "remote-exec" {
 *     inline = ["sudo apt-get install -y nginx"]
 *   }
 * }
 * ```
 *
 * Good (network/proxy.tf):
 * ```hcl
 * resource "aws_instance" "proxy" {
 *   ami       = "ami-0abc"
 *   user_data = file("${path.module}/cloud-init.yaml")
 * }
 * ```
 *
 * Mend: bake it into the image or pass it as `user_data`; for people, use a session service that knows them by name.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/ssh-provisioner -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import { attributeOf, blocksOf, placeIn } from "../../../languages/hcl/module/module.ts";
import type { Declaration, FileSummary, SummaryBlock } from "../../../languages/hcl/module/summary.ts";
import { declarationCheck } from "./module/declaration-check.ts";
import { addressOf, textsIn } from "./module/resources.ts";

export default declarationCheck({
  judge: (file) =>
    file.declarations.flatMap((resource) =>
      resource.kind === "resource" ? [...logins(file, resource), ...keyPairs(file, resource)] : [],
    ),
});

const remote = new Set(["remote-exec", "file"]);
/** At the start of a command, not in the words that one prints. */
const sshCommand = /(?:^|[;&|(`]|\b(?:sudo|exec|then|do))\s*(ssh|scp|sftp|ssh-copy-id)\s/mu;

function logins(file: FileSummary, resource: Declaration): readonly Finding[] {
  const address = addressOf(resource);
  const provisioners = blocksOf(resource, "provisioner");
  const entering = provisioners.filter(({ labels }) => remote.has(labels[0] ?? ""));
  const lone = entering.length > 0 ? [] : blocksOf(resource, "connection");
  return [
    ...entering.map((block) => ({
      message: `\`provisioner "${block.labels[0] ?? ""}"\` logs in to \`${address}\`; what it changes there is in no plan and no state.`,
      advice: "Bake it into the image, or pass it as `user_data`.",
      at: placeIn(file, block.place),
    })),
    ...lone.map((block) => ({
      message: `\`connection\` tells how to log in to \`${address}\`; what is changed over it is in no plan and no state.`,
      advice: "Delete it, and bake what it was for into the image.",
      at: placeIn(file, block.place),
    })),
    ...provisioners
      .filter(({ labels }) => labels[0] === "local-exec")
      .flatMap((block) => commands(file, address, block)),
  ];
}

function commands(file: FileSummary, address: string, block: SummaryBlock): readonly Finding[] {
  const command = attributeOf(block, "command");
  if (!command) return [];
  const program = textsIn(command.expression).flatMap(({ value }) => sshCommand.exec(value)?.[1] ?? [])[0];
  if (program === undefined) return [];
  return [
    {
      message: `A \`local-exec\` of \`${address}\` runs \`${program}\`; what it changes on the other machine is in no plan and no state.`,
      advice: "Bake it into the image, pass it as `user_data`, or move it into a pipeline that leaves a record.",
      at: placeIn(file, command.whole),
    },
  ];
}

/** Where a provider takes public keys. */
const keyArguments: ReadonlyMap<string, string> = new Map([
  ["aws_key_pair", "public_key"],
  ["aws_lightsail_key_pair", "public_key"],
  ["azurerm_ssh_public_key", "public_key"],
  ["digitalocean_ssh_key", "public_key"],
  ["google_compute_instance", "metadata"],
  ["google_compute_project_metadata", "metadata"],
  ["google_compute_project_metadata_item", "value"],
  ["google_os_login_ssh_public_key", "key"],
  ["hcloud_ssh_key", "public_key"],
]);
/** A key as it stands in `authorized_keys`, or the file that holds one in somebody's home. */
const publicKey =
  /(?:^|[\s:])(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d+|sk-[\w-]+@openssh\.com) [A-Za-z0-9+/]{20}/u;
const keyFile = /^(?:~|\/root|\/(?:home|Users)\/[^/]+)\/\.ssh\//u;

function keyPairs(file: FileSummary, resource: Declaration): readonly Finding[] {
  const argument = attributeOf(resource, keyArguments.get(resource.type ?? "") ?? "");
  if (!argument) return [];
  const isPersonal = textsIn(argument.expression).some(({ value }) => publicKey.test(value) || keyFile.test(value));
  if (!isPersonal) return [];
  return [
    {
      message: `\`${addressOf(resource)}\` hands out one person's SSH key, which stays on every machine when the person leaves.`,
      advice: "Let people in through a session service that knows them by name, and delete the key pair.",
      at: placeIn(file, argument.whole),
    },
  ];
}
