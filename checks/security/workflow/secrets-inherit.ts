/**
 * Called workflows that inherit every secret.
 *
 * Why: whoever can change the called workflow, or an action in it, can read all of them.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   release:
 *     uses: octo-org/pipelines/.github/workflows/publish.yml@v2
 *     secrets: inherit
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   release:
 *     uses: octo-org/pipelines/.github/workflows/publish.yml@v2
 *     secrets:
 *       token: ${{ secrets.PUBLISH_TOKEN }}
 * ```
 *
 * Mend: name the secrets that the called workflow declares.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/secrets-inherit -- reason`
 */

import { entryAt } from "../../../languages/workflow/node.ts";
import { workflowOf } from "../../../languages/workflow/workflow.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck(
  (document) =>
    (workflowOf(document)?.jobs ?? []).flatMap(({ node, uses }) => {
      const secrets = entryAt(node, "secrets")?.value;
      if (uses === undefined || secrets?.type !== "text" || secrets.text !== "inherit") return [];
      return [
        {
          at: secrets.range,
          message: `\`${uses.text}\` gets every secret of this repository and its organisation, also those that it does not need.`,
          advice: "Name the secrets that it needs.",
        },
      ];
    }),
  { kinds: ["github-workflow"] },
);
