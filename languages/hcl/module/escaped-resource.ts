/** `resource.aws_vpc.main`, the long way to write `aws_vpc.main`, as what it stands for. */

import type { HclTraversal } from "../tree.ts";

/**
 * The traversal without the word `resource`, which Terraform takes in front of every resource as a way to write types that
 * a later language may want for itself; any other traversal as it is.
 */
export function withoutResourceWord(traversal: HclTraversal): Pick<HclTraversal, "root" | "steps"> {
  const [type, ...steps] = traversal.steps;
  if (traversal.root.name !== "resource" || type?.type !== "HclAttributeStep") return traversal;
  return { root: type.name, steps };
}
