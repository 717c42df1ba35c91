/**
 * Hooks of pre-commit that are fetched without encryption.
 *
 * Why: whoever sits on the way can hand out another program, and it runs on every machine that commits.
 *
 * Bad (.pre-commit-config.yaml):
 * ```yaml
 * repos:
 *   - repo: http://github.com/pre-commit/pre-commit-hooks
 *     rev: v5.0.0
 *     hooks:
 *       - id: check-yaml
 * ```
 *
 * Good (.pre-commit-config.yaml):
 * ```yaml
 * repos:
 *   - repo: https://github.com/pre-commit/pre-commit-hooks
 *     rev: v5.0.0
 *     hooks:
 *       - id: check-yaml
 * ```
 *
 * Mend: write the address with `https://`.
 *
 * Waive: `# plumbline-disable-next-line security/pre-commit/insecure-url -- reason`
 */

import type { FileCheck } from "../../../core/check.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { at, followAliases, itemsOf, textAt } from "../../../languages/workflow/node.ts";

const check: FileCheck<object, YamlDocument> = {
  scope: "file",
  languages: ["yaml"],
  kinds: ["pre-commit"],
  look({ path, problems, tree }) {
    if (problems.length > 0) return { findings: [] };
    const content = tree.documents[0]?.content;
    const root = content && followAliases(content);
    const findings = itemsOf(at(root, "repos")).flatMap((item) => {
      const repository = textAt(item, "repo");
      const scheme = /^(?:http|git):\/\//iu.exec(repository?.text ?? "")?.[0];
      if (!repository || scheme === undefined) return [];
      return [
        {
          message: `Hooks come from \`${repository.text}\` without encryption, so anybody on the way can change them.`,
          advice: `Write \`https://${repository.text.slice(scheme.length)}\`.`,
          at: { path, range: repository.range },
        },
      ];
    });
    return { findings: findings.slice(0, 100) };
  },
};
export default check;
