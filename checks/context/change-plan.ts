/**
 * Changes that do not say how they are rolled out and how they are taken back.
 *
 * Why: at three in the morning the way back has to be read, not invented; what was thought of in daylight is better.
 *
 * The plan may stand in the description, under headings, bold words or `Rollback: …` (`sections` names what is asked for;
 * other common names count, too), or be a document: one that this change adds or edits (`paths`), names by its path or
 * links (`addresses`, or any link on a line that says `Plan:` or `Runbook:`). A Markdown document is read against the
 * template: roll-out and canary, rollback, window, message to stakeholders, pre-, in- and post-flight checklists, owners.
 *
 * Bad:
 * ```text
 * title: Upgrade etcd to 3.6
 *
 * We are two versions behind.
 *
 * ## Rollback
 * TBD
 * ```
 *
 * Good:
 * ```text
 * title: Upgrade etcd to 3.6
 *
 * We are two versions behind.
 *
 * **Roll-out:** one member of staging, a day later one of production, then the rest one by one.
 *
 * **Rollback:** stop the member, restore the snapshot of the pre-flight, start it at 3.5.
 * ```
 *
 * Mend: say both in the description, or start a plan with `plumbline new upgrade-plan`.
 *
 * Waive: in `.github/plumbline.yml`, bind the rule to `paths` that deserve a plan; in a document, `<!-- plumbline-disable-file context/change-plan -- reason -->`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import type { Finding } from "../../core/finding.ts";
import { addressesOption, documentPaths, templateOption } from "./document/options.ts";
import type { ExamplePath } from "./document/example-path.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { inCode, inOption, noRequest, templateOf } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    sections: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: 100 },
      default: ["Roll-out", "Rollback"],
      minItems: 1,
      uniqueItems: true,
      description: "What a plan in the description has to say.",
    },
    paths: documentPaths([
      "**/plans/**",
      "**/change-plans/**",
      "**/upgrades/**",
      "**/upgrade-plans/**",
      "**/runbooks/**",
    ]),
    addresses: addressesOption,
    template: templateOption,
    in: inOption,
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["sections", "paths", "addresses", "template", "in", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type ChangePlanOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<ChangePlanOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

const label = /\b(?:(?:change|upgrade|migration|roll-?out) plan|plan|runbook|playbook)\b/i;

async function look(
  differential: Differential,
  { options }: DifferentialContext<ChangePlanOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;

  const { findDocuments } = await import("./document/find-document.ts");
  const found = await findDocuments(differential, options, label);
  const { judgeFound } = await import("./document/judge-found.ts");
  const judging = { template: options.template, name: "upgrade-plan", kind: "plan" } as const;
  const judged = await judgeFound(differential, found, judging);
  if (judged !== undefined) return judged;

  const { request } = differential;
  if (!request) return { findings: [], skipped: noRequest, gaps: found.gaps };
  const { sectionsSaid } = await import("./document/sections-said.ts");
  const said = sectionsSaid(request.body, options.sections, await templateOf(differential));
  if (said === undefined) {
    return { findings: [], gaps: [{ reason: "the description is too long to be read", cause: "input" }] };
  }
  const silent = options.sections.filter((section) => !said.has(section));
  if (silent.length === 0) return { findings: [], note: `${listed(options.sections)} in the description` };
  if (found.gaps.length > 0) return { findings: [], gaps: found.gaps };
  const { examplePath } = await import("./document/example-path.ts");
  return { findings: [missing([...said], silent, await examplePath(differential, options.paths))] };
}

function missing(said: readonly string[], silent: readonly string[], example: ExamplePath | undefined): Finding {
  const lines = listed(silent.map((section) => `**${section}:** …`));
  const asBefore = example === undefined ? "" : `, as ${inCode(example.seen)}`;
  return {
    message:
      said.length === 0
        ? `neither the description nor a document says ${listed(silent)}.`
        : `the description says ${listed(said)}, but not ${listed(silent)}.`,
    advice: `Any of these works, no push needed for the first two: ${silent.length === 1 ? "a line" : "the lines"} ${lines} in the description · a line \`Plan: https://…\` with the address or path of a document${asBefore} · \`plumbline new upgrade-plan\` and a push.`,
    evidence: `missing ${silent.join(", ")}`,
  };
}

/** "`Roll-out` and `Rollback`". */
function listed(names: readonly string[]): string {
  const shown = names.map((name) => inCode(name));
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
