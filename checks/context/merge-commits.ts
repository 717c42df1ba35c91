/**
 * Merge commits inside a change.
 *
 * Why: on a trunk-based repository the history is a line; a merge in a branch hides what was changed to make it fit, and `git bisect` stops there.
 *
 * Nothing is asked where merging squashes, for then no merge commit reaches the trunk.
 *
 * Bad:
 * ```text
 * title: Route the new office
 * commit: Route the new office
 * commit: Merge branch 'main' into routes
 * ```
 *
 * Good:
 * ```text
 * title: Route the new office
 * commit: Route the new office
 * ```
 *
 * Mend: `git rebase` onto the base in place of the merge, then `git push --force-with-lease`.
 *
 * Waive: in `.github/plumbline.yml`, set `context/merge-commits: off`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import { exemptBotsOption, exemptionOf } from "./request/exemption.ts";
import { inCode } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: { exemptBots: exemptBotsOption },
  required: ["exemptBots"],
  additionalProperties: false,
} as const;
type MergeCommitsOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<MergeCommitsOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

const shown = 3;

async function look(
  differential: Differential,
  { options }: DifferentialContext<MergeCommitsOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const { commits, request } = differential;
  if (commits.length === 0) return { findings: [], skipped: "no commits here" };
  if (request?.squashes === true) return { findings: [], skipped: "commits are squashed when this is merged" };

  const merges = commits.filter(({ isMerge }) => isMerge);
  if (merges.length === 0)
    return { findings: [], note: commits.length === 1 ? "1 commit" : `${commits.length} commits in a line` };
  const base = request?.baseBranch ?? "";
  const names = merges
    .slice(0, shown)
    .map(({ sha, message }) => `${sha.slice(0, 7)} ${inCode(message.split("\n")[0] ?? "")}`);
  const more = merges.length > shown ? ` and ${merges.length - shown} more` : "";
  return {
    findings: [
      {
        message: `${merges.length === 1 ? "a merge commit is" : `${merges.length} merge commits are`} among the commits: ${names.join(", ")}${more}.`,
        advice: `Rebase in place of merging: ${inCode(`git rebase ${base === "" ? "BASE" : `origin/${base}`}`)}, then \`git push --force-with-lease\`.`,
        evidence: "merges",
      },
    ],
  };
}
