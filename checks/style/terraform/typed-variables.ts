/**
 * Variables without a type.
 *
 * Why: without a type, a wrong value passes the module's door and fails somewhere inside, or becomes a string that nobody meant.
 *
 * Bad (modules/vpc/variables.tf):
 * ```hcl
 * variable "zones" {
 *   default = ["a", "b"]
 * }
 * ```
 *
 * Good (modules/vpc/variables.tf):
 * ```hcl
 * variable "zones" {
 *   type    = list(string)
 *   default = ["a", "b"]
 * }
 * ```
 *
 * Mend: add a `type`, as narrow as the values allow.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/typed-variables -- reason`
 */

import { attributeOf, placeIn } from "../../../languages/hcl/module/module.ts";
import { declarationCheck } from "./module/declaration-check.ts";

export default declarationCheck({
  judge: (file) =>
    file.declarations
      .filter((declaration) => declaration.kind === "variable" && !attributeOf(declaration, "type"))
      .map(({ name, place }) => ({
        message: `The variable \`${name}\` has no type, so any value is accepted and a wrong one fails far from here.`,
        advice: "Add a `type`.",
        at: placeIn(file, place),
      })),
});
