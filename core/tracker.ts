/** Tickets and the trackers that hold them: what a text names, and what a tracker says about it when it is asked. */

/** `other`: service desks and trackers that are known by their links or plain numbers only. */
export type TrackerName = (typeof trackerNames)[number];

export const trackerNames = [
  "jira",
  "linear",
  "youtrack",
  "github",
  "gitlab",
  "phabricator",
  "azure-boards",
  "other",
] as const;

/** A ticket as a text names it. */
export interface TicketReference {
  /** Whose it can be: `OPS-12` may be Jira's, Linear's or YouTrack's. Never empty. */
  readonly trackers: readonly TrackerName[];
  /** As it was written. */
  readonly text: string;
  /** As its tracker calls it: `OPS-12`, `T12`, `D12`, `12` on GitHub; missing where the words hold no such name. */
  readonly id?: string;
  /** Jira's project key (`OPS`), GitHub's `owner/name`; missing where the tracker has none, or the text does not say. */
  readonly project?: string;
  /** Host (and port) of the link that names it. */
  readonly host?: string;
}

/**
 * What a tracker says about one ticket. There is no room for a title on purpose: a report may be read by people who
 * may not read the ticket.
 */
export type TicketAnswer =
  | TicketState
  /** Nobody can tell now: an outage, a refusal of our credentials. `last` is what was said before, however old. */
  | { readonly kind: "unreachable"; readonly reason: string; readonly last?: TicketState }
  /** Nobody will be able to tell: no such tracker is connected. */
  | { readonly kind: "unsupported"; readonly reason: string };

export type TicketState =
  | { readonly kind: "open" | "done"; readonly project?: string }
  /** It does not exist, or we may not see it: trackers do not tell these apart, nor do we. */
  | { readonly kind: "missing" };

/** Asks the tracker that a ticket belongs to. Never throws but for its signal; ends within seconds. */
export type LookUpTicket = (ticket: TicketReference, signal?: AbortSignal) => Promise<TicketAnswer>;
