/**
 * Provisioners of any kind.
 *
 * Why: what a provisioner does is in no plan and no state, it runs only when its resource is made or destroyed, and where it fails half-way, nobody can run the rest.
 *
 * Told is every `provisioner` block, on whatever it works; `ssh-provisioner` asks only about those that log in somewhere.
 *
 * Bad (cluster/nodes.tf):
 * ```hcl
 * resource "aws_eks_cluster" "main" {
 *   name = "main"
 *
 *   provisioner "local-exec" {
 *     command = "kubectl apply -f addons.yaml"
 *   }
 * }
 * ```
 *
 * Good (cluster/nodes.tf):
 * ```hcl
 * resource "aws_eks_addon" "dns" {
 *   cluster_name = aws_eks_cluster.main.name
 *   addon_name   = "coredns"
 * }
 * ```
 *
 * Mend: use a resource of a provider that does the same, or a step of the pipeline.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/provisioner -- reason`
 */

import { attributeOf, blocksOf, literalText, placeIn } from "../../../languages/hcl/module/module.ts";
import type { SummaryBlock } from "../../../languages/hcl/module/summary.ts";
import { declarationCheck } from "./module/declaration-check.ts";
import { addressOf } from "./module/resources.ts";

export default declarationCheck({
  judge: (file) =>
    file.declarations.flatMap((resource) =>
      resource.kind === "resource"
        ? blocksOf(resource, "provisioner").map((block) => ({
            message: `\`provisioner "${block.labels[0] ?? ""}"\` runs once when \`${addressOf(resource)}\` is ${isForTheEnd(block) ? "destroyed" : "made"}, and no plan shows what it does.`,
            advice: "Let a resource of a provider do it, or a step of the pipeline.",
            at: placeIn(file, block.place),
          }))
        : [],
    ),
});

function isForTheEnd(provisioner: SummaryBlock): boolean {
  const when = attributeOf(provisioner, "when")?.expression;
  return when !== undefined && (when.type === "HclTraversal" ? when.root.name : literalText(when)) === "destroy";
}
