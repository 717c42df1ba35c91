/**
 * Modules that are not laid out in the standard way.
 *
 * Why: `main.tf`, `variables.tf` and `outputs.tf` are where everybody looks first; a module laid out otherwise has to be searched.
 *
 * A module without variables or outputs needs no empty files for them.
 *
 * Bad (modules/vpc/main.tf):
 * ```hcl
 * variable "region" {
 *   type = string
 * }
 * ```
 *
 * Good (modules/vpc/main.tf):
 * ```hcl
 * resource "aws_vpc" "main" {
 *   cidr_block = "10.0.0.0/16"
 * }
 * ```
 *
 * Mend: move variables to `variables.tf`, outputs to `outputs.tf`, and the main resources to `main.tf`.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/standard-module-structure -- reason`
 */

import { declarationsOf, placeIn, type TerraformModule } from "../../../languages/hcl/module/module.ts";
import { folderOf } from "../../../languages/hcl/module/paths.ts";
import type { Finding } from "../../../core/finding.ts";
import { moduleCheck } from "./module/module-check.ts";

export default moduleCheck({
  toleratesGaps: true,
  judge: (module) => [...missingMain(module), ...misplaced(module, "variable"), ...misplaced(module, "output")],
});

function nameOf(path: string): string {
  return path.slice(folderOf(path).length).replace(/^\//u, "");
}

function missingMain({ files }: TerraformModule): readonly Finding[] {
  const [first] = files;
  const names = files.map(({ path }) => nameOf(path));
  if (!first || names.some((name) => /^main\.(?:tf|tofu)(?:\.json)?$/u.test(name))) return [];
  if (!files.some(({ syntax }) => syntax === "native")) return [];
  return [
    {
      message: "This module has no `main.tf`, where readers look for the beginning.",
      advice: "Put the module's main resources into `main.tf`.",
      at: placeIn(first, [0, 0]),
      evidence: "main.tf",
    },
  ];
}

function misplaced(module: TerraformModule, kind: "variable" | "output"): readonly Finding[] {
  return declarationsOf(module, kind)
    .filter(
      ({ file }) => file.syntax === "native" && !new RegExp(`^${kind}s\\.(?:tf|tofu)$`, "u").test(nameOf(file.path)),
    )
    .map(({ name, file, place }) => ({
      message: `The ${kind} \`${name}\` stands in \`${nameOf(file.path)}\`, while readers look for it in \`${kind}s.tf\`.`,
      advice: `Move it to \`${kind}s.tf\`.`,
      at: placeIn(file, place),
    }));
}
