/** When to try again what could not be finished, and when to stop making people wait for it. */

import { statusOf } from "../github/api.ts";
import { RateLimited } from "../github/limiter.ts";
import type { Trouble } from "./review-state.ts";

/** In milliseconds; the last one goes on for as long as it takes. */
const delays = [2_000, 5_000, 15_000, 30_000, 60_000, 120_000, 300_000];

/** After this time the run is concluded, so that nobody waits for it; trying goes on. */
const patience = 5 * 60_000;

export function nextTrouble(before: Trouble | undefined, now: number): Trouble {
  return { since: before?.since ?? now, attempts: (before?.attempts ?? 0) + 1 };
}

/** After a review that failed, as milliseconds since 1970. */
export function nextTry({ attempts }: Trouble, now: number): number {
  return now + (delays[Math.min(attempts, delays.length) - 1] ?? 0);
}

/**
 * After a review that ended with something unchecked: what was read and could not be checked (a file that takes too
 * long, a list that GitHub cuts) seldom changes by itself, and a large change is not read anew every few minutes.
 */
export function nextLook(trouble: Trouble, now: number): number {
  return hasGivenUp(trouble, now) ? now + 3_600_000 : nextTry(trouble, now);
}

/** After a review that only lacks what another tool reports: its report wakes us, so we look only to stop waiting. */
export function nextAfterArrival(trouble: Trouble, now: number): number {
  return hasGivenUp(trouble, now) ? now + 3_600_000 : trouble.since + patience;
}

export function hasGivenUp({ since }: Trouble, now: number): boolean {
  return now - since >= patience;
}

export function rateLimitOf(error: unknown): RateLimited | undefined {
  return causesOf(error).find((cause) => cause instanceof RateLimited);
}

/** GitHub cannot answer, or cannot be reached: nothing about the work itself is wrong. */
export function isOutage(error: unknown): boolean {
  return causesOf(error).some((cause) => (statusOf(cause) ?? 0) >= 500);
}

/** An error and whatever hides in it: a container's handlers fail together, as one error of several. */
function causesOf(error: unknown): readonly unknown[] {
  const inside = error instanceof AggregateError ? error.errors.flatMap(causesOf) : [];
  const behind = error instanceof Error && error.cause !== undefined ? causesOf(error.cause) : [];
  return [error, ...inside, ...behind];
}

/** `14:05 UTC`. */
export function clockTime(time: number): string {
  return `${new Date(time).toISOString().slice(11, 16)} UTC`;
}
