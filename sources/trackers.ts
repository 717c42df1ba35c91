/** Tickets, looked up in the trackers that the operator has connected; no other host is ever asked. */

import type { LookUpTicket, TicketReference } from "../core/tracker.ts";
import type { World } from "./trackers/ask.ts";
import { jira } from "./trackers/jira.ts";
import { phabricator } from "./trackers/phabricator.ts";
import { openMemory } from "./trackers/remember.ts";
import type { TrackerSettings } from "./trackers/settings.ts";
import type { Tracker } from "./trackers/tracker.ts";

export { withGitHubIssues } from "./trackers/github-issues.ts";
export { readTrackerSettings } from "./trackers/settings.ts";
export type { TrackerEnvironment, TrackerSettings } from "./trackers/settings.ts";

/** `undefined` where none is connected. */
export function connectTrackers(settings: readonly TrackerSettings[], world: World): LookUpTicket | undefined {
  if (settings.length === 0) return undefined;
  const trackers = settings.map((each) => (each.tracker === "jira" ? jira(each, world) : phabricator(each, world)));
  const remember = openMemory(() => world.clock.now());
  return async (ticket, signal) => {
    const connected = trackers.filter((tracker) => ticket.trackers.includes(tracker.name));
    const { id } = ticket;
    if (connected.length === 0 || id === undefined) {
      return { kind: "unsupported", reason: "its tracker is not connected" };
    }
    const tracker = connected.find((each) => isOf(each, ticket));
    // A link to somebody else's tracker of the same make names nothing that ours holds.
    if (tracker === undefined) return { kind: "missing" };
    return remember(`${tracker.name} ${id}`, () => tracker.ask(id, signal));
  };
}

function isOf({ host }: Tracker, ticket: TicketReference): boolean {
  return ticket.host === undefined || ticket.host.toLowerCase() === host;
}
