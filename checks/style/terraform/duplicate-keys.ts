/**
 * Keys that stand twice in one map.
 *
 * Why: Terraform takes the last one without a word, so half of what a reviewer reads is not what is applied.
 *
 * A key in parentheses, `(var.name)`, counts with the value that the same file gives it: a local value, or the default of a
 * variable. A key whose value is not known there equals no other.
 *
 * Bad (network/main.tf):
 * ```hcl
 * locals {
 *   tags = {
 *     team = "network"
 *     team = "platform"
 *   }
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * locals {
 *   tags = {
 *     team = "platform"
 *   }
 * }
 * ```
 *
 * Mend: keep the one that is meant and delete the other.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/duplicate-keys -- reason`
 */

import { evaluate } from "../../../languages/hcl/evaluate.ts";
import { joinModule } from "../../../languages/hcl/module/module.ts";
import { moduleScope } from "../../../languages/hcl/module/scope.ts";
import { summarizeFile } from "../../../languages/hcl/module/summarize.ts";
import type { HclName, HclExpression } from "../../../languages/hcl/tree.ts";
import { textOf, unknown } from "../../../languages/hcl/value.ts";
import type { HclDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

const check: StyleCheck<object, HclDocument> = {
  meta: {
    type: "problem",
    docs: { languages: ["hcl"] },
  },
  create(context) {
    const { document } = context.sourceCode;
    const keyName = keyReader(document);
    return {
      HclObject({ items }) {
        if (items.length < 2) return;
        const seen = new Map<string, HclName | HclExpression>();
        for (const { key } of items) {
          const name = keyName(key);
          if (name === undefined) continue;
          const first = seen.get(name);
          if (!first) {
            seen.set(name, key);
            continue;
          }
          const { line } = document.lines.position(first.range[0]);
          reportFinding(context, {
            at: key,
            message: `The key \`${name}\` stands a second time in this map, first on line ${line}, and silently replaces that value.`,
            advice: "Keep the one that is meant and delete the other.",
          });
        }
      },
    };
  },
};
export default check;

/** Keys in parentheses are worth what this file says; what comes from elsewhere is unknown and equals nothing. */
function keyReader(document: HclDocument): (key: HclName | HclExpression) => string | undefined {
  let scope: ReturnType<typeof moduleScope> | undefined;
  return (key) => {
    if (key.type === "HclName") return key.name;
    scope ??= moduleScope(joinModule({ folder: "", files: [summarizeFile(document)] }));
    const name = textOf(evaluate(key, scope));
    return name === unknown ? undefined : name;
  };
}
