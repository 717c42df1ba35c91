/**
 * Variables, resources and others that are declared twice in one module.
 *
 * Why: Terraform refuses the whole module; the second declaration often comes from another file or another branch, so neither diff shows it.
 *
 * Files whose name ends in `_override.tf` change what others declare and are not counted.
 *
 * Bad (modules/vpc/variables.tf):
 * ```hcl
 * variable "region" {
 *   type = string
 * }
 *
 * variable "region" {
 *   default = "eu-central-1"
 * }
 * ```
 *
 * Good (modules/vpc/variables.tf):
 * ```hcl
 * variable "region" {
 *   type    = string
 *   default = "eu-central-1"
 * }
 * ```
 *
 * Mend: keep one of the two.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/duplicate-declarations -- reason`
 */

import { attributeOf, literalText, placeIn, titleOf } from "../../../languages/hcl/module/module.ts";
import type { ModuleDeclaration } from "../../../languages/hcl/module/module.ts";
import { indexLines } from "../../../core/text.ts";
import { moduleCheck } from "./module/module-check.ts";

export default moduleCheck({
  toleratesGaps: true,
  judge({ declarations }) {
    const seen = new Map<string, ModuleDeclaration>();
    return declarations.flatMap((declaration) => {
      const identity = identityOf(declaration);
      if (identity === undefined) return [];
      const first = seen.get(identity);
      if (!first) {
        seen.set(identity, declaration);
        return [];
      }
      const { line } = indexLines(first.file.text).position(first.place[0]);
      return [
        {
          message: `\`${titleOf(declaration)}\` is declared a second time; the first is in \`${first.file.path}\`, line ${line}.`,
          advice: "Delete one of the two, or give it another name.",
          at: placeIn(declaration.file, declaration.place),
          evidence: identity,
        },
      ];
    });
  },
});

/** `undefined` for what may stand any number of times. */
function identityOf(declaration: ModuleDeclaration): string | undefined {
  const { kind, type, name } = declaration;
  switch (kind) {
    case "variable":
    case "local":
    case "output":
    case "module":
    case "check":
      return `${kind} ${name}`;
    case "resource":
    case "data":
    case "ephemeral":
      return `${kind} ${type ?? ""}.${name}`;
    case "provider": {
      const alias = attributeOf(declaration, "alias");
      const text = alias ? literalText(alias.expression) : "";
      return text === undefined ? undefined : `provider ${name}.${text}`;
    }
    default:
      return undefined;
  }
}
