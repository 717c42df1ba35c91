/** What `moved` and `removed` blocks say about resources and modules that are no longer where they were. */

import {
  attributeOf,
  blocksOf,
  type ModuleDeclaration,
  type TerraformModule,
} from "../../../../languages/hcl/module/module.ts";
import { literalText } from "../../../../languages/hcl/module/module.ts";
import type { HclExpression } from "../../../../languages/hcl/tree.ts";
import { literalValue } from "../module/resources.ts";

/** Where a change says what becomes of something that it takes away. */
export type Farewell =
  /** Its data stays, or nobody can say. */
  | { readonly kind: "kept" }
  /** A `removed` block that destroys it. */
  | { readonly kind: "destroyed"; readonly by: ModuleDeclaration };

/** `address` as its own module writes it; blocks of a caller name it behind `module.NAME.`. */
export function farewellTo(address: string, modules: Iterable<TerraformModule>): Farewell | undefined {
  for (const module of modules) {
    for (const block of module.declarations) {
      if (block.kind !== "moved" && block.kind !== "removed") continue;
      const from = attributeOf(block, "from");
      const named = from && namedAddress(from.expression);
      // Whose address cannot be read may be this one's.
      if (named === undefined) return { kind: "kept" };
      if (named !== address && !named.endsWith(`.${address}`) && !address.startsWith(`${named}.`)) continue;
      return block.kind === "removed" && destroys(block) ? { kind: "destroyed", by: block } : { kind: "kept" };
    }
  }
  return undefined;
}

function destroys(block: ModuleDeclaration): boolean {
  const values = blocksOf(block, "lifecycle").flatMap((lifecycle) => {
    const destroy = attributeOf(lifecycle, "destroy");
    return destroy ? [literalValue(destroy.expression)] : [];
  });
  return values.every((value) => value === true);
}

/** Without keys of instances: what is said of one instance is taken as said of all. */
function namedAddress(expression: HclExpression): string | undefined {
  if (expression.type === "HclTraversal") {
    const steps = expression.steps.flatMap((step) => (step.type === "HclAttributeStep" ? [step.name.name] : []));
    return [expression.root.name, ...steps].join(".");
  }
  return literalText(expression)?.replaceAll(/\[[^\]]*\]/gu, "");
}
