/**
 * Actions and workflows of this repository that are looked up in the working folder.
 *
 * Why: `./` means whatever lies in the folder when the step runs, also what an earlier step has put there; `$/` means this repository at the commit of the run.
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
    return [...called, ...used].flatMap(judge);
  },
  { gather: gatherLocalFiles },
);

function judge({ text, range, scalar }: TextNode): readonly Remark[] {
  if (!text.startsWith("./") || text.includes("${{")) return [];
  const start = range[0] + (scalar.style === "plain" ? 0 : 1);
  return [
    {
      at: range,
      message: `\`${text}\` is whatever lies in the working folder when it is used, not what this commit holds.`,
      advice: `Write \`$${text.slice(1)}\`.`,
      suggestion: [{ range: [start, start + 1], text: "$" }],
    },
  ];
}
