/** Finds tickets of well-known trackers in a text, and tells them from what only looks like one. */

import type { TicketReference } from "../../../core/tracker.ts";
import type { RequestText } from "./places.ts";
import { findIssueNumbers, withoutMergeNumbers } from "./trackers/issue-numbers.ts";
import { findKeys } from "./trackers/keys.ts";
import { findLinks } from "./trackers/links.ts";
import { findOthers } from "./trackers/others.ts";
import { findPhabricator } from "./trackers/phabricator.ts";

/** What a text cannot say itself. */
export interface Surroundings {
  /** `owner/name`: whose `#12` is meant. */
  readonly repository: string;
  /** The number of the pull request itself, which is no ticket. */
  readonly pullRequest?: number | undefined;
  /** Project keys that the owner named: what looks like something else to strangers is a ticket here. */
  readonly projects: readonly string[];
}

/** A ticket and where in the text it stands, as UTF-16 offsets. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly ticket: TicketReference;
}

/** Longer texts are cut: nobody reads on, and every pattern stays quick. */
const longestText = 256 * 1024;

/** Every ticket in a text, in the order in which they stand, each once. */
export function findTickets(text: RequestText, surroundings: Surroundings): readonly TicketReference[] {
  const whole = plainWidth(text.text.slice(0, longestText));
  const own = text.place === "body" || text.place === "branch" ? whole : withoutMergeNumbers(withoutQuotes(whole));
  const { hits, rest } = findLinks(own);
  const isBranch = text.place === "branch";
  const all = [
    ...hits,
    ...findKeys(rest, isBranch, surroundings),
    ...findIssueNumbers(isBranch ? rest.replaceAll("/", " ") : rest, surroundings),
    ...findPhabricator(rest, isBranch),
    ...findOthers(rest),
  ].sort((one, other) => one.start - other.start || other.end - one.end);

  const seen = new Set<string>();
  let end = 0;
  return all.flatMap(({ start, end: last, ticket }) => {
    if (start < end || seen.has(ticket.text)) return [];
    end = last;
    seen.add(ticket.text);
    return [ticket];
  });
}

/** `ＯＰＳ－１２` and the hyphen that does not break a line mean what they look like. */
function plainWidth(text: string): string {
  return /[\u0080-\uffff]/.test(text) ? text.normalize("NFKC").replace(/[\u2010\u2011]/g, "-") : text;
}

/** Lines that a commit message quotes are somebody else's words; their room stays, so that offsets do. */
function withoutQuotes(message: string): string {
  return message.replace(/^ {0,3}>.*$/gm, (line) => " ".repeat(line.length));
}
