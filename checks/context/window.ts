/**
 * Changes that are merged outside the maintenance windows.
 *
 * Why: what is merged is rolled out; on a Friday night, or during the sale of the year, few are there to help.
 *
 * `windows` says when one may merge (days, hours), `freezes` when not, both on the clock of `timeZone`. The check turns by
 * itself when a window opens or closes; nobody has to push or ask again. Freezes win over windows.
 *
 * Bad:
 * ```text
 * title: Upgrade etcd
 * time: 2026-03-07T22:00:00Z
 * ```
 *
 * Good:
 * ```text
 * title: Upgrade etcd
 * time: 2026-03-09T10:00:00Z
 * ```
 *
 * Mend: wait for the window, or let the change off with one of the `exemptLabels` and say why.
 *
 * Waive: in `.github/plumbline.yml`, give the rule `exemptLabels` for emergencies, or bind it to `paths` that deserve it
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import { timeZone } from "./calendar/local-time.ts";
import type { TimeZone } from "./calendar/local-time.ts";
import { dayNames, openingAt } from "./calendar/windows.ts";
import type { Opening } from "./calendar/windows.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { inCode, noRequest } from "./request/places.ts";

const hour = "^(?:[01]\\d|2[0-3]):[0-5]\\d$|^24:00$";
const date = "^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:T(?:[01]\\d|2[0-3]):[0-5]\\d)?$";

const optionsSchema = {
  type: "object",
  properties: {
    windows: {
      type: "array",
      items: {
        type: "object",
        properties: {
          days: {
            type: "array",
            items: { enum: [...dayNames], type: "string" },
            minItems: 1,
            uniqueItems: true,
          },
          from: { type: "string", pattern: hour },
          to: { type: "string", pattern: hour },
        },
        required: ["days", "from", "to"],
        additionalProperties: false,
      },
      default: [],
      maxItems: 50,
      description: "When one may merge: `{ days: [mon, tue], from: '09:00', to: '16:00' }`; none = at any time.",
    },
    freezes: {
      type: "array",
      items: {
        type: "object",
        properties: {
          from: { type: "string", pattern: date },
          to: { type: "string", pattern: date },
          why: { type: "string", minLength: 1, maxLength: 200 },
        },
        required: ["from", "to", "why"],
        additionalProperties: false,
      },
      default: [],
      maxItems: 100,
      description:
        "When nobody merges: `{ from: 2026-12-20, to: 2027-01-03, why: holidays }`; the last day counts whole.",
    },
    timeZone: {
      type: "string",
      default: "UTC",
      minLength: 1,
      maxLength: 60,
      description: "Whose clock it is: `Europe/Berlin`.",
    },
    exemptBots: { ...exemptBotsOption, default: false },
    exemptLabels: exemptLabelsOption,
  },
  required: ["windows", "freezes", "timeZone", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type WindowOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<WindowOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(differential: Differential, context: DifferentialContext<WindowOptions>): Promise<Observation> {
  const { options, time } = context;
  if (options.windows.length + options.freezes.length === 0) {
    return { findings: [], skipped: "the rule names neither windows nor freezes" };
  }
  if (differential.request === undefined) return { findings: [], skipped: noRequest };
  if (time === undefined) return { findings: [], skipped: "nobody says what time it is here" };
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;

  const zone = timeZone(options.timeZone);
  if (zone === undefined) {
    return {
      findings: [],
      gaps: [{ reason: `there is no time zone ${inCode(options.timeZone)}`, cause: "unsupported" }],
    };
  }
  const opening = openingAt({ zone, windows: options.windows, freezes: options.freezes }, time);
  const again = opening.until === undefined ? {} : { again: opening.until };
  if (opening.isOpen) return { findings: [], note: openNote(opening, zone), ...again };
  return { findings: [shut(opening, zone, options)], ...again };
}

function openNote({ until }: Opening, zone: TimeZone): string {
  return until === undefined ? "nothing speaks against it" : `open until ${zone.show(until)} (${zone.name})`;
}

function shut(opening: Extract<Opening, { isOpen: false }>, zone: TimeZone, { exemptLabels }: WindowOptions) {
  const { freeze, until } = opening;
  const opens = until === undefined ? "no window opens after it" : `${zone.show(until)} (${zone.name})`;
  const why = freeze === undefined ? "no maintenance window is open" : `merging rests: ${inCode(freeze.why, 200)}`;
  const next = until === undefined ? opens : `the next one opens ${opens}`;
  const [label] = exemptLabels;
  const emergency =
    label === undefined
      ? ""
      : `; in an emergency, set the label ${inCode(label)} and say why in a line ${inCode(`${label}: …`)}`;
  return {
    message: freeze === undefined ? `${why}; ${next}.` : `${why}; one may merge again ${opens}.`,
    advice: `Wait for it: this check turns by itself${emergency}.`,
    evidence: "shut",
  };
}
