/**
 * Lists reached into with `.0` or `.*`.
 *
 * Why: `a.0` and `a.*` are forms of Terraform 0.11 that newer functions and editors do not understand, and `.*` treats an index behind it unlike `[*]`.
 *
 * Bad (network/main.tf):
 * ```hcl
 * output "zone" {
 *   value = aws_subnet.private.0.availability_zone
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * output "zone" {
 *   value = aws_subnet.private[0].availability_zone
 * }
 * ```
 *
 * Mend: write `[0]` and `[*]`.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/deprecated-index -- reason`
 */

import type { HclDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";
import type { HclStep } from "../../../languages/hcl/tree.ts";
import { terraformKinds } from "./module/kinds.ts";

const check: StyleCheck<object, HclDocument> = {
  meta: {
    type: "suggestion",
    docs: { languages: ["hcl"], kinds: terraformKinds },
    fixable: "code",
    hasSuggestions: true,
  },
  create(context) {
    const { text } = context.sourceCode.document;

    function judge({ steps }: { readonly steps: readonly HclStep[] }): void {
      for (const [index, step] of steps.entries()) {
        const brackets = modernForm(step, text);
        if (brackets === undefined) continue;
        const written = text.slice(...step.range);
        const edits = [{ range: step.range, text: brackets }];
        reportFinding(context, {
          at: step,
          message: `\`${written}\` is how Terraform 0.11 reached into a list, and later versions keep it only for old files.`,
          advice: `Write \`${brackets}\`.`,
          ...(changesMeaning(step, steps.slice(index + 1)) ? { suggestion: edits } : { fix: edits }),
        });
      }
    }

    return { HclTraversal: judge, HclAccess: judge };
  },
};
export default check;

function modernForm(step: HclStep, text: string): string | undefined {
  if (step.type === "HclSplatStep") return step.style === "attribute" ? "[*]" : undefined;
  if (step.type !== "HclIndexStep" || !step.legacy) return undefined;
  return `[${text.slice(...step.key.range)}]`;
}

/** Behind `.*` an index picks one of the results, behind `[*]` it reaches into each of them. */
function changesMeaning(step: HclStep, rest: readonly HclStep[]): boolean {
  return step.type === "HclSplatStep" && rest.some((each) => each.type !== "HclAttributeStep");
}
