/**
 * Changes that link no document of the kind asked for.
 *
 * Why: a design document or runbook holds what was weighed and what to do when it goes wrong; the differential does not.
 *
 * `to` names the kind of document, `pattern` says what a link to one looks like (RE2 syntax: an address or a path in the
 * repository). It counts in the title, the description, the branch or a commit; comments, code blocks, quotes and
 * untouched lines of the template do not count.
 *
 * Bad:
 * ```text
 * title: Route the new office
 *
 * Adds the two routes.
 * <!-- Design: https://docs.example.com/d/… -->
 * ```
 *
 * Good:
 * ```text
 * title: Route the new office
 *
 * Adds the two routes, as in https://docs.example.com/d/office-network.
 * ```
 *
 * Mend: put the link into the description.
 *
 * Waive: in `.github/plumbline.yml`, switch the rule `off`, or bind it to `paths` that deserve it
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import type { Finding } from "../../core/finding.ts";
import { compilePatterns } from "./request/patterns.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { inCode, inOption, listPlaces, noRequest, textsOf } from "./request/places.ts";

const anyLink = "https?://[^\\s)>\\]]+";

const optionsSchema = {
  type: "object",
  properties: {
    to: {
      type: "string",
      default: "document",
      minLength: 1,
      description: "What the link leads to: `design document`.",
    },
    pattern: {
      type: "string",
      default: anyLink,
      format: "regex",
      minLength: 1,
      description: "What such a link looks like (RE2 syntax).",
    },
    in: inOption,
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["to", "pattern", "in", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type LinkOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<LinkOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(differential: Differential, { options }: DifferentialContext<LinkOptions>): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;

  const patterns = compilePatterns([options.pattern]);
  if (patterns.gaps.length > 0) return { findings: [], gaps: patterns.gaps };
  for (const { text, name } of await textsOf(differential, options.in)) {
    const link = patterns.find(text);
    if (link !== undefined) return { findings: [], note: `${inCode(link)} in ${name}` };
  }
  if (!differential.request) return { findings: [], skipped: noRequest };
  return { findings: [missing(differential, options)] };
}

function missing(differential: Differential, { to, pattern, in: places }: LinkOptions): Finding {
  const where = places.includes("body") ? "description, no push needed" : places.join(" or ");
  const matching = pattern === anyLink ? "" : `; it matches ${inCode(pattern, 120)}`;
  return {
    message: `no link to a ${to} in ${listPlaces(differential, places)}.`,
    advice: `Put the link into the ${where}${matching}.`,
    evidence: "missing",
  };
}
