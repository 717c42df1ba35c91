/**
 * Workflows and actions without a name.
 *
 * Why: GitHub lists the run under the path of the file, and people look for a name.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * name: Build
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: add `name` at the top.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/missing-name -- reason`
 */

import { entryAt } from "../../../languages/workflow/node.ts";
import { actionOf, workflowOf } from "../../../languages/workflow/workflow.ts";
import { workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

export default workflowCheck((document) => {
  const workflow = workflowOf(document);
  const root = workflow?.root ?? actionOf(document)?.root;
  const first = root?.entries[0];
  if (!root || !first || entryAt(root, "name") !== undefined || workflow?.jobs.length === 0) return [];
  const what = workflow ? "workflow" : "action";
  return [
    {
      at: first.key.range,
      message: `This ${what} has no name, so GitHub shows its path.`,
      advice: "Add `name` at the top.",
    },
  ];
});
