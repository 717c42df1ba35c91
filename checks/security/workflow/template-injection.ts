/**
 * Texts of strangers that become a part of a script.
 *
 * Why: `${{ }}` is filled in before the shell reads the script, so a title such as `"; curl … | sh; "` runs with the token and secrets of the job.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: issues
 * jobs:
 *   greet:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: echo "${{ github.event.issue.title }}"
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: issues
 * jobs:
 *   greet:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: echo "$TITLE"
 *         env:
 *           TITLE: ${{ github.event.issue.title }}
 * ```
 *
 * Mend: put the value into a variable of `env` and read that in the script.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/template-injection -- reason`
 */

import { isScript } from "./reading/scripts.ts";
import { sitesIn } from "./reading/sites.ts";
import { untrustedPath, valuesOf } from "./reading/untrusted.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck((document) =>
  sitesIn(document)
    .filter(isScript)
    .flatMap(({ expressions }) =>
      expressions.flatMap(({ expression, place }) =>
        (expression ? valuesOf(expression) : []).flatMap((value) => {
          const path = untrustedPath(value);
          if (path === undefined) return [];
          return [
            {
              at: place(value.range),
              message: `\`${path}\` becomes a part of this script before it runs, and whoever writes it writes commands.`,
              advice: "Hand it on in `env`, and let the script read the variable.",
            },
          ];
        }),
      ),
    ),
);
