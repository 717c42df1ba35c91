/**
 * Arguments that are different on every run.
 *
 * Why: `timestamp()`, `uuid()` and `bcrypt()` never give the same value twice, so every plan shows a change, and the one that matters drowns in it.
 *
 * Followed through local values into the arguments of resources. Outputs, provisioners, what `ignore_changes` names, and the triggers
 * of `null_resource` and `terraform_data` (see `local-exec-without-trigger`) are left alone.
 *
 * Bad (network/main.tf):
 * ```hcl
 * locals {
 *   tags = { applied = timestamp() }
 * }
 *
 * resource "aws_vpc" "main" {
 *   cidr_block = "10.0.0.0/16"
 *   tags       = local.tags
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "time_static" "made" {}
 *
 * resource "aws_vpc" "main" {
 *   cidr_block = "10.0.0.0/16"
 *   tags       = { made = time_static.made.rfc3339 }
 * }
 * ```
 *
 * Mend: keep the value in the state, with `time_static` or a resource of the `random` provider, or list the argument in `ignore_changes`.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/never-converging -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import { placeIn } from "../../../languages/hcl/module/module.ts";
import type { ModuleCall, TerraformModule } from "../../../languages/hcl/module/module.ts";
import type { Declaration } from "../../../languages/hcl/module/summary.ts";
import { moduleCheck } from "./module/module-check.ts";
import { addressOf, ignoresChangesOf } from "./module/resources.ts";

/** What keeps such a value in the state instead. */
const keepers: ReadonlyMap<string, string> = new Map([
  ["timestamp", "`time_static`"],
  ["plantimestamp", "`time_static`"],
  ["uuid", "`random_uuid`"],
  ["bcrypt", "`bcrypt_hash` of a `random_password`"],
]);

export default moduleCheck({
  toleratesGaps: true,
  judge: (module) =>
    module.calls.flatMap((call) => {
      const name = call.name.replace(/^core::/u, "");
      const keeper = keepers.get(name);
      if (keeper === undefined || !call.in) return [];
      const reached = call.in.kind === "local" ? usersOf(call.in.name, module) : [{ in: call.in, within: call.within }];
      const hit = reached.find(isRestless);
      return hit ? [finding(call, name, keeper, hit)] : [];
    }),
});

interface Argument {
  readonly in: Declaration;
  readonly within: string;
}

function isRestless({ in: resource, within }: Argument): boolean {
  const [argument = ""] = within.split(".");
  if (resource.kind !== "resource" || runsOnly.has(resource.type ?? "") || metaArguments.has(argument)) return false;
  return !ignoresChangesOf(resource, argument);
}

/** Resources that keep nothing but what makes them run. */
const runsOnly = new Set(["null_resource", "terraform_data"]);
const metaArguments = new Set(["provisioner", "connection", "lifecycle", "count", "for_each", "depends_on"]);

/** Every place of the module that a local value gets to, through other local values too. */
function usersOf(local: string, { references }: TerraformModule): readonly Argument[] {
  const reached = new Set([local]);
  const places: Argument[] = [];
  // A set is walked to its end also where it grows on the way.
  for (const name of reached) {
    for (const { root, path, use, within, in: owner } of references) {
      if (root !== "local" || path[0] !== name || use !== "value" || !owner) continue;
      if (owner.kind === "local") reached.add(owner.name);
      else places.push({ in: owner, within });
    }
  }
  return places;
}

function finding(call: ModuleCall, name: string, keeper: string, { in: resource, within }: Argument): Finding {
  const [argument = ""] = within.split(".");
  const address = addressOf(resource);
  return {
    message: `\`${name}()\` gives another value on every run, so \`${argument}\` of \`${address}\` changes in every plan.`,
    advice: `Keep the value in the state with ${keeper}, or list \`${argument}\` in \`ignore_changes\`.`,
    at: placeIn(call.file, call.place),
  };
}
