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

import type { ExpressionSite } from "../../../languages/workflow/sites.ts";
import { isScript } from "./reading/scripts.ts";
import { sitesIn } from "./reading/sites.ts";
import { untrustedPath, valuesOf } from "./reading/untrusted.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck((document) => sitesIn(document).filter(isScript).flatMap(judge));

/** One remark a script: they are mended together. */
function judge({ expressions }: ExpressionSite): readonly Remark[] {
  const found = expressions.flatMap(({ expression, place }) =>
    (expression ? valuesOf(expression) : []).flatMap((value) => {
      const path = untrustedPath(value);
      return path === undefined ? [] : [{ path, at: place(value.range) }];
    }),
  );
  const [first] = found;
  if (first === undefined) return [];
  const paths = [...new Set(found.map(({ path }) => `\`${path}\``))];
  const isOne = paths.length === 1;
  return [
    {
      at: first.at,
      message: `${inWords(paths)} ${isOne ? "becomes a part" : "become parts"} of this script before it runs, and whoever writes ${isOne ? "it" : "them"} writes commands.`,
      advice: `Hand ${isOne ? "it" : "them"} on in \`env\`, and let the script read the ${isOne ? "variable" : "variables"}.`,
    },
  ];
}

function inWords(paths: readonly string[]): string {
  return paths.length < 2 ? paths.join("") : `${paths.slice(0, -1).join(", ")} and ${paths.at(-1) ?? ""}`;
}
