/**
 * Choices by `&&` and `||` that always choose the same.
 *
 * Why: `a && '' || 'x'` is `'x'` also where `a` holds, because an empty text counts as false.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 *         env:
 *           SUFFIX: ${{ github.ref_name == 'main' && '' || '-dev' }}
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 *         env:
 *           SUFFIX: ${{ github.ref_name != 'main' && '-dev' || '' }}
 * ```
 *
 * Mend: turn the condition round.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/unsound-ternary -- reason`
 */

import { type Expression, nodesOf } from "../../../languages/github-expression/tree.ts";
import { sitesIn } from "../../security/workflow/reading/sites.ts";
import { workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

export default workflowCheck((document) =>
  sitesIn(document).flatMap(({ expressions }) =>
    expressions.flatMap(({ expression, place }) =>
      (expression ? [...nodesOf(expression)] : []).filter(isUnsound).map((node) => ({
        at: place(node.range),
        message:
          "The value between `&&` and `||` counts as false, so the one behind `||` is taken whatever the condition says.",
        advice: "Turn the condition round, so that the value that counts as false stands last.",
      })),
    ),
  ),
);

function isUnsound(node: Expression): boolean {
  if (node.type !== "binary" || node.operator !== "||" || node.left.type !== "binary" || node.left.operator !== "&&")
    return false;
  const { right: middle } = node.left;
  const isFalse =
    middle.type === "literal" &&
    (middle.value === "" || middle.value === false || middle.value === null || middle.value === 0);
  // `a && false || false` and the like change nothing.
  return isFalse && !(node.right.type === "literal" && node.right.value === middle.value);
}
