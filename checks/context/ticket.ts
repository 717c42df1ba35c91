/**
 * Changes that name no ticket.
 *
 * Why: when the author has left, the ticket is what still says who wanted this change, and why it was urgent.
 *
 * It counts in the title, the description, the branch or a commit: keys of Jira, Linear and YouTrack (`OPS-123`), issues
 * of GitHub and GitLab (`#123`, `shop/tracker#123`), tasks and revisions of Phabricator and Phorge (`T123`, `D123`),
 * Azure Boards (`AB#123`), records of service desks, and links to any of these. Comments, code blocks, quotes,
 * placeholders and untouched lines of the template do not count, nor does what only looks like a key (`UTF-8`,
 * `CVE-2024-1`). `trackers` and `projects` say which ones are asked for; what an owner names as a project is no look-alike.
 *
 * `verify: open` also asks Jira, Phabricator or GitHub whether the ticket is there, is not done and belongs to one of the
 * `projects`; one such ticket is enough. Nobody is asked about public repositories. `onOutage` says what counts while a
 * tracker does not answer.
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
import { trackerNames } from "../../core/tracker.ts";
import type { TicketReference } from "../../core/tracker.ts";
import { compilePatterns } from "./request/patterns.ts";
import type { OwnPatterns } from "./request/patterns.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { inCode, inOption, listPlaces, noRequest, textsOf } from "./request/places.ts";
import type { RequestText } from "./request/places.ts";
import { exampleFor } from "./request/ticket-example.ts";
import { findTickets } from "./request/tickets.ts";
import { verifyTickets } from "./request/verification.ts";
import type { NamedTicket } from "./request/verification.ts";

const optionsSchema = {
  type: "object",
  properties: {
    trackers: {
      type: "array",
      items: { type: "string", enum: trackerNames },
      default: [...trackerNames],
      minItems: 1,
      uniqueItems: true,
      description: "Trackers whose tickets count.",
    },
    projects: {
      type: "array",
      items: { type: "string", minLength: 1 },
      default: [],
      description:
        "Project keys (`OPS`) and repositories (`shop/tracker`) whose tickets count; none = all. A ticket that bears no such name, as Phabricator's, counts in any case.",
    },
    patterns: {
      type: "array",
      items: { type: "string", format: "regex", minLength: 1 },
      default: [],
      description: "What a ticket looks like (RE2 syntax); none = the forms of well-known trackers.",
    },
    example: {
      type: "string",
      default: "",
      description: "A ticket as the advice shows it; empty = in the form that the repository's history has.",
    },
    verify: {
      type: "string",
      enum: ["no", "exists", "open"],
      default: "no",
      description: "Whether the tracker is asked that the ticket exists, or that it is open as well.",
    },
    onOutage: {
      type: "string",
      enum: ["accept-cached", "wait", "fail"],
      default: "wait",
      description:
        "While a tracker does not answer: take what it said before and else wait, wait until it answers, or fail until it answers.",
    },
    in: inOption,
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["trackers", "projects", "patterns", "example", "verify", "onOutage", "in", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type TicketOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<TicketOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(differential: Differential, context: DifferentialContext<TicketOptions>): Promise<Observation> {
  const { options } = context;
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;

  const patterns = options.patterns.length > 0 ? compilePatterns(options.patterns) : undefined;
  const gaps = patterns?.gaps ?? [];
  const texts = await textsOf(differential, options.in);
  const [first, ...others] = texts.flatMap((text) => namedIn(text, differential, options, patterns));
  if (first !== undefined) {
    if (options.verify === "no") return { findings: [], note: noteOn(first), gaps };
    return { gaps, ...(await verified([first, ...others], differential, context)) };
  }
  if (gaps.length > 0) return { findings: [], gaps };
  if (!differential.request) return { findings: [], skipped: noRequest };
  return { findings: [missing(differential, options, patterns)] };
}

function namedIn(
  text: RequestText,
  differential: Differential,
  options: TicketOptions,
  patterns: OwnPatterns | undefined,
): readonly NamedTicket[] {
  const { repository, request } = differential;
  const surroundings = { repository, pullRequest: request?.number, projects: options.projects };
  if (patterns === undefined) {
    const tickets = findTickets(text, surroundings).filter((ticket) => isAskedFor(ticket, options));
    return tickets.map((ticket) => ({ ticket, where: text.name }));
  }
  const own = patterns.find(text.text);
  if (own === undefined) return [];
  // What an owner calls a ticket may still be one that a tracker can be asked about.
  const known = findTickets({ ...text, text: own }, surroundings)[0];
  return [{ ticket: { ...(known ?? { trackers: ["other"] }), text: own }, where: text.name }];
}

function isAskedFor({ trackers, project }: TicketReference, options: TicketOptions): boolean {
  if (!trackers.some((tracker) => options.trackers.some((asked) => asked === tracker))) return false;
  return isOwnProject(project, options);
}

function isOwnProject(project: string | undefined, { projects }: TicketOptions): boolean {
  if (project === undefined || projects.length === 0) return true;
  return projects.some((own) => own.toLowerCase() === project.toLowerCase());
}

function noteOn({ ticket, where }: NamedTicket): string {
  return `${inCode(ticket.text)} in ${where}`;
}

/** In milliseconds. An outage ends without anybody telling us. */
const askedAgainAfter = 5 * 60_000;

