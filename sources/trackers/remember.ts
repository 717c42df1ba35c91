/** Remembers what trackers said: for a short time instead of asking again, for long in case nobody answers. */

import type { TicketAnswer, TicketState } from "../../core/tracker.ts";

interface Remembered {
  readonly state: TicketState;
  readonly at: number;
}

/** In milliseconds. What stands in somebody's way is soon asked again: they may have mended it. */
const freshFor = { open: 5 * 60_000, done: 10_000, missing: 10_000 } as const;
const kept = 10_000;

export type Remember = (name: string, ask: () => Promise<TicketAnswer>) => Promise<TicketAnswer>;

/** `now` in milliseconds, of any origin. */
export function openMemory(now: () => number): Remember {
  const known = new Map<string, Remembered>();
  return async (name, ask) => {
    const before = known.get(name);
    if (before !== undefined && now() - before.at < freshFor[before.state.kind]) return before.state;
    const answer = await ask();
    if (answer.kind === "unreachable") return before === undefined ? answer : { ...answer, last: before.state };
    if (answer.kind === "unsupported") return answer;
    // Newest last, so that the first is the one to forget.
    known.delete(name);
    known.set(name, { state: answer, at: now() });
    const [oldest] = known.keys();
    if (known.size > kept && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}
