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

const addressesOnly: ReadonlySet<string> = new Set(["moved", "import", "removed"]);

export default moduleCheck({
  judge(module) {
    // Override files may set it as well.
    const settings = module.files.flatMap((file) =>
      file.declarations.filter(({ kind }) => kind === "terraform").map((block) => ({ file, block })),
    );
    if (settings.some(({ block }) => attributeOf(block, "required_version"))) return [];
    const declared = module.declarations.find(({ kind }) => !addressesOnly.has(kind));
    const [first] = settings;
    // Variables alone, or addresses alone, are written to be copied into modules that say it.
    if (!first && module.declarations.every(({ kind }) => kind === "variable" || addressesOnly.has(kind))) return [];
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
