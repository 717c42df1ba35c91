/**
 * Ids of jobs and steps that GitHub refuses, and ids that stand twice in a job.
 *
 * Why: an id that is no name cannot be referred to, and of two equal ids GitHub refuses the workflow.
 *
 * Ids are compared without regard to case.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - id: get tag
 *         run: make tag
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - id: get-tag
 *         run: make tag
 * ```
 *
 * Mend: begin the id with a letter or `_`, go on with letters, digits, `-` and `_`, and use each once.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/ids -- reason`
 */

import { isDynamic, type TextNode } from "../../../languages/workflow/node.ts";
import { actionOf, type Step, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

const id = /^[A-Za-z_][\w-]*$/u;

export default workflowCheck((document) => {
  const workflow = workflowOf(document);
  if (!workflow) return idsOfSteps(actionOf(document)?.steps ?? []);
  // The schema holds jobs' ids to their form.
  return workflow.jobs.flatMap(({ steps }) => idsOfSteps(steps));
});

function idsOfSteps(steps: readonly Step[]): readonly Remark[] {
  const seen = new Set<string>();
  return steps.flatMap((step) => (step.id && !isDynamic(step.id) ? judge(step.id, seen) : []));
}

function judge({ text, range }: TextNode, seen: Set<string>): readonly Remark[] {
  const advice = "Write another id.";
  if (!id.test(text)) {
    const message = `\`${text}\` is no id: GitHub takes letters, digits, \`-\` and \`_\`, and a letter or \`_\` at the beginning.`;
    return [{ at: range, message, advice }];
  }
  const name = text.toLowerCase();
  if (seen.has(name)) {
    const message = `A step above has the id \`${name}\` already, and GitHub refuses two alike in one job.`;
    return [{ at: range, message, advice }];
  }
  seen.add(name);
  return [];
}
