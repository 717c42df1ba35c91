/**
 * Pull requests that go to another branch than the trunk.
 *
 * Why: what is merged into a side branch is reviewed a second time on its way to the trunk, or never.
 *
 * The trunk is the repository's default branch, or what `trunks` names (`main`, `release/*`). A stack is understood: where
 * the base is the head of another open pull request, that is said and nothing is asked. Back-ports go where they go.
 *
 * Bad:
 * ```text
 * title: Route the new office
 * branch: routes
 * base: network-rework
 * default: main
 * ```
 *
 * Good:
 * ```text
 * title: Route the new office
 * branch: routes
 * base: network-rework
 * stacked on: 11
 * default: main
 * ```
 *
 * Mend: change the base beside the pull request's title; no push needed.
 *
 * Waive: in `.github/plumbline.yml`, add the branch to `trunks`, or set `context/trunk: off`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import { matchName } from "../../core/glob.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { inCode, noRequest } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    trunks: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: 250 },
      default: [],
      uniqueItems: true,
      description: "Branches that changes go to, with `*`; none = the default branch.",
    },
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["trunks", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type TrunkOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<TrunkOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(differential: Differential, { options }: DifferentialContext<TrunkOptions>): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const { request, defaultBranch, inherited = [] } = differential;
  if (!request || request.baseBranch === "") return { findings: [], skipped: noRequest };
  const trunks = options.trunks.length > 0 ? options.trunks : defaultBranch === undefined ? [] : [defaultBranch];
  if (trunks.length === 0) return { findings: [], skipped: "nobody says which branch is the trunk (`trunks`)" };

  const base = inCode(request.baseBranch);
  if (trunks.some((trunk) => matchName(trunk)(request.baseBranch))) return { findings: [], note: `base is ${base}` };
  if (request.stackedOn !== undefined) {
    return { findings: [], note: `stacked on ${inCode(`#${request.stackedOn}`)}, whose branch is the base ${base}` };
  }
  if (inherited.some(({ kind }) => kind === "back-port")) return { findings: [], note: `a back-port to ${base}` };
  const asked = trunks.map((trunk) => inCode(trunk)).join(" or ");
  return {
    findings: [
      {
        message: `the base is ${base}, not ${asked}: what is merged there is reviewed again on its way to the trunk, or never.`,
        advice: `Change the base to ${asked} beside the title, no push needed.`,
        evidence: "base",
      },
    ],
  };
}
