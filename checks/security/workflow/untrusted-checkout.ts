/**
 * Checkouts of a stranger's code in runs that have the repository's rights.
 *
 * Why: whatever is built or tested after it runs with the secrets and the token of the repository, and was written by whoever opened the pull request.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: pull_request_target
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/checkout@v4
 *         with:
 *           ref: ${{ github.event.pull_request.head.sha }}
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
 *       - uses: actions/checkout@v4
 *       - run: make
 * ```
 *
 * Mend: build on `pull_request`, and hand results on as an artifact.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/untrusted-checkout -- reason`
 */

import { expressionsIn } from "../../../languages/github-expression/embedded.ts";
import { nodesOf, pathOf } from "../../../languages/github-expression/tree.ts";
import { at, type TextNode } from "../../../languages/workflow/node.ts";
import { readUses } from "../../../languages/workflow/uses.ts";
import { allSteps } from "../../../languages/workflow/workflow.ts";
import { isPrivileged } from "./reading/triggers.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck(
  (document) =>
    allSteps(document).flatMap(({ step, workflow }) => {
      if (workflow === undefined || !isPrivileged(workflow) || !isCheckout(step.uses)) return [];
      const ref = at(step.node, "with", "ref");
      const repository = at(step.node, "with", "repository");
      const taken = [ref, repository].find(
        (node): node is TextNode => node?.type === "text" && comesFromStranger(node),
      );
      if (taken === undefined) return [];
      return [
        {
          at: taken.range,
          message:
            "This checks out the code of whoever opened the pull request, in a run that has the rights of this repository.",
          advice: "Check it out in a workflow on `pull_request`, which has none of them.",
        },
      ];
    }),
  { kinds: ["github-workflow"] },
);

function isCheckout(uses: TextNode | undefined): boolean {
  const read = uses && readUses(uses.text);
  return read?.kind === "repository" && read.slug === "actions/checkout";
}

const heads =
  /^github\.(?:head_ref|event\.(?:pull_request\.(?:head\.(?:sha|ref|repo\..*|user\..*)|merge_commit_sha)|workflow_run\.(?:head_sha|head_branch|head_commit\..*|head_repository\..*)))$/u;

function comesFromStranger({ scalar, text }: TextNode): boolean {
  if (/refs\/pull\//u.test(text)) return true;
  return expressionsIn(scalar).expressions.some(
    ({ expression }) =>
      expression && [...nodesOf(expression)].some((node) => heads.test(pathOf(node)?.join(".") ?? "")),
  );
}
