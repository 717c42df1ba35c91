/**
 * `lookup` without a default.
 *
 * Why: with two arguments `lookup` is a long and deprecated way to write an index; the third, the default, is what it is for.
 *
 * Bad (network/main.tf):
 * ```hcl
 * output "size" {
 *   value = lookup(local.sizes, "small")
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * output "size" {
 *   value = local.sizes["small"]
 * }
 * ```
 *
 * Mend: write `map[key]`, or add the default.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/deprecated-lookup -- reason`
 */

import type { HclExpression } from "../../../languages/hcl/tree.ts";
import type { HclDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";
import { terraformKinds } from "./module/kinds.ts";

const check: StyleCheck<object, HclDocument> = {
  meta: {
    type: "suggestion",
    docs: { languages: ["hcl"], kinds: terraformKinds },
    fixable: "code",
  },
  create(context) {
    const { text } = context.sourceCode.document;
    return {
      HclCall(call) {
        const [map, key, ...others] = call.arguments;
        if (call.name.name !== "lookup" || !map || !key || others.length > 0 || call.expandsLast) return;
        if (map.type === "HclMissing" || key.type === "HclMissing") return;
        const source = text.slice(...map.range);
        const index = `${takesSteps(map) ? source : `(${source})`}[${text.slice(...key.range)}]`;
        reportFinding(context, {
          at: call,
          message: "`lookup` without a default is deprecated: it fails on a missing key just as an index does.",
          advice: `Write \`${index}\`, or give \`lookup\` a default.`,
          fix: [{ range: call.range, text: index }],
        });
      },
    };
  },
};
export default check;

function takesSteps({ type }: HclExpression): boolean {
  return type === "HclTraversal" || type === "HclAccess" || type === "HclCall" || type === "HclParentheses";
}
