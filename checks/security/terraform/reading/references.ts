/** Which resources and data sources an expression names: what joins a bucket to its policy and its encryption. */

import { walk } from "../../../../languages/eslint-language.ts";
import { withoutResourceWord } from "../../../../languages/hcl/module/escaped-resource.ts";
import type { HclExpression, HclTraversal } from "../../../../languages/hcl/tree.ts";

const notResources = new Set(["var", "local", "module", "each", "count", "self", "path", "terraform"]);

/** `aws_s3_bucket.logs`, `data.aws_iam_policy_document.read`; each once. */
export function addressesIn(expression: HclExpression): readonly string[] {
  const found = new Set<string>();
  for (const { node, entering } of walk(expression)) {
    if (!entering || node.type !== "HclTraversal") continue;
    const address = addressOf(node as HclTraversal);
    if (address !== undefined) found.add(address);
  }
  return [...found];
}

function addressOf(traversal: HclTraversal): string | undefined {
  const { root, steps } = withoutResourceWord(traversal);
  if (notResources.has(root.name)) return undefined;
  const names: string[] = [];
  for (const step of steps) {
    if (step.type !== "HclAttributeStep" || names.length > 1) break;
    names.push(step.name.name);
  }
  if (root.name !== "data") return names[0] === undefined ? undefined : `${root.name}.${names[0]}`;
  return names.length < 2 ? undefined : `data.${names.join(".")}`;
}
