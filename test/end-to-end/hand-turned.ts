/** A clock that stands still until somebody turns it. */

import type { Clock } from "../../core/clock.ts";
import { until } from "./stage.ts";

/** `usual`: milliseconds of a turn where the waiting does not name its own step. */
export function handTurned(usual = 5_000): Clock & {
  turnUntil(condition: () => boolean, step?: number): Promise<void>;
  turned(): number;
} {
  const start = Date.now();
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const turn = (milliseconds: number) => {
    now += milliseconds;
    const due = timers.filter((timer) => timer.at <= now);
    timers = timers.filter((timer) => timer.at > now);
    for (const timer of due) timer.run();
  };
  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => void (timers = timers.filter((each) => each !== timer));
    },
    turned: () => now - start,
    turnUntil: (condition, step = usual) =>
      until(() => {
        if (condition()) return true;
        turn(step);
        return false;
      }),
  };
}
