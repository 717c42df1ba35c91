/**
 * Variables without a description.
 *
 * Why: a module is used by people who never read its code; the description is all that registries, editors and prompts show them.
 *
 * Bad (modules/vpc/variables.tf):
 * ```hcl
 * variable "retention" {
 *   type = number
 * }
 * ```
 *
 * Good (modules/vpc/variables.tf):
 * ```hcl
 * variable "retention" {
 *   type        = number
 *   description = "Days for which flow logs are kept."
 * }
 * ```
 *
 * Mend: add a `description` that says what it is for, and in which unit.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/documented-variables -- reason`
 */

import { attributeOf, literalText, placeIn } from "../../../languages/hcl/module/module.ts";
import { declarationCheck } from "./module/declaration-check.ts";

export default declarationCheck({
  judge: (file) =>
    file.declarations
      .filter(({ kind }) => kind === "variable")
      .flatMap((declaration) => {
        const description = attributeOf(declaration, "description");
        if (description && literalText(description.expression)?.trim() !== "") return [];
        return [
          {
            message: `The variable \`${declaration.name}\` has ${description ? "an empty" : "no"} description, so its users have to read the code.`,
            advice: "Add a `description` that says what it is for.",
            at: placeIn(file, declaration.place),
          },
        ];
      }),
});
