/**
 * Comparisons with an empty list, `== []`.
 *
 * Why: the literal `[]` is a tuple, a collection never equals it, so the condition never becomes true and the branch behind it never runs.
 *
 * Bad (network/main.tf):
 * ```hcl
 * locals {
 *   is_public = var.allowed_ranges == []
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * locals {
 *   is_public = length(var.allowed_ranges) == 0
 * }
 * ```
 *
 * Mend: compare `length(…)` with 0.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/empty-list-equality -- reason`
 */

import type { HclBinary, HclExpression } from "../../../languages/hcl/tree.ts";
import type { HclDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";
import { terraformKinds } from "./module/kinds.ts";

const check: StyleCheck<object, HclDocument> = {
  meta: {
    type: "problem",
    docs: { languages: ["hcl"], kinds: terraformKinds },
    hasSuggestions: true,
  },
  create(context) {
    const { text } = context.sourceCode.document;
    return {
      HclBinary(comparison) {
        const other = comparedWithEmpty(comparison);
        if (!other) return;
        const { operator } = comparison;
        const mended = `length(${text.slice(...other.range)}) ${operator} 0`;
        reportFinding(context, {
          at: comparison,
          message: `\`[]\` is a tuple, and no list, set or map ever equals a tuple: this is always \`${operator === "==" ? "false" : "true"}\`.`,
          advice: "Compare the `length` with 0.",
          suggestion: [{ range: comparison.range, text: mended }],
        });
      },
    };
  },
};
export default check;

function comparedWithEmpty({ operator, left, right }: HclBinary): HclExpression | undefined {
  if (operator !== "==" && operator !== "!=") return undefined;
  if (isEmptyTuple(right)) return left;
  return isEmptyTuple(left) ? right : undefined;
}

function isEmptyTuple(expression: HclExpression): boolean {
  return expression.type === "HclTuple" && expression.items.length === 0;
}
