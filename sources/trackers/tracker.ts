/** One connected tracker, as the look-up meets it. */

import type { TicketAnswer, TrackerName } from "../../core/tracker.ts";

export interface Tracker {
  readonly name: TrackerName;
  /** As in links to its tickets. */
  readonly host: string;
  readonly ask: (id: string, signal?: AbortSignal) => Promise<TicketAnswer>;
}

/** What lies at a path of names in plain JSON; `undefined` where there is nothing. */
export function at(json: unknown, ...path: readonly string[]): unknown {
  let value = json;
  for (const name of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value;
}

export function unreadable(name: string): TicketAnswer {
  return { kind: "unreachable", reason: `${name}'s answer cannot be read` };
}
