/**
 * Strings that hold one interpolation and nothing else.
 *
 * Why: `"${var.name}"` was needed by Terraform 0.11; today it only hides that the value keeps its type and is no string.
 *
 * Bad (network/main.tf):
 * ```hcl
 * output "region" {
 *   value = "${var.region}"
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * output "region" {
 *   value = var.region
 * }
 * ```
 *
 * Mend: write the expression without quotes and `${}`.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/deprecated-interpolation -- reason`
 */

import type { HclExpression, HclInterpolation, HclTemplate } from "../../../languages/hcl/tree.ts";
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
    const { sourceCode } = context;
    const { text } = sourceCode.document;
    return {
      HclTemplate(template) {
        const interpolation = onlyInterpolation(template);
        if (!interpolation) return;
        const parent = sourceCode.getParent(template);
        // The outer template's own fix takes this one out as well.
        const isInner = parent?.type === "HclInterpolation" && isOnly(sourceCode.getParent(parent));
        const expression = innermost(interpolation.expression);
        const inside = text.slice(...expression.range);
        const isKey = parent?.type === "HclObjectItem" && "key" in parent && parent.key === template;
        const bare = isKey || needsParentheses(expression, inside, parent?.type ?? "") ? `(${inside})` : inside;
        reportFinding(context, {
          at: template,
          message: `\`${shorten(text.slice(...template.range))}\` is nothing but one expression, so the quotes and \`\${}\` around it do nothing.`,
          advice: `Write \`${shorten(bare)}\`.`,
          ...(isInner ? {} : { fix: [{ range: template.range, text: bare }] }),
        });
      },
    };
  },
};
export default check;

function onlyInterpolation(template: HclTemplate): HclInterpolation | undefined {
  const [part] = template.parts;
  if (template.heredoc || template.parts.length !== 1 || part?.type !== "HclInterpolation") return undefined;
  return part.expression.type === "HclMissing" ? undefined : part;
}

function isOnly(node: object | undefined): boolean {
  return node !== undefined && "parts" in node && Array.isArray(node.parts) && node.parts.length === 1;
}

function innermost(expression: HclExpression): HclExpression {
  if (expression.type !== "HclTemplate") return expression;
  const inner = onlyInterpolation(expression);
  return inner ? innermost(inner.expression) : expression;
}

const delimited = new Set([
  "HclAttribute",
  "HclTuple",
  "HclCall",
  "HclObjectItem",
  "HclParentheses",
  "HclInterpolation",
]);
const loose = new Set(["HclConditional", "HclBinary", "HclUnary"]);

/** Quotes held together what would fall apart: an operator's operands, lines outside of brackets. */
function needsParentheses(expression: HclExpression, inside: string, parent: string): boolean {
  if (expression.type === "HclParentheses") return false;
  if (loose.has(expression.type)) return !delimited.has(parent) || inside.includes("\n");
  return false;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
