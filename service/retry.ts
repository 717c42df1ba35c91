/** When to try again what could not be finished, and when to stop making people wait for it. */

import { RateLimited } from "../github/limiter.ts";
import type { Trouble } from "./review-state.ts";

/** In milliseconds; the last one goes on for as long as it takes. */
const delays = [2_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000];

/** After this time the run is concluded, so that nobody waits for it; trying goes on. */
const patience = 5 * 60_000;

export function nextTrouble(before: Trouble | undefined, now: number): Trouble {
  return { since: before?.since ?? now, attempts: (before?.attempts ?? 0) + 1 };
}

/** Milliseconds since 1970. */
export function nextTry({ attempts }: Trouble, now: number): number {
  return now + (delays[Math.min(attempts, delays.length) - 1] ?? 0);
}

export function hasGivenUp({ since }: Trouble, now: number): boolean {
  return now - since >= patience;
}

/** A rate limit, wherever it hides: a container's handlers fail together, as one error of several. */
export function rateLimitOf(error: unknown): RateLimited | undefined {
  if (error instanceof RateLimited) return error;
  if (error instanceof AggregateError) {
    for (const each of error.errors) {
      const limit = rateLimitOf(each);
      if (limit !== undefined) return limit;
    }
  }
  return error instanceof Error && error.cause !== undefined ? rateLimitOf(error.cause) : undefined;
}

/** `14:05 UTC`. */
export function clockTime(time: number): string {
  return `${new Date(time).toISOString().slice(11, 16)} UTC`;
}
