/** A ticket as the advice shows it: in the form that this repository's own history has. */

import type { Differential } from "../../../core/differential.ts";
import type { TicketReference, TrackerName } from "../../../core/tracker.ts";
import type { OwnPatterns } from "./patterns.ts";
import { findTickets } from "./tickets.ts";

export interface TicketExample {
  /** To be copied: `NET-123`. */
  readonly ticket: string;
  /** A subject of this repository that names one. */
  readonly seenIn?: string;
}

/** More subjects than this tell nothing new. */
const subjectsRead = 50;

export interface ExampleQuestion {
  readonly patterns: OwnPatterns | undefined;
  readonly trackers: readonly TrackerName[];
  readonly projects: readonly string[];
  readonly counts: (ticket: TicketReference) => boolean;
}

/** Somebody else's number would be copied as it is, so that an example has a number of nobody's. */
export function exampleFor(differential: Differential, question: ExampleQuestion): TicketExample {
  for (const subject of (differential.history ?? []).slice(0, subjectsRead)) {
    const own = question.patterns?.find(subject);
    if (own !== undefined) return { ticket: own, seenIn: subject };
    if (question.patterns !== undefined) continue;
    const { repository } = differential;
    const tickets = findTickets(
      { place: "commits", name: "", text: subject },
      { repository, projects: question.projects },
    );
    const shape = tickets.filter(question.counts).flatMap((ticket) => shapeOf(ticket) ?? [])[0];
    if (shape !== undefined) return { ticket: shape, seenIn: subject };
  }
  return { ticket: usual(question) };
}

function shapeOf({ text, id = "", project }: TicketReference): string | undefined {
  if (text.includes("/")) return undefined;
  if (/^[A-Z][A-Z0-9_]+-\d+$/.test(id) && project !== undefined) return `${project}-123`;
  if (/^[TD]\d+$/.test(id)) return `${id.slice(0, 1)}1234`;
  if (text.startsWith("#")) return "#123";
  return text.startsWith("AB#") ? "AB#123" : undefined;
}

function usual({ trackers, projects }: ExampleQuestion): string {
  const key = projects.find((project) => /^[A-Z][A-Z0-9_]*$/.test(project));
  if (key !== undefined) return `${key}-123`;
  if (trackers.some((tracker) => ["jira", "linear", "youtrack"].includes(tracker))) return "OPS-123";
  if (trackers.includes("github") || trackers.includes("gitlab")) return "#123";
  if (trackers.includes("phabricator")) return "T1234";
  return trackers.includes("azure-boards") ? "AB#123" : "CHG0012345";
}
