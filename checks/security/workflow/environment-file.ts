/**
 * Values of others written to `$GITHUB_ENV` or `$GITHUB_PATH`, in workflows that strangers start.
 *
 * Why: one line break in the value sets another variable, `LD_PRELOAD` for instance, and every later step runs what its writer wants.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: pull_request_target
 * jobs:
 *   label:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: echo "TITLE=$TITLE" >> "$GITHUB_ENV"
 *         env:
 *           TITLE: ${{ github.event.pull_request.title }}
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: pull_request_target
 * jobs:
 *   label:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: ./label "$TITLE"
 *         env:
 *           TITLE: ${{ github.event.pull_request.title }}
 * ```
 *
 * Mend: set an output, or use the value in the step that has it.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/environment-file -- reason`
 */

import type { Range } from "../../../core/text.ts";
import { allSteps } from "../../../languages/workflow/workflow.ts";
import { isPrivileged } from "./reading/triggers.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

/** A line that appends something other than a plain text to the file. */
const append = /^[^#\n]*?(?:>>?|\btee\b[^\n|]*?)[ \t]*["']?\$(?:\{?env:)?\{?(GITHUB_ENV|GITHUB_PATH)\b/gimu;

export default workflowCheck(
  (document) =>
    allSteps(document).flatMap(({ step, workflow }) => {
      if (step.run === undefined || workflow === undefined || !isPrivileged(workflow)) return [];
      const { raw, range } = step.run.scalar;
      return [...raw.matchAll(append)]
        .filter(([line]) => /\$\(|`|\$\{?(?!GITHUB_(?:ENV|PATH)\b)\w/u.test(line))
        .map((match) => ({
          at: placeOf(match, range[0]),
          message: `What this writes to \`$${match[1] ?? ""}\` counts for every later step, and strangers start this workflow.`,
          advice: "Set an output instead, and hand it to the step that needs it in `env`.",
        }));
    }),
  { kinds: ["github-workflow"] },
);

function placeOf(match: RegExpExecArray, start: number): Range {
  const indent = /^\s*/u.exec(match[0])?.[0].length ?? 0;
  return [start + match.index + indent, start + match.index + match[0].length];
}
