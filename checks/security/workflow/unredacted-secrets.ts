/**
 * Values taken out of a secret, which no log masks.
 *
 * Why: GitHub replaces the exact text of a secret in logs; a part of a JSON secret is another text and is shown to everybody who can read the log.
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
 *           PASSWORD: ${{ fromJSON(secrets.DATABASE).password }}
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
 *           PASSWORD: ${{ secrets.DATABASE_PASSWORD }}
 * ```
 *
 * Mend: store each value as a secret of its own.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/unredacted-secrets -- reason`
 */

import { nodesOf, pathOf } from "../../../languages/github-expression/tree.ts";
import { sitesIn } from "./reading/sites.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck((document) =>
  sitesIn(document).flatMap(({ expressions }) =>
    expressions.flatMap(({ expression, place }) =>
      (expression ? [...nodesOf(expression)] : []).flatMap((node) => {
        const [argument] = node.type === "call" && node.name === "fromjson" ? node.arguments : [];
        const path = argument && pathOf(argument);
        if (path?.[0] !== "secrets" || path.length !== 2) return [];
        return [
          {
            at: place(node.range),
            message: `GitHub masks \`${path.join(".")}\` in logs as a whole, not the values that this takes out of it.`,
            advice: "Keep each value as a secret of its own.",
          },
        ];
      }),
    ),
  ),
);
