/** Which providers a module asks for, and which it uses. */

import type { Range } from "../../../../core/text.ts";
import { attributeOf, blocksOf, literalText, type TerraformModule } from "../../../../languages/hcl/module/module.ts";
import type { Declaration, FileSummary, SummaryAttribute } from "../../../../languages/hcl/module/summary.ts";
import type { HclExpression } from "../../../../languages/hcl/tree.ts";

/** One line of `required_providers`. */
export interface Requirement {
  /** The provider's name inside the module. */
  readonly name: string;
  readonly file: FileSummary;
  readonly attribute: SummaryAttribute;
}

export function requirementsOf({ files }: TerraformModule): readonly Requirement[] {
  return files.flatMap((file) =>
    file.declarations
      .filter(({ kind }) => kind === "terraform")
      .flatMap((settings) => blocksOf(settings, "required_providers"))
      .flatMap((block) => block.attributes.map((attribute) => ({ name: attribute.name, file, attribute }))),
  );
}

export interface ProviderUse {
  readonly name: string;
  readonly file: FileSummary;
  readonly place: Range;
}

/** Built into Terraform itself: nobody installs it. */
const builtIn = "terraform";

/** In the order of files and text. */
export function providerUses({ files }: TerraformModule): readonly ProviderUse[] {
  return files.flatMap((file) => {
    const declared = file.declarations.flatMap((declaration) => {
      const name = usedBy(declaration);
      return name === undefined ? [] : [{ name, file, place: declaration.place }];
    });
    const named = file.references
      .filter(({ use }) => use === "provider")
      .map(({ root, place }) => ({ name: root, file, place }));
    const called = file.calls.flatMap(({ name, place }) => {
      const [space, provider] = name.split("::");
      return space === "provider" && provider !== undefined ? [{ name: provider, file, place }] : [];
    });
    return [...declared, ...named, ...called].filter(({ name }) => name !== builtIn && name !== "");
  });
}

/** A resource without `provider` belongs to the one that its type begins with. */
function usedBy(declaration: Declaration): string | undefined {
  if (declaration.kind === "provider") return declaration.name;
  if (declaration.type === undefined || attributeOf(declaration, "provider")) return undefined;
  return declaration.type.split("_")[0];
}

/** Value of a key of an object, by its literal name. */
export function memberOf(expression: HclExpression, name: string): HclExpression | undefined {
  if (expression.type !== "HclObject") return undefined;
  return expression.items.find(({ key }) => (key.type === "HclName" ? key.name : literalText(key)) === name)?.value;
}
