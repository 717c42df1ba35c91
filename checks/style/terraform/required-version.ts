/**
 * Modules that do not say which Terraform they need.
 *
 * Why: a newer Terraform upgrades the state for everybody, and an older one fails with a message about something else.
 *
 * Bad (network/versions.tf):
 * ```hcl
 * terraform {
 * }
 * ```
 *
 * Good (network/versions.tf):
 * ```hcl
 * terraform {
 *   required_version = "~> 1.9"
 * }
 * ```
 *
 * Mend: set `required_version` in a `terraform` block.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/required-version -- reason`
 */

import { attributeOf, placeIn } from "../../../languages/hcl/module/module.ts";
import { moduleCheck } from "./module/module-check.ts";

export default moduleCheck({
  judge(module) {
    // Override files may set it as well.
    const settings = module.files.flatMap((file) =>
      file.declarations.filter(({ kind }) => kind === "terraform").map((block) => ({ file, block })),
    );
    if (settings.some(({ block }) => attributeOf(block, "required_version"))) return [];
    const declared = module.declarations[0];
    const [first] = settings;
    if (!first && !declared) return [];
    const file = first?.file ?? declared?.file;
    if (!file) return [];
    return [
      {
        message: "No `terraform` block of this module says which versions of Terraform it works with.",
        advice: "Set `required_version` in the `terraform` block.",
        at: placeIn(file, first ? first.block.place : [0, 0]),
        evidence: "required_version",
      },
    ];
  },
});
