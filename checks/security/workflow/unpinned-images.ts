/**
 * Images of jobs, services and steps without a digest.
 *
 * Why: a tag can be moved: whoever can push to the registry runs code with the job's token.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     container: registry.example.com/build:1.4
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
 *     container: registry.example.com/build:1.4@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: add the digest behind the tag.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/unpinned-images -- reason`
 */

import { expressionsIn } from "../../../languages/github-expression/embedded.ts";
import { type Expression, pathOf } from "../../../languages/github-expression/tree.ts";
import {
  at,
  entriesOf,
  entryNamed,
  isDynamic,
  itemsOf,
  textAt,
  type TextNode,
  type WorkflowNode,
} from "../../../languages/workflow/node.ts";
import { actionOf, allSteps, type Job, workflowOf } from "../../../languages/workflow/workflow.ts";
import { valuesOf } from "./reading/untrusted.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck((document) => {
  const jobs = workflowOf(document)?.jobs ?? [];
  const used = allSteps(document).flatMap(({ step }) => (step.uses?.text.startsWith("docker://") ? [step.uses] : []));
  const ofAction = textAt(actionOf(document)?.root, "runs", "image");
  return [
    ...jobs.flatMap((job) => imagesOf(job).flatMap((image) => judgeImage(image, job))),
    ...used.flatMap((image) => judgeImage(image)),
    ...(ofAction?.text.startsWith("docker://") ? judgeImage(ofAction) : []),
  ];
});

function imagesOf({ node }: Job): readonly TextNode[] {
  const containers: readonly (WorkflowNode | undefined)[] = [
    at(node, "container"),
    ...entriesOf(at(node, "services")).map(({ value }) => value),
  ];
  return containers.flatMap((container) => (container?.type === "text" ? container : textAt(container, "image")) ?? []);
}

function judgeImage(image: TextNode, job?: Job): readonly Remark[] {
  if (image.text === "") return [];
  const names = isDynamic(image) ? namesIn(image, job) : [image.text];
  const open = names.find((name) => name !== "" && !name.includes("@sha256:"));
  if (open === undefined) return [];
  return [
    {
      at: image.range,
      message: `\`${open.replace(/^docker:\/\//u, "")}\` is whatever its tag points at when the job runs.`,
      advice: "Add its digest: `@sha256:…`.",
    },
  ];
}

/** Names that an expression may give, as far as the workflow itself says them. */
function namesIn({ scalar }: TextNode, job: Job | undefined): readonly string[] {
  const { expressions, around } = expressionsIn(scalar);
  const [only] = expressions;
  if (only?.expression === undefined || expressions.length > 1 || around.some((text) => text !== "")) return [];
  return valuesOf(only.expression).flatMap((value) => {
    if (value.type === "literal") return typeof value.value === "string" ? [value.value] : [];
    return namesInMatrix(value, job);
  });
}

function namesInMatrix(value: Expression, job: Job | undefined): readonly string[] {
  const [context, name, ...more] = pathOf(value) ?? [];
  if (context !== "matrix" || name === undefined || more.length > 0) return [];
  const matrix = at(job?.node, "strategy", "matrix");
  const rows = itemsOf(entryNamed(matrix, name)?.value);
  const included = itemsOf(at(matrix, "include")).flatMap((each) => entryNamed(each, name)?.value ?? []);
  return [...rows, ...included].flatMap((node) => (node.type === "text" && !isDynamic(node) ? [node.text] : []));
}
