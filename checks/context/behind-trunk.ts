/**
 * Branches that lack much of what the base has by now.
 *
 * Why: what was reviewed and planned on an old base is not what will run after the merge.
 *
 * Bad:
 * ```text
 * title: Route the new office
 * behind: 120
 * ```
 *
 * Good:
 * ```text
 * title: Route the new office
 * behind: 3
 * ```
 *
 * Mend: `git rebase` onto the base and push, or the button that updates the branch.
 *
 * Waive: in `.github/plumbline.yml`, allow more `commits`, or set `context/behind-trunk: off`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { inCode } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    commits: {
      type: "integer",
      default: 50,
      minimum: 0,
      description: "The most commits of the base that a branch may lack.",
    },
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["commits", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type BehindTrunkOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<BehindTrunkOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(
  differential: Differential,
  { options }: DifferentialContext<BehindTrunkOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const { behindBy, request } = differential;
  if (behindBy === undefined) return { findings: [], skipped: "nothing here says how far behind the branch is" };
  if (behindBy <= options.commits) {
    return { findings: [], note: behindBy === 0 ? "up to date" : `lacks ${behindBy} of the base's commits` };
  }
  const base = request?.baseBranch ?? "";
  const name = base === "" ? "the base" : inCode(base);
  return {
    findings: [
      {
        message: `${name} has ${behindBy} commits that this branch lacks, ${behindBy - options.commits} more than are allowed: what was reviewed here is not what will run.`,
        advice: `Run ${inCode(`git rebase ${base === "" ? "BASE" : `origin/${base}`}`)} and push.`,
        evidence: "behind",
      },
    ],
  };
}
