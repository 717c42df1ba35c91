/**
 * Workflows that say nothing of runs that overtake each other.
 *
 * Why: ten pushes in a row keep ten runs at work, and two deployments at once may end in any order.
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
 * on: push
 * concurrency:
 *   group: ${{ github.workflow }}-${{ github.ref }}
 *   cancel-in-progress: true
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: set `concurrency`.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/concurrency -- reason`
 */

import { at, entryAt } from "../../../languages/workflow/node.ts";
import { eventNamed, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

export default workflowCheck(
  (document): readonly Remark[] => {
    const workflow = workflowOf(document);
    if (workflow === undefined || workflow.jobs.length === 0 || eventNamed(workflow, "workflow_call")) return [];
    const owners = [workflow.root, ...workflow.jobs.map(({ node }) => node)];
    const set = owners.flatMap((owner) => entryAt(owner, "concurrency") ?? []);
    const isSaid = (value: ReturnType<typeof at>) => at(value, "cancel-in-progress") !== undefined;
    const common = entryAt(workflow.root, "concurrency");
    const [first] = common || workflow.jobs.every(({ node }) => entryAt(node, "concurrency")) ? set : [];
    if (first !== undefined && set.some(({ value }) => isSaid(value))) return [];
    if (first !== undefined) {
      return [
        {
          at: first.key.range,
          message: "A newer run waits here until the older one ends, and nobody says whether that is meant.",
          advice: "Set `cancel-in-progress`.",
        },
      ];
    }
    const on = entryAt(workflow.root, "on")?.key.range ?? workflow.events[0]?.range ?? [0, 0];
    return [
      {
        at: on,
        message: "Every push starts another run beside those that are still at work on older commits.",
        advice: "Set `concurrency` with a group by branch and `cancel-in-progress`.",
      },
    ];
  },
  { kinds: ["github-workflow"] },
);
