/**
 * Workflows that let printed lines set variables.
 *
 * Why: GitHub took `::set-env` and `::add-path` away because a title or a log that a step prints could run code by them; this switch brings them back.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * env:
 *   ACTIONS_ALLOW_UNSECURE_COMMANDS: true
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
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: delete the variable, and write to the files that took the commands' place.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/insecure-commands -- reason`
 */

import { at, entriesOf, isDynamic } from "../../../languages/workflow/node.ts";
import { allSteps, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

const variable = "ACTIONS_ALLOW_UNSECURE_COMMANDS";

export default workflowCheck((document) => {
  const workflow = workflowOf(document);
  const owners = [
    workflow?.root,
    ...(workflow?.jobs ?? []).map(({ node }) => node),
    ...allSteps(document).map(({ step }) => step.node),
  ];
  return owners
    .flatMap((owner) => entriesOf(at(owner, "env")))
    .flatMap(({ name, key, value }): readonly Remark[] => {
      if (name !== variable || value.type !== "text" || isDynamic(value)) return [];
      if (/^(?:|false|0)$/iu.test(value.text)) return [];
      return [
        {
          at: key.range,
          message: `\`${variable}\` lets whatever a step prints set variables and paths of all later steps.`,
          advice: "Delete it, and write to `$GITHUB_ENV` and `$GITHUB_PATH`.",
        },
      ];
    });
});
