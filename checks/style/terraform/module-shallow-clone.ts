/**
 * Modules fetched from git with their whole history.
 *
 * Why: `terraform init` needs one revision; the whole history of a large repository costs every run its minutes.
 *
 * Bad (network/main.tf):
 * ```hcl
 * module "vpc" {
 *   source = "git::https://git.example.com/network/vpc.git?ref=v3.1.0"
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * module "vpc" {
 *   source = "git::https://git.example.com/network/vpc.git?depth=1&ref=v3.1.0"
 * }
 * ```
 *
 * Mend: add `depth=1` to the query; a tag or branch is needed, a bare commit cannot be fetched this way.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/module-shallow-clone -- reason`
 */

import type { Fix } from "../../../core/finding.ts";
import { evaluate } from "../../../languages/hcl/evaluate.ts";
import { readModuleSource } from "../../../languages/hcl/module/module-source.ts";
import { attributeOf, declarationsOf, literalText, placeIn } from "../../../languages/hcl/module/module.ts";
import { moduleScope } from "../../../languages/hcl/module/scope.ts";
import type { HclExpression } from "../../../languages/hcl/tree.ts";
import { moduleCheck } from "./module/module-check.ts";

export default moduleCheck({
  fixable: true,
  toleratesGaps: true,
  judge(module) {
    const scope = moduleScope(module);
    return declarationsOf(module, "module").flatMap((call) => {
      const attribute = attributeOf(call, "source");
      const source = attribute && evaluate(attribute.expression, scope);
      if (!attribute || typeof source !== "string" || !clonesAllHistory(source)) return [];
      const fix = addDepth(attribute.expression, call.file.text);
      return [
        {
          message: `\`${source}\` is fetched with its whole history, of which \`init\` needs one revision.`,
          advice: "Add `depth=1` to its query.",
          at: placeIn(call.file, attribute.expression.range),
          evidence: `${call.name}: ${source}`,
          ...(fix && { fix }),
        },
      ];
    });
  },
});

/** A commit cannot be fetched with a depth, and a short hexadecimal word may be one. */
const maybeCommit = /^[0-9a-f]{4,64}$/iu;

function clonesAllHistory(source: string): boolean {
  const read = readModuleSource(source);
  if (read.kind !== "git" || read.query.has("depth")) return false;
  const revision = read.query.get("ref") ?? "";
  return revision !== "" && !maybeCommit.test(revision);
}

function addDepth(expression: HclExpression, text: string): Fix | undefined {
  if (literalText(expression) === undefined) return undefined;
  const mark = text.slice(...expression.range).indexOf("?");
  if (mark === -1) return undefined;
  const at = expression.range[0] + mark + 1;
  return { safe: true, edits: [{ range: [at, at], text: "depth=1&" }] };
}
