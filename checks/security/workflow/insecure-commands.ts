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

import { expressionsIn } from "../../../languages/github-expression/embedded.ts";
import { pathOf } from "../../../languages/github-expression/tree.ts";
import {
  at,
  entriesOf,
  type Entry,
  entryNamed,
  isDynamic,
  itemsOf,
  type TextNode,
  type WorkflowNode,
} from "../../../languages/workflow/node.ts";
import { allSteps, type Job, workflowOf } from "../../../languages/workflow/workflow.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

const variable = "ACTIONS_ALLOW_UNSECURE_COMMANDS";

export default workflowCheck((document) => {
  const workflow = workflowOf(document);
  const owners = [
    workflow?.root,
    ...(workflow?.jobs ?? []).map(({ node }) => node),
    ...allSteps(document).map(({ step }) => step.node),
  ];
  const written = owners.flatMap((owner) =>
    entriesOf(at(owner, "env"))
      .filter(allows)
      .map(({ key }) => key.range),
  );
  // `env: ${{ matrix.env }}` gives the variables that the matrix has under that name.
  const given = allSteps(document).flatMap(({ step, job }) => {
    const env = at(step.node, "env");
    return env?.type === "text" && mappingsInMatrix(env, job).some((each) => entriesOf(each).some(allows))
      ? [env.range]
      : [];
  });
  return [...written, ...given].map((range) => ({
    at: range,
    message: `\`${variable}\` lets whatever a step prints set variables and paths of all later steps.`,
    advice: "Delete it, and write to `$GITHUB_ENV` and `$GITHUB_PATH`.",
  }));
});

function allows({ name, value }: Entry): boolean {
  if (name !== variable || value.type !== "text" || isDynamic(value)) return false;
  return !/^(?:|false|0)$/iu.test(value.text);
}

function mappingsInMatrix({ scalar }: TextNode, job: Job | undefined): readonly WorkflowNode[] {
  const [only] = expressionsIn(scalar).expressions;
  const [context, name, ...more] = only?.expression ? (pathOf(only.expression) ?? []) : [];
  if (context !== "matrix" || name === undefined || more.length > 0) return [];
  const matrix = at(job?.node, "strategy", "matrix");
  const included = itemsOf(at(matrix, "include")).flatMap((each) => entryNamed(each, name)?.value ?? []);
  return [...itemsOf(entryNamed(matrix, name)?.value), ...included];
}
