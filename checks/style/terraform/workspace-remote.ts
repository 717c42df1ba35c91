/**
 * `terraform.workspace` with a remote backend that does not know it.
 *
 * Why: up to Terraform 1.0 the `remote` backend runs in a workspace that is always called `default`, so names built from it are equal in every environment and overwrite each other.
 *
 * Bad (network/main.tf):
 * ```hcl
 * terraform {
 *   required_version = ">= 1.0"
 *   backend "remote" {}
 * }
 *
 * output "environment" {
 *   value = terraform.workspace
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * terraform {
 *   required_version = ">= 1.1"
 *   backend "remote" {}
 * }
 *
 * output "environment" {
 *   value = terraform.workspace
 * }
 * ```
 *
 * Mend: use a variable, or raise `required_version` to 1.1.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/workspace-remote -- reason`
 */

import { attributeOf, blocksOf, declarationsOf, literalText, placeIn } from "../../../languages/hcl/module/module.ts";
import type { TerraformModule } from "../../../languages/hcl/module/module.ts";
import { allows, parseConstraint } from "../../../languages/hcl/version-constraint.ts";
import { moduleCheck } from "./module/module-check.ts";

export default moduleCheck({
  toleratesGaps: true,
  judge(module) {
    if (!hasRemoteBackend(module) || !allowsTerraform10(module)) return [];
    return module.references
      .filter(({ root, path }) => root === "terraform" && path[0] === "workspace")
      .map(({ file, place }) => ({
        message:
          "`terraform.workspace` is always `default` with the `remote` backend of Terraform 1.0, which this module allows.",
        advice: "Use a variable for the workspace's name, or require Terraform 1.1.",
        at: placeIn(file, place),
      }));
  },
});

function hasRemoteBackend(module: TerraformModule): boolean {
  return declarationsOf(module, "terraform").some((settings) =>
    blocksOf(settings, "backend").some(({ labels }) => labels[0] === "remote"),
  );
}

const patches = 12;

/** Without a constraint, a recent version is what people run. */
function allowsTerraform10(module: TerraformModule): boolean {
  const texts = declarationsOf(module, "terraform").flatMap((settings) => {
    const text = literalText(attributeOf(settings, "required_version")?.expression);
    return text === undefined ? [] : [text];
  });
  const constraints = texts.map(parseConstraint);
  if (constraints.length === 0) return false;
  return Array.from({ length: patches }, (_, patch) => [1, 0, patch]).some((version) =>
    constraints.every((constraint) => constraint !== undefined && allows(constraint, version)),
  );
}
