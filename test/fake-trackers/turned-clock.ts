/** A clock that stands still until a test turns it. */

import type { Clock } from "../../core/clock.ts";

export interface TurnedClock extends Clock {
  /** Runs whatever is due by then, in milliseconds. */
  turn(milliseconds: number): void;
}

export function turnedClock(): TurnedClock {
  let now = 1_800_000_000_000;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    turn(milliseconds) {
      now += milliseconds;
      for (const timer of [...timers]) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.run();
      }
    },
  };
}
