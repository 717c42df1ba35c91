/**
 * Actions and workflows of this repository that are named by `./` instead of `$/`.
 *
 * Why: for a step `./` means whatever lies in the working folder by then, and to policies that demand pins it is none; `$/` means this repository at the commit of the run.
 *
 * GitHub reads `$/` since July 2026; older servers of your own do not.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     uses: ./.github/workflows/build.yml
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     uses: $/.github/workflows/build.yml
 * ```
 *
 * Mend: write `$/` in the place of `./`.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/workspace-uses -- reason`
 */

import type { TextNode } from "../../../languages/workflow/node.ts";
import { allSteps, workflowOf } from "../../../languages/workflow/workflow.ts";
import { gatherLocalFiles, localFile, localFilesOf } from "./reading/local-files.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck(
  (document, _options, facts) => {
    const files = localFilesOf(facts);
    const called = (workflowOf(document)?.jobs ?? []).flatMap(({ uses }) => uses ?? []);
    // What is not in this repository is put there by an earlier step.
    const used = allSteps(document)
      .flatMap(({ step }) => step.uses ?? [])
      .filter(({ text }) => localFile(files, text).is === "read");
    const [inFolder, unpinned] = [
      "is whatever lies in the working folder when the step runs, not what this commit holds",
      "means this repository, and is no pin to a policy of GitHub's that demands one",
    ];
    return [...used.flatMap((node) => judge(node, inFolder)), ...called.flatMap((node) => judge(node, unpinned))];
  },
  { gather: gatherLocalFiles },
);

function judge({ text, range, scalar }: TextNode, what: string): readonly Remark[] {
  if (!text.startsWith("./") || text.includes("${{")) return [];
  const start = range[0] + (scalar.style === "plain" ? 0 : 1);
  return [
    {
      at: range,
      message: `\`${text}\` ${what}.`,
      advice: `Write \`$${text.slice(1)}\`.`,
      suggestion: [{ range: [start, start + 1], text: "$" }],
    },
  ];
}
