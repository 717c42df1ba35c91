/**
 * Branches that live for weeks.
 *
 * Why: the longer a branch lives, the less it was tried with what runs by now, and the more merges at once when it comes.
 *
 * The age counts from the oldest commit, or from when the pull request was opened if that is earlier.
 *
 * Bad:
 * ```text
 * title: Route the new office
 * created: 2026-01-12T09:00:00Z
 * time: 2026-03-02T09:00:00Z
 * ```
 *
 * Good:
 * ```text
 * title: Route the new office
 * created: 2026-02-26T09:00:00Z
 * time: 2026-03-02T09:00:00Z
 * ```
 *
 * Mend: merge the part that is done, behind a switch if it has to be, and go on in a new branch.
 *
 * Waive: in `.github/plumbline.yml`, allow more `days`, or set `context/branch-age: off`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { ownCommits } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    days: { type: "integer", default: 14, minimum: 1, description: "The most days that a branch lives." },
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["days", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type BranchAgeOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<BranchAgeOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

const day = 24 * 60 * 60 * 1000;

async function look(
  differential: Differential,
  { options, time }: DifferentialContext<BranchAgeOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const born = birthOf(differential);
  if (born === undefined || time === undefined)
    return { findings: [], skipped: "nothing here says when the branch began" };

  const days = Math.max(0, Math.floor((time - born) / day));
  const since = new Date(born).toISOString().slice(0, 10);
  if (days <= options.days) return { findings: [], note: days === 1 ? "1 day" : `${days} days` };
  return {
    findings: [
      {
        message: `this branch began on ${since}, ${days} days ago, ${days - options.days} more than the ${options.days} that one lives here.`,
        advice: "Merge the part that is done and go on in a new branch; `git rebase` alone makes no change smaller.",
        evidence: "age",
      },
    ],
  };
}

/** Milliseconds since 1970. */
function birthOf(differential: Differential): number | undefined {
  const times = [differential.request?.createdAt, ...ownCommits(differential).map(({ at }) => at)]
    .map((text) => Date.parse(text ?? ""))
    // A clock that was wrong made commits of 1970.
    .filter((each) => each > 0);
  return times.length === 0 ? undefined : Math.min(...times);
}
