/**
 * Events that run with all rights for strangers: `pull_request_target`, `workflow_run`.
 *
 * Why: one step that builds, tests or only reads what the pull request brings hands the repository's secrets to its author.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: pull_request_target
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
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
 * Mend: use `pull_request`, and do in a second workflow what needs rights, without running anything of the pull request.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/dangerous-triggers -- reason`
 */

import type { YamlDocument } from "../../../languages/parsed.ts";
import { allSteps, workflowOf } from "../../../languages/workflow/workflow.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

const dangerous: ReadonlyMap<string, string> = new Map([
  ["pull_request_target", "runs for strangers' pull requests with the secrets and the token of this repository"],
  ["workflow_run", "runs after a workflow that strangers start, with the secrets and the token of this repository"],
]);

export default workflowCheck(
  (document) =>
    (workflowOf(document)?.events ?? []).flatMap(({ name, range }) => {
      const danger = dangerous.get(name);
      if (danger === undefined || onlyLabels(document)) return [];
      return [
        {
          at: range,
          message: `\`${name}\` ${danger}.`,
          advice: "Use `pull_request` where it does, and never run what comes from the pull request here.",
        },
      ];
    }),
  { kinds: ["github-workflow"] },
);

/** Putting labels on pull requests is what the event is there for, and this action runs nothing of theirs. */
function onlyLabels(document: YamlDocument): boolean {
  const steps = allSteps(document);
  return steps.length > 0 && steps.every(({ step }) => step.uses?.text.startsWith("actions/labeler@"));
}
