/**
 * `depends_on` that names anything but whole objects.
 *
 * Why: Terraform refuses attributes and expressions there, because it reads the list before it computes anything.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_instance" "web" {
 *   depends_on = [aws_iam_role.web.arn]
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_instance" "web" {
 *   depends_on = [aws_iam_role.web]
 * }
 * ```
 *
 * Mend: name the resource or module itself.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/depends-on -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import { withoutResourceWord } from "../../../languages/hcl/module/escaped-resource.ts";
import { placeIn } from "../../../languages/hcl/module/module.ts";
import type { Declaration, FileSummary, SummaryAttribute } from "../../../languages/hcl/module/summary.ts";
import type { HclExpression, HclTraversal } from "../../../languages/hcl/tree.ts";
import { declarationCheck } from "./module/declaration-check.ts";

export default declarationCheck({
  judge(file) {
    // JSON has nothing but strings to write them in.
    if (file.syntax === "json") return [];
    return file.declarations.flatMap(dependencies).flatMap(({ expression }) => judgeList(expression, file));
  },
});

const allowing: ReadonlySet<Declaration["kind"]> = new Set(["resource", "data", "ephemeral", "module", "output"]);

function dependencies({ kind, attributes }: Declaration): readonly SummaryAttribute[] {
  return allowing.has(kind) ? attributes.filter(({ name }) => name === "depends_on") : [];
}

function judgeList(expression: HclExpression, file: FileSummary): readonly Finding[] {
  if (expression.type === "HclMissing") return [];
  if (expression.type !== "HclTuple") {
    return [
      {
        message: "`depends_on` is read before anything is computed, so it takes nothing but a list of names.",
        advice: "Write a list in brackets.",
        at: placeIn(file, expression.range),
      },
    ];
  }
  return expression.items.flatMap((item) => judgeItem(item, file));
}

function judgeItem(item: HclExpression, file: FileSummary): readonly Finding[] {
  if (item.type === "HclMissing") return [];
  const at = placeIn(file, item.range);
  // Names in quotes are how Terraform 0.11 wrote them, and still accepted.
  if (item.type === "HclTemplate") return [];
  if (item.type !== "HclTraversal") {
    return [
      {
        message: "`depends_on` is read before anything is computed, so its items are names and no expressions.",
        advice: "Name a resource or a module.",
        at,
      },
    ];
  }
  const end = endOfObject(item);
  if (end === undefined) return [];
  const name = file.text.slice(item.range[0], end);
  return [
    {
      message: `\`depends_on\` waits for whole objects, and \`${file.text.slice(...item.range)}\` names a part of one.`,
      advice: `Write \`${name}\`.`,
      at,
      fix: { safe: true, edits: [{ range: item.range, text: name }] },
    },
  ];
}

/** Steps that belong to the name of an object, by root; anything else is a resource of type and name. */
const nameSteps: ReadonlyMap<string, number> = new Map([
  ["data", 2],
  ["ephemeral", 2],
  ["module", 1],
]);

/** Where the object's name ends, if more follows; an index picks an instance, which is an object too. */
function endOfObject(traversal: HclTraversal): number | undefined {
  const { root, steps } = withoutResourceWord(traversal);
  // A variable or a local value is legal, if pointless; an output of a module is an object of its own.
  if (root.name === "var" || root.name === "local" || root.name === "module") return undefined;
  const count = nameSteps.get(root.name) ?? 1;
  const rest = steps.slice(count);
  const part = rest.findIndex((step) => step.type !== "HclIndexStep");
  if (part === -1) return undefined;
  return (steps[count + part - 1] ?? steps[0])?.range[1];
}
