/**
 * Names of environment variables that no shell can have.
 *
 * Why: a name with a blank, `=` or `&` is not set at all, and the step runs without it.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     env:
 *       IMAGE TAG: v1
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
 *     env:
 *       IMAGE_TAG: v1
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: write letters, digits and `_`.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/variable-names -- reason`
 */

import { at, entriesOf } from "../../../languages/workflow/node.ts";
import { allSteps, workflowOf } from "../../../languages/workflow/workflow.ts";
import { workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

export default workflowCheck((document) => {
  const workflow = workflowOf(document);
  const jobs = workflow?.jobs ?? [];
  const blocks = [
    at(workflow?.root, "env"),
    ...jobs.flatMap(({ node }) => [
      at(node, "env"),
      at(node, "container", "env"),
      ...entriesOf(at(node, "services")).map(({ value }) => at(value, "env")),
    ]),
    ...allSteps(document).map(({ step }) => at(step.node, "env")),
  ];
  return blocks.flatMap(entriesOf).flatMap(({ name, key }) =>
    /[\s&=]/u.test(name) && !name.includes("${{")
      ? [
          {
            at: key.range,
            message: `\`${name}\` cannot be the name of an environment variable: blanks, \`=\` and \`&\` are not allowed in one.`,
            advice: "Write letters, digits and `_`.",
          },
        ]
      : [],
  );
});
