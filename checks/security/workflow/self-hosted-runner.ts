/**
 * Jobs on machines of one's own that pull requests can start.
 *
 * Why: whoever opens a pull request runs code on the machine, and may leave something there that the next job meets with its secrets.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: pull_request
 * jobs:
 *   build:
 *     runs-on: [self-hosted, linux]
 *     steps:
 *       - run: make
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: pull_request
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: use GitHub's runners for what strangers can start, or machines that live for one job.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/self-hosted-runner -- reason`
 */

import {
  at,
  entriesOf,
  itemsOf,
  oneOrMore,
  type TextNode,
  textsIn,
  type WorkflowNode,
} from "../../../languages/workflow/node.ts";
import { expressionsIn } from "../../../languages/github-expression/embedded.ts";
import { pathOf } from "../../../languages/github-expression/tree.ts";
import type { XStatic } from "typebox/schema";
import { type Job, workflowOf } from "../../../languages/workflow/workflow.ts";
import { hasEvent } from "./reading/triggers.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    anyEvent: {
      type: "boolean",
      default: false,
      description: "Speak of every such job, not only of those that pull requests start.",
    },
  },
  required: ["anyEvent"],
  additionalProperties: false,
} as const;

export default workflowCheck<XStatic<typeof optionsSchema>>(
  (document, { anyEvent = false }) => {
    const workflow = workflowOf(document);
    if (workflow === undefined || (!anyEvent && !hasEvent(workflow, "pull_request", "pull_request_target"))) return [];
    return workflow.jobs.flatMap((job) => {
      const label = ownRunner(job);
      if (label === undefined) return [];
      return [
        {
          at: label.range,
          message: `Job \`${job.id}\` runs on a machine of your own, and what one run leaves there the next one finds.`,
          advice: "Run what strangers can start on GitHub's runners, or on machines that live for one job.",
        },
      ];
    });
  },
  { kinds: ["github-workflow"], options: optionsSchema },
);

function ownRunner({ node }: Job): TextNode | undefined {
  const runsOn = at(node, "runs-on");
  const labels = oneOrMore(runsOn?.type === "mapping" ? at(runsOn, "labels") : runsOn);
  return labels
    .filter((label): label is TextNode & WorkflowNode => label.type === "text")
    .find((label) => isOwn(label, node));
}

function isOwn(label: TextNode, job: WorkflowNode): boolean {
  if (label.text.toLowerCase() === "self-hosted") return true;
  const [only] = expressionsIn(label.scalar).expressions;
  const [context, name] = only?.expression ? (pathOf(only.expression) ?? []) : [];
  if (context !== "matrix" || name === undefined) return false;
  const matrix = at(job, "strategy", "matrix");
  const valuesOf = (each: WorkflowNode | undefined): readonly WorkflowNode[] =>
    entriesOf(each).flatMap((entry) => (entry.name.toLowerCase() === name ? [entry.value] : []));
  if (itemsOf(at(matrix, "include")).flatMap(valuesOf).some(namesOwn)) return true;
  // A combination that says more than this one value leaves out only some of its jobs.
  const leftOut = itemsOf(at(matrix, "exclude")).filter((each) => entriesOf(each).length === 1);
  return valuesOf(matrix).some(namesOwn) && !leftOut.flatMap(valuesOf).some(namesOwn);
}

function namesOwn(value: WorkflowNode): boolean {
  return [...textsIn(value)].some(({ text }) => text.toLowerCase() === "self-hosted");
}
