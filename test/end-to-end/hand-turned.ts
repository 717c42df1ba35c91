/** A clock that stands still until somebody turns it. */

import type { Clock } from "../../core/clock.ts";
import { until } from "./stage.ts";

export interface HandTurned extends Clock {
  turnUntil(condition: () => boolean, step?: number): Promise<void>;
  /** For work that may have to wait for its turn. */
  turnWhile(work: Promise<unknown>): Promise<void>;
  turned(): number;
}

/** `usual`: milliseconds of a turn where the waiting does not name its own step. */
export function handTurned(usual = 5_000): HandTurned {
  const start = Date.now();
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const turn = (milliseconds: number) => {
    now += milliseconds;
    const due = timers.filter((timer) => timer.at <= now);
    timers = timers.filter((timer) => timer.at > now);
    for (const timer of due) timer.run();
  };
  const turnUntil = (condition: () => boolean, step = usual) =>
    until(() => {
      if (condition()) return true;
      turn(step);
      return false;
    });
  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => void (timers = timers.filter((each) => each !== timer));
    },
    turned: () => now - start,
    turnUntil,
    async turnWhile(work) {
      let isDone = false;
      const done = work.finally(() => (isDone = true));
      await Promise.all([done, turnUntil(() => isDone)]);
    },
  };
}
