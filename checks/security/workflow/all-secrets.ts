/**
 * Expressions that hand on every secret at once.
 *
 * Why: a step that is taken over, or that only prints what it is given, then has all of the repository's secrets instead of one.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 *         env:
 *           SECRETS: ${{ toJSON(secrets) }}
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
 *         env:
 *           TOKEN: ${{ secrets.TOKEN }}
 * ```
 *
 * Mend: name the secrets that are needed.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/all-secrets -- reason`
 */

import { type Expression, nodesOf, pathOf } from "../../../languages/github-expression/tree.ts";
import { sitesIn } from "./reading/sites.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck((document) =>
  sitesIn(document).flatMap(({ expressions }) =>
    expressions.flatMap(({ expression, place }) =>
      (expression ? secretsIn(expression) : []).map((node) => ({
        at: place(node.range),
        message: "This hands on every secret at once, also those that the step does not need.",
        advice: "Name the one that is needed: `secrets.NAME`.",
      })),
    ),
  ),
);

/** The whole context, or one of its values by a name that is made when it runs. */
function secretsIn(expression: Expression): readonly Expression[] {
  const named = new Set<Expression>();
  return [...nodesOf(expression)].filter((node) => {
    if ((node.type === "property" || node.type === "index") && pathOf(node.source)?.join(".") === "secrets") {
      named.add(node.source);
      return node.type === "index" && node.key.type !== "literal" && !isChosen(node.key);
    }
    return node.type === "context" && node.name === "secrets" && !named.has(node);
  });
}

/** `secrets[format('TOKEN_{0}', matrix.zone)]` still takes one. */
function isChosen(key: Expression): boolean {
  return [...nodesOf(key)].every(({ type }) => type !== "filter");
}
