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

import type { TextEdit } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
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
    // Mends of comparisons that no mended one around them holds yet, in the order of the text.
    const mends: TextEdit[] = [];
    return {
      // Inner comparisons come first, so that one suggestion mends a comparison with all that stands in it.
      "HclBinary:exit"(comparison) {
        const other = comparedWithEmpty(comparison);
        if (!other) return;
        const { operator, range } = comparison;
        const inner = takeWithin(range, mends);
        const mend = { range, text: `length(${mendedText(text, other.range, inner)}) ${operator} 0` };
        mends.push(mend);
        reportFinding(context, {
          at: comparison,
          message: `\`[]\` is a tuple, and no list, set or map ever equals a tuple: this is always \`${operator === "==" ? "false" : "true"}\`.`,
          advice: "Compare the `length` with 0.",
          suggestion: [mend],
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

/** Those at the end that lie within a range, no longer in `mends` but in the answer. */
function takeWithin([start]: Range, mends: TextEdit[]): readonly TextEdit[] {
  const first = mends.findLastIndex(({ range }) => range[0] < start) + 1;
  return mends.splice(first);
}

function mendedText(text: string, [start, end]: Range, mends: readonly TextEdit[]): string {
  let mended = "";
  let at = start;
  for (const { range, text: replacement } of mends) {
    mended += text.slice(at, range[0]) + replacement;
    at = range[1];
  }
  return mended + text.slice(at, end);
}
