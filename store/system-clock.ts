/** The machine's clock. */

import type { Clock } from "../core/clock.ts";

/** Timers cannot be set further ahead than this (2^31 - 1 milliseconds). */
const longest = 2_147_483_647;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, Math.min(milliseconds, longest));
    return () => clearTimeout(timer);
  },
};
