/** Who is not asked for context, and why: bots that only raise versions, and changes that somebody let off with a label and a reason. */

import type { Observation } from "../../../core/check.ts";
import type { Differential } from "../../../core/differential.ts";
import { inCode, templateOf } from "./places.ts";
import { proseOf } from "./prose.ts";
import { onlyRaisesVersions } from "./version-pins.ts";

/** The `exemptBots` option. */
export const exemptBotsOption = {
  type: "boolean",
  default: true,
  description: "Ask nothing where a bot only raises versions: lock files, image tags, modules, actions.",
} as const;

/** The `exemptLabels` option. */
export const exemptLabelsOption = {
  type: "array",
  items: { type: "string", minLength: 1 },
  default: [],
  uniqueItems: true,
  description: "Labels that let a request off, where its description says why in a line `LABEL: reason`.",
} as const;

export interface ExemptionOptions {
  readonly exemptBots: boolean;
  readonly exemptLabels?: readonly string[];
}

/** The whole answer of a check where this differential is not asked; `undefined` when it is. */
export async function exemptionOf(
  differential: Differential,
  { exemptBots, exemptLabels = [] }: ExemptionOptions,
): Promise<Observation | undefined> {
  const author = differential.request?.author;
  if (exemptBots && author?.isBot === true && (await onlyRaisesVersions(differential))) {
    return { findings: [], skipped: `${inCode(author.login)}, a bot, only raises versions` };
  }
  return exemptByLabel(differential, exemptLabels);
}

async function exemptByLabel(
  differential: Differential,
  exemptLabels: readonly string[],
): Promise<Observation | undefined> {
  const { request } = differential;
  const wanted = new Set(exemptLabels.map(fold));
  const label = request?.labels.find((each) => wanted.has(fold(each)));
  if (request === undefined || label === undefined) return undefined;

  const prose = proseOf(request.body, await templateOf(differential));
  const reason = reasonIn(prose, label);
  if (reason !== undefined) {
    return { findings: [], skipped: `label ${inCode(label)}: ${inCode(reason, 200)}`, exemption: { label, reason } };
  }
  return {
    findings: [
      {
        message: `the label ${inCode(label)} lets this change off, and nothing says why.`,
        advice: `Add a line ${inCode(`${label}: the reason`)} to the description, no push needed.`,
        evidence: "label without reason",
      },
    ],
  };
}

const longestLine = 1_000;

/** Says nothing: what stands there when nobody has filled it in. */
const empty = /^(?:the reason|reason|why|todo|tbd|n\/?a|none|-+|\.+|…)?\W*$/i;

/** `LABEL: reason`, also in a list, as code or in bold; a label's own name may hold a colon. */
function reasonIn(prose: string, label: string): string | undefined {
  for (const line of prose.split("\n")) {
    const words = line.slice(0, longestLine).replace(/^\s*(?:[-*] )?[`*_]*/, "");
    if (fold(words.slice(0, label.length)) !== fold(label)) continue;
    const [, reason = ""] = /^[`*_]*\s*:[*_]*\s*(.*)$/.exec(words.slice(label.length)) ?? [];
    if (!empty.test(reason.trim())) return reason.trim();
  }
  return undefined;
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
