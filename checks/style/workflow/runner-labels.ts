/**
 * Runners that GitHub does not have, or has no more.
 *
 * Why: a job with a label that no runner has waits until GitHub gives up on it a day later.
 *
 * Labels of runners of your own are told by the option `labels` or by `self-hosted-runner.labels` of `.github/actionlint.yaml`.
 * A job that asks for `self-hosted` or for a group may have any.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-lates
 *     steps:
 *       - run: make
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: write a label that GitHub offers, or name your own in the rule's options.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/runner-labels -- reason`
 */

import type { XStatic } from "typebox/schema";
import { isSlip, nearest } from "../../../core/nearest.ts";
import { expressionsIn } from "../../../languages/github-expression/embedded.ts";
import { pathOf } from "../../../languages/github-expression/tree.ts";
import {
  at,
  entryNamed,
  isDynamic,
  itemsOf,
  oneOrMore,
  type TextNode,
  type WorkflowNode,
} from "../../../languages/workflow/node.ts";
import { type Job, workflowOf } from "../../../languages/workflow/workflow.ts";
import { readActionlintConfiguration } from "../../security/workflow/reading/actionlint-configuration.ts";
import { gatherLocalFiles, localFilesOf } from "../../security/workflow/reading/local-files.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";
import { labelMatcher, offeredLabels, retiredLabels, selfHostedLabels, systemOf } from "./reading/runners.ts";

const optionsSchema = {
  type: "object",
  properties: {
    labels: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Labels of runners of your own; `*` and `?` stand for any text and any character.",
    },
    unknown: {
      type: "boolean",
      default: true,
      description:
        "Speak of every label that nobody lists; else only of those that GitHub took away, and of misspelt ones.",
    },
  },
  required: ["labels", "unknown"],
  additionalProperties: false,
} as const;

export default workflowCheck<XStatic<typeof optionsSchema>>(
  (document, { labels = [], unknown = true }, facts) => {
    const { configuration } = localFilesOf(facts);
    const isOwn = labelMatcher([...labels, ...readActionlintConfiguration(configuration).labels]);
    return (workflowOf(document)?.jobs ?? []).flatMap((job) => judge(job, isOwn, unknown));
  },
  { kinds: ["github-workflow"], options: optionsSchema, gather: gatherLocalFiles },
);

function judge(job: Job, isOwn: (label: string) => boolean, unknown: boolean): readonly Remark[] {
  const runsOn = at(job.node, "runs-on");
  // A group decides which runners there are.
  if (runsOn?.type === "mapping" && at(runsOn, "group") !== undefined) return [];
  const asked = oneOrMore(runsOn?.type === "mapping" ? at(runsOn, "labels") : runsOn);
  const labels = asked.flatMap((label) => (label.type === "text" ? labelsOf(label, job) : []));
  const plain = asked.filter((label): label is TextNode & WorkflowNode => label.type === "text" && !isDynamic(label));
  if (plain.some(({ text }) => text.toLowerCase() === "self-hosted")) {
    // Beside it stands any label that somebody gave a machine.
    return [];
  }
  return [...labels.flatMap((label) => judgeLabel(label, isOwn, unknown)), ...judgeConflict(plain)];
}

/** Of `${{ matrix.os }}` the labels that the matrix lists. */
function labelsOf(label: TextNode, { node }: Job): readonly TextNode[] {
  if (!isDynamic(label)) return [label];
  const { expressions, around } = expressionsIn(label.scalar);
  const [only] = expressions;
  if (only?.expression === undefined || expressions.length > 1 || around.some((text) => text !== "")) return [];
  const path = pathOf(only.expression);
  const [context, name, ...more] = path ?? [];
  if (context !== "matrix" || name === undefined || more.length > 0) return [];
  const matrix = at(node, "strategy", "matrix");
  const values = [
    ...itemsOf(entryNamed(matrix, name)?.value),
    ...itemsOf(at(matrix, "include")).flatMap((combination) => entryNamed(combination, name)?.value ?? []),
  ];
  const texts = values.filter((value): value is TextNode & WorkflowNode => value.type === "text");
  if (texts.some(({ text }) => text.toLowerCase() === "self-hosted")) return [];
  return texts.filter((text) => !isDynamic(text));
}

function judgeLabel({ text, range }: TextNode, isOwn: (label: string) => boolean, unknown: boolean): readonly Remark[] {
  const label = text.toLowerCase();
  if (label === "" || offeredLabels.has(label) || selfHostedLabels.has(label) || isOwn(text)) return [];
  if (retiredLabels.has(label)) {
    return [
      {
        at: range,
        message: `GitHub has no runner \`${text}\` any more, so the job never starts.`,
        advice: `Write \`${systemOf(label)}-latest\`, or a version that is offered.`,
      },
    ];
  }
  const close = nearest(label, [...offeredLabels]);
  // An organisation calls its larger runners as it likes: `ubuntu-x64`, `ubuntu-latest-64-cores`.
  if (!unknown && (close === undefined || !isSlip(label, close) || label.endsWith("cores"))) return [];
  return [
    {
      at: range,
      message: `GitHub offers no runner with the label \`${text}\`, so the job waits for one that never comes.`,
      advice:
        close === undefined
          ? "Write a label that GitHub offers, or name your own in the rule's options or in `.github/actionlint.yaml`."
          : `Write \`${close}\` if that is what is meant, or name your own label in the rule's options.`,
    },
  ];
}

/** Each runner has one system. */
function judgeConflict(labels: readonly TextNode[]): readonly Remark[] {
  const offered = labels.filter(({ text }) => offeredLabels.has(text.toLowerCase()));
  const [first] = offered;
  const other = offered.find(({ text }) => first !== undefined && text.toLowerCase() !== first.text.toLowerCase());
  if (first === undefined || other === undefined) return [];
  return [
    {
      at: other.range,
      message: `No runner has both \`${first.text}\` and \`${other.text}\`, so the job never starts.`,
      advice: "Run it on each of them by a matrix.",
    },
  ];
}
