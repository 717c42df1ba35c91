/**
 * Conditions that always hold, or never.
 *
 * Why: text around `${{ }}` makes the whole condition a text, and a text that is not empty is true: the step runs on every branch.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - if: ${{ github.ref_name == 'main' }} && ${{ github.event_name == 'push' }}
 *         run: make release
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - if: github.ref_name == 'main' && github.event_name == 'push'
 *         run: make release
 * ```
 *
 * Mend: put the whole condition between one pair of marks, or leave the marks out.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/constant-condition -- reason`
 */

import type { XStatic } from "typebox/schema";
import { expressionsIn, wholeExpression } from "../../../languages/github-expression/embedded.ts";
import { nodesOf } from "../../../languages/github-expression/tree.ts";
import { entryAt, isDynamic, type MappingNode } from "../../../languages/workflow/node.ts";
import { allSteps, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    constants: {
      type: "boolean",
      default: true,
      description: "Speak of `if: false` and the like too, which some write to switch a job off.",
    },
  },
  required: ["constants"],
  additionalProperties: false,
} as const;

export default workflowCheck<XStatic<typeof optionsSchema>>(
  (document, { constants = true }) => {
    const jobs = workflowOf(document)?.jobs ?? [];
    const owners = [...jobs.map(({ node }) => node), ...allSteps(document).map(({ step }) => step.node)];
    return owners.flatMap((owner) => judge(owner, constants));
  },
  { options: optionsSchema },
);

function judge(owner: MappingNode, constants: boolean): readonly Remark[] {
  const condition = entryAt(owner, "if")?.value;
  if (condition?.type !== "text" || condition.text.trim() === "") return [];
  const { scalar, range } = condition;
  if (isDynamic(condition)) {
    const { expressions, around } = expressionsIn(scalar);
    // A text around the marks counts, and so does a line break that a block of text leaves at its end.
    const rest =
      scalar.style === "literal" || scalar.style === "folded"
        ? scalar.value.replace(/\$\{\{[^]*\}\}/u, "")
        : around.join("");
    if (rest !== "" || expressions.length > 1) {
      return [
        {
          at: range,
          message:
            "This condition always holds: with something beside `${{ }}` it is a text, and a text that is not empty is true.",
          advice: "Put the whole condition between one pair of marks, or leave the marks out.",
        },
      ];
    }
  }
  const { expression } = isDynamic(condition)
    ? (expressionsIn(scalar).expressions[0] ?? wholeExpression(scalar))
    : wholeExpression(scalar);
  if (expression === undefined || !constants) return [];
  const isConstant = [...nodesOf(expression)].every(
    ({ type }) => type === "literal" || type === "not" || type === "binary",
  );
  if (!isConstant) return [];
  return [
    {
      at: range,
      message: `\`${condition.text.trim()}\` is the same on every run, so the condition decides nothing.`,
      advice: "Delete the `if`, or what it guards.",
    },
  ];
}
