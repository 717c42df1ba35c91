/**
 * Resources and local values that depend on each other in a circle.
 *
 * Why: Terraform refuses the whole plan, and its message names dozens of nodes of which two matter.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_security_group" "web" {
 *   description = aws_security_group.database.id
 * }
 *
 * resource "aws_security_group" "database" {
 *   description = aws_security_group.web.id
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_security_group" "web" {
 *   description = "in front of the database"
 * }
 *
 * resource "aws_security_group" "database" {
 *   description = aws_security_group.web.id
 * }
 * ```
 *
 * Mend: move one of the references into a resource of its own, such as a separate rule.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/dependency-cycles -- reason`
 */

import { placeIn } from "../../../languages/hcl/module/module.ts";
import type { ModuleDeclaration, TerraformModule } from "../../../languages/hcl/module/module.ts";
import { referredName } from "../../../languages/hcl/module/names.ts";
import type { Declaration } from "../../../languages/hcl/module/summary.ts";
import { findCycles } from "./module/cycles.ts";
import { moduleCheck } from "./module/module-check.ts";

export default moduleCheck({
  toleratesGaps: true,
  judge(module) {
    const nodes = nodesOf(module);
    return findCycles(edgesOf(module, nodes)).flatMap((cycle) => {
      const [first] = cycle;
      const declaration = first === undefined ? undefined : nodes.get(first);
      if (!declaration) return [];
      const way = [...cycle, first].map((name) => `\`${name ?? ""}\``).join(" → ");
      return [
        {
          message:
            cycle.length === 1
              ? `${way.split(" → ")[0] ?? ""} depends on itself, so Terraform cannot tell what to create first.`
              : `These depend on each other in a circle, so Terraform cannot tell what to create first: ${way}.`,
          advice: "Take one of the references out of the circle.",
          at: placeIn(declaration.file, declaration.place),
          evidence: [...cycle].sort().join(" "),
        },
      ];
    });
  },
});

/** By address. Modules are left out: an output may well depend on one input only. */
function nodesOf(module: TerraformModule): ReadonlyMap<string, ModuleDeclaration> {
  const nodes = new Map<string, ModuleDeclaration>();
  for (const declaration of module.declarations) {
    const address = addressOf(declaration);
    if (address !== undefined && declaration.within === undefined) nodes.set(address, declaration);
  }
  return nodes;
}

function addressOf({ kind, type, name }: Declaration): string | undefined {
  if (kind === "local") return `local.${name}`;
  if (type === undefined) return undefined;
  return kind === "resource" ? `${type}.${name}` : `${kind}.${type}.${name}`;
}

function edgesOf(
  module: TerraformModule,
  nodes: ReadonlyMap<string, ModuleDeclaration>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const edges = new Map<string, Set<string>>([...nodes.keys()].map((address) => [address, new Set()]));
  for (const reference of module.references) {
    const from = reference.in && addressOf(reference.in);
    const referred = referredName(reference, reference.in);
    if (from === undefined || !referred || runsLater(reference.within)) continue;
    const to = referred.root === "" ? referred.name : `${referred.root}.${referred.name}`;
    if (nodes.has(to)) edges.get(from)?.add(to);
  }
  return edges;
}

/** Conditions are asked when the resource is there already. */
function runsLater(within: string): boolean {
  return /^lifecycle\.(?:pre|post)condition\./u.test(within);
}
