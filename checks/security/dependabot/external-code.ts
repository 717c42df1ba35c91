/**
 * Updates that run code of the packages they look at.
 *
 * Why: a package that was taken over runs while Dependabot looks at it, and can read the registries' tokens.
 *
 * Bad (.github/dependabot.yml):
 * ```yaml
 * version: 2
 * updates:
 *   - package-ecosystem: bundler
 *     directory: /
 *     insecure-external-code-execution: allow
 *     schedule:
 *       interval: weekly
 * ```
 *
 * Good (.github/dependabot.yml):
 * ```yaml
 * version: 2
 * updates:
 *   - package-ecosystem: bundler
 *     directory: /
 *     schedule:
 *       interval: weekly
 * ```
 *
 * Mend: write `deny`.
 *
 * Waive: `# plumbline-disable-next-line security/dependabot/external-code -- reason`
 */

import { textAt } from "../../../languages/workflow/node.ts";
import { updatesOf } from "../workflow/reading/dependabot.ts";
import { workflowCheck } from "../workflow/reading/workflow-check.ts";

export default workflowCheck(
  (document) =>
    updatesOf(document).flatMap(({ node }) => {
      const code = textAt(node, "insecure-external-code-execution");
      if (code?.text !== "allow") return [];
      return [
        {
          at: code.range,
          message: "Dependabot runs code of the packages that it updates, with the tokens of your registries at hand.",
          advice: "Write `deny`, or delete the line.",
        },
      ];
    }),
  { kinds: ["dependabot"] },
);
