/**
 * Outputs without a description.
 *
 * Why: whoever builds on an output has to know what it holds, and the description is what registries and editors show.
 *
 * Bad (modules/vpc/outputs.tf):
 * ```hcl
 * output "id" {
 *   value = aws_vpc.main.id
 * }
 * ```
 *
 * Good (modules/vpc/outputs.tf):
 * ```hcl
 * output "id" {
 *   value       = aws_vpc.main.id
 *   description = "Id of the network."
 * }
 * ```
 *
 * Mend: add a `description` that says what it is for, and in which unit.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/documented-outputs -- reason`
 */

import { attributeOf, literalText, placeIn } from "../../../languages/hcl/module/module.ts";
import { declarationCheck } from "./module/declaration-check.ts";

export default declarationCheck({
  judge: (file) =>
    file.declarations
      .filter(({ kind }) => kind === "output")
      .flatMap((declaration) => {
        const description = attributeOf(declaration, "description");
        if (description && literalText(description.expression)?.trim() !== "") return [];
        return [
          {
            message: `The output \`${declaration.name}\` has ${description ? "an empty" : "no"} description, so its users have to read the code.`,
            advice: "Add a `description` that says what it is for.",
            at: placeIn(file, declaration.place),
          },
        ];
      }),
});