/** What is wrong with a ticket is not said: not everybody who reads this may read the ticket. */
async function verified(
  named: readonly [NamedTicket, ...NamedTicket[]],
  differential: Differential,
  { options, lookUpTicket, signal, time }: DifferentialContext<TicketOptions>,
): Promise<Observation> {
  const { verify, onOutage } = options;
  const verdict = await verifyTickets(named, differential, {
    need: verify === "open" ? "open" : "exists",
    onOutage,
    isOwnProject: (project) => isOwnProject(project, options),
    lookUp: lookUpTicket,
    signal,
  });
  const note = noteOn(verdict.named);
  const { text } = verdict.named.ticket;
  switch (verdict.kind) {
    case "sound":
      return { findings: [], note: `${note}, ${verdict.note}` };
    case "unasked":
      return { findings: [], note: `${note}, ${verdict.reason}` };
    case "unsound":
      return { findings: [unsound(note, text, options)] };
    case "unreachable":
      return {
        findings: onOutage === "fail" ? [unreachable(note, verdict.reason)] : [],
        gaps: [{ reason: `${note} could not be looked up: ${verdict.reason}`, cause: "ours" }],
        ...(time === undefined ? {} : { again: time + askedAgainAfter }),
      };
  }
}

function unsound(note: string, text: string, { verify, projects }: TicketOptions): Finding {
  const what = verify === "open" ? "an open ticket" : "a ticket";
  const whose = projects.length === 0 ? "" : ` of ${projects.map((project) => inCode(project)).join(" or ")}`;
  return {
    message: `${note} is not ${what}${whose} that Plumbline can see.`,
    advice: `Look ${inCode(text)} up and name the ticket that this change belongs to; where it is the right one, open it again or let Plumbline's account read it, then \`/recheck\`.`,
    evidence: "unsound",
  };
}

function unreachable(note: string, reason: string): Finding {
  return {
    message: `${note} could not be looked up (${reason}), and this team lets nothing pass until it is; your change is not the reason.`,
    advice: "Wait: it is asked again by itself.",
    evidence: "unreachable",
  };
}

function missing(differential: Differential, options: TicketOptions, patterns: OwnPatterns | undefined): Finding {
  const places = options.in;
  const { ticket: example, seenIn } =
    options.example === ""
      ? exampleFor(differential, { ...options, patterns, counts: (ticket) => isAskedFor(ticket, options) })
      : { ticket: options.example, seenIn: undefined };
  const title = differential.request?.title.trim() || "what changes";
  // In a title, `#123` reads as a heading to some and as a pull request to others.
  const inTitle = places.includes("title") && !example.startsWith("#");
  const inBody = places.includes("body");
  const ways = [
    ...(inTitle ? [`title ${inCode(`${example}: ${title}`)}`] : []),
    ...(inBody ? [`a line ${inCode(`Refs: ${example}`)} in the description`] : []),
    ...(places.includes("commits")
      ? [inBody ? "the same in a commit" : `${inCode(`Refs: ${example}`)} in a commit`]
      : []),
    ...(places.includes("branch") && places.length === 1 ? [`a branch called ${inCode(`${example}-…`)}`] : []),
  ];
  const asBefore = seenIn === undefined ? "" : `, as in ${inCode(seenIn)}`;
  const push = withoutPush(Number(inTitle) + Number(inBody), ways.length);
  return {
    message: `none in ${listPlaces(differential, places)}.`,
    advice:
      ways.length === 1
        ? `Add ${ways[0]}${asBefore}${push}.`
        : `Any of these works${push}: ${ways.join(" · ")}${asBefore}.`,
    evidence: "missing",
  };
}

/** How many of the ways change the request's text only; they come first. */
function withoutPush(textWays: number, ways: number): string {
  if (textWays === 0) return "";
  if (textWays === ways) return ", no push needed";
  return `, no push needed for the first${textWays === 2 ? " two" : ""}`;
}
