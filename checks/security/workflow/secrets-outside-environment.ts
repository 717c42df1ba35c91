/**
 * Secrets used by jobs without an environment.
 *
 * Why: a secret of the repository is there for every workflow on every branch; one of an environment waits for its reviewers and keeps to its branches.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make deploy
 *         env:
 *           TOKEN: ${{ secrets.DEPLOY_TOKEN }}
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     environment: production
 *     steps:
 *       - run: make deploy
 *         env:
 *           TOKEN: ${{ secrets.DEPLOY_TOKEN }}
 * ```
 *
 * Mend: move the secret to an environment, and name that in the job.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/secrets-outside-environment -- reason`
 */

import { nodesOf, pathOf } from "../../../languages/github-expression/tree.ts";
import { at } from "../../../languages/workflow/node.ts";
import { sitesIn } from "./reading/sites.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck(
  (document) =>
    sitesIn(document).flatMap(({ job, expressions }) => {
      if (job === undefined || job.uses !== undefined || at(job.node, "environment") !== undefined) return [];
      return expressions.flatMap(({ expression, place }) =>
        (expression ? [...nodesOf(expression)] : []).flatMap((node) => {
          const path = pathOf(node);
          const [context, name] = path ?? [];
          if (context !== "secrets" || name === undefined || path?.length !== 2 || name === "github_token") return [];
          return [
            {
              at: place(node.range),
              message: `Any job of any branch can read \`${path.join(".")}\`: this one names no environment that guards it.`,
              advice: "Keep the secret in an environment with reviewers or branches, and name that in the job.",
            },
          ];
        }),
      );
    }),
  { kinds: ["github-workflow"] },
);
