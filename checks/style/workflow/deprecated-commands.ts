/**
 * Workflow commands that GitHub has taken away or is about to.
 *
 * Why: a step that sets an output by `::set-output` sets none any more where the command is switched off, and whatever reads it gets an empty text.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - id: tag
 *         run: echo "::set-output name=tag::v1"
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - id: tag
 *         run: echo "tag=v1" >> "$GITHUB_OUTPUT"
 * ```
 *
 * Mend: append to the file that the message names.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/deprecated-commands -- reason`
 */

import type { TextNode } from "../../../languages/workflow/node.ts";
import { allSteps } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

/** By command: the file of the environment that took its place, and what is written to it. */
const successors: ReadonlyMap<string, string> = new Map([
  ["set-output", 'echo "name=value" >> "$GITHUB_OUTPUT"'],
  ["save-state", 'echo "name=value" >> "$GITHUB_STATE"'],
  ["set-env", 'echo "NAME=value" >> "$GITHUB_ENV"'],
  ["add-path", 'echo "path" >> "$GITHUB_PATH"'],
]);

export default workflowCheck((document) => allSteps(document).flatMap(({ step }) => (step.run ? judge(step.run) : [])));

function judge({ scalar }: TextNode): readonly Remark[] {
  const start = scalar.range[0];
  return [...scalar.raw.matchAll(/::(set-output|save-state|set-env|add-path)(?:[ \t]+name=[\w-]+)?::/gu)].map(
    (match) => {
      const command = match[1] ?? "";
      return {
        at: [start + match.index, start + match.index + match[0].length],
        message: `\`::${command}\` is deprecated, and GitHub may ignore it without an error.`,
        advice: `Write \`${successors.get(command) ?? ""}\` instead.`,
      };
    },
  );
}
