/**
 * Changes that name no ticket.
 *
 * Why: when the author has left, the ticket is what still says who wanted this change, and why it was urgent.
 *
 * It counts in the title, the description, the branch or a commit: Jira, Linear and YouTrack keys, GitHub and GitLab
 * issues, Phabricator tasks, change and incident numbers, and links to any of these. Comments, code blocks, quotes,
 * placeholders and untouched lines of the template do not count, nor does what only looks like a key (`UTF-8`).
 *
 * Bad:
 * ```text
 * title: Open SSH to the bastion
 * branch: open-ssh
 * commit: Open port 22, UTF-8 comments
 *
 * Needed since the move.
 * <!-- Ticket: ABC-123 -->
 * ```
 *
 * Good:
 * ```text
 * title: Open SSH to the bastion
 * branch: open-ssh
 * commit: Open port 22
 *
 * Needed since the move.
 *
 * Refs: OPS-123
 * ```
 *
 * Mend: name the ticket in the title or the description; neither needs a push.
 *
 * Waive: in `.github/plumbline.yml`, set `context/ticket: off`, or bind it to `paths` that deserve it
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import type { Finding } from "../../core/finding.ts";
import { compilePatterns } from "./request/patterns.ts";
import { exemptBotsOption, inCode, inOption, listPlaces, noRequest, textsOf, whyExempt } from "./request/places.ts";
import { findTicket } from "./request/tickets.ts";

const optionsSchema = {
  type: "object",
  properties: {
    patterns: {
      type: "array",
      items: { type: "string", format: "regex", minLength: 1 },
      default: [],
      description: "What a ticket looks like (RE2 syntax); none = the forms of well-known trackers.",
    },
    example: { type: "string", default: "OPS-123", minLength: 1, description: "A ticket as the advice shows it." },
    in: inOption,
    exemptBots: exemptBotsOption,
  },
  required: ["patterns", "example", "in", "exemptBots"],
  additionalProperties: false,
} as const;
type TicketOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<TicketOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(differential: Differential, { options }: DifferentialContext<TicketOptions>): Promise<Observation> {
  const exempt = whyExempt(differential, options.exemptBots);
  if (exempt !== undefined) return { findings: [], skipped: exempt };

  const patterns = compilePatterns(options.patterns);
  for (const text of await textsOf(differential, options.in)) {
    const ticket =
      options.patterns.length > 0 ? patterns.find(text.text) : findTicket(text, differential.request?.number);
    if (ticket !== undefined) return { findings: [], note: `${inCode(ticket)} in ${text.name}`, gaps: patterns.gaps };
  }
  if (patterns.gaps.length > 0) return { findings: [], gaps: patterns.gaps };
  if (!differential.request) return { findings: [], skipped: noRequest };
  return { findings: [missing(differential, options)] };
}

function missing(differential: Differential, options: TicketOptions): Finding {
  const places = options.in;
  const title = differential.request?.title.trim() || "what changes";
  const ways = [
    ...(places.includes("title") ? [`title ${inCode(`${options.example}: ${title}`)}`] : []),
    ...(places.includes("body") ? [`a line ${inCode(`Refs: ${options.example}`)} in the description`] : []),
    ...(places.includes("commits")
      ? [places.includes("body") ? "the same in a commit" : `${inCode(`Refs: ${options.example}`)} in a commit`]
      : []),
    ...(places.includes("branch") && places.length === 1 ? [`a branch called ${inCode(`${options.example}-…`)}`] : []),
  ];
  const textWays = ["title", "body"].filter((place) => places.some((each) => each === place)).length;
  const push =
    textWays === 0
      ? ""
      : textWays === ways.length
        ? ", no push needed"
        : `, no push needed for the first${textWays === 2 ? " two" : ""}`;
  return {
    message: `none in ${listPlaces(differential, places)}.`,
    advice: ways.length === 1 ? `Add ${ways[0]}${push}.` : `Any of these works${push}: ${ways.join(" · ")}.`,
    evidence: "missing",
  };
}
