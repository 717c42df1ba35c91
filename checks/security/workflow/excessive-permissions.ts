/**
 * Tokens that may do more than their job needs.
 *
 * Why: any action that the job runs holds its token, and one that is taken over can do whatever the token may.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * permissions: write-all
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
 * permissions:
 *   contents: read
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: name the rights, and give those to write to the one job that needs them.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/excessive-permissions -- reason`
 */

import type { XStatic } from "typebox/schema";
import { at, entriesOf, type WorkflowNode } from "../../../languages/workflow/node.ts";
import { hasEvent } from "./reading/triggers.ts";
import { type Workflow, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    unset: {
      type: "boolean",
      default: true,
      description: "Speak of jobs for which nobody sets rights, so that they have the repository's default.",
    },
    shared: {
      type: "boolean",
      default: true,
      description: "Speak of rights to write that a workflow gives all of its jobs, and of `read-all`.",
    },
  },
  required: ["unset", "shared"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

export default workflowCheck<Options>(
  (document, { unset = true, shared = true }) => {
    const workflow = workflowOf(document);
    if (workflow === undefined) return [];
    const common = at(workflow.root, "permissions");
    const blocks = [common, ...workflow.jobs.map(({ node }) => at(node, "permissions"))];
    return [
      ...blocks.flatMap((block) => wholesale(block, shared)),
      ...(shared && workflow.jobs.length > 1 ? sharedWrites(common) : []),
      ...(unset && common === undefined ? jobsWithout(workflow) : []),
    ];
  },
  { kinds: ["github-workflow"], options: optionsSchema },
);

function wholesale(block: WorkflowNode | undefined, shared: boolean): readonly Remark[] {
  if (block?.type !== "text") return [];
  if (block.text === "write-all") {
    return [
      {
        at: block.range,
        message: "`write-all` lets every step write to everything: code, releases, packages, other workflows.",
        advice: "Name the rights that are needed, `contents: read` for instance.",
      },
    ];
  }
  if (block.text !== "read-all" || !shared) return [];
  return [
    {
      at: block.range,
      message: "`read-all` lets every step read everything that the repository keeps.",
      advice: "Name the rights that are needed.",
    },
  ];
}

function sharedWrites(common: WorkflowNode | undefined): readonly Remark[] {
  return entriesOf(common).flatMap(({ name, key, value }) =>
    value.type === "text" && value.text === "write"
      ? [
          {
            at: key.range,
            message: `Every job of this workflow may write \`${name}\`, whether it needs to or not.`,
            advice: `Give \`${name}: write\` to the job that needs it.`,
          },
        ]
      : [],
  );
}

/** Whoever calls a workflow gives it its rights, and has to say them. */
function jobsWithout(workflow: Workflow): readonly Remark[] {
  const isOnlyCalled = hasEvent(workflow, "workflow_call") && workflow.events.length === 1;
  return workflow.jobs
    .filter(({ node, uses }) => at(node, "permissions") === undefined && (!isOnlyCalled || uses !== undefined))
    .map(({ id, entry }) => ({
      at: entry.key.range,
      message: isOnlyCalled
        ? `Nobody says what the workflow that job \`${id}\` calls may do, so it gets every right of whoever calls this one.`
        : `Nobody says what job \`${id}\` may do, so its token has the repository's default, which may be everything.`,
      advice: "Set `permissions`, of the job or of the workflow: `contents: read` is enough for most.",
    }));
}
