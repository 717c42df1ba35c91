/** Paces the calls of one installation below GitHub's limits; what would have to wait long is refused with the time to come back. */

import { wait } from "../core/clock.ts";
import type { Clock } from "../core/clock.ts";
import { pace, window } from "./pace.ts";

/** The work belongs back in the queue until `retryAt`; it is never slept over and never a verdict about the code. */
export class RateLimited extends Error {
  override readonly name = "RateLimited";
  /** Milliseconds since 1970. */
  readonly retryAt: number;

  constructor(reason: string, retryAt: number) {
    super(reason);
    this.retryAt = retryAt;
  }
}

/** What a call costs: `content` notifies people (comments, reviews, reactions). */
export type CallKind = "read" | "write" | "content" | "query";

export interface Limiter {
  /** Throws `RateLimited` where the turn is further off than a short wait. */
  send<T>(kind: CallKind, call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** GitHub asked for silence until then: about GraphQL only, about REST only, or altogether. */
  pause(until: number, about?: "query" | "rest"): void;
}

const inFlightAtMost = 20;
/** Longer waits go back to the queue. */
const patience = 5_000;

export function createLimiter(clock: Clock): Limiter {
  const writes = pace({ burst: 10, interval: 1_000 });
  const contents = pace({ burst: 5, interval: 1_000 });
  const contentsPerMinute = window({ most: 80, span: 60_000 });
  const contentsPerHour = window({ most: 500, span: 3_600_000 });
  const pointsPerMinute = window({ most: 900, span: 60_000 });
  const quietUntil = { query: 0, rest: 0 };
  const waiting = new Set<() => void>();
  let inFlight = 0;

  /** Milliseconds since 1970 at which a call of this kind may go; books its place when that is near. */
  function book(kind: CallKind, now: number): number {
    if (kind === "query") return Math.max(now, quietUntil.query);
    const budgets = [{ from: pointsPerMinute, cost: kind === "read" ? 1 : 5 }];
    if (kind !== "read") budgets.push({ from: kind === "content" ? contents : writes, cost: 1 });
    if (kind === "content") budgets.push({ from: contentsPerMinute, cost: 1 }, { from: contentsPerHour, cost: 1 });

    const at = Math.max(now, quietUntil.rest, ...budgets.map(({ from, cost }) => from.next(now, cost)));
    if (at - now <= patience) for (const { from, cost } of budgets) from.take(at, cost);
    return at;
  }

  /** Whoever is aborted while waiting leaves the queue. */
  async function enter(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (inFlight < inFlightAtMost) {
      inFlight += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const go = (): void => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.delete(go);
        reject(signal?.reason);
      };
      waiting.add(go);
      signal?.addEventListener("abort", giveUp, { once: true });
    });
  }

  /** The place goes to whoever waits longest, or is free again. */
  function leave(): void {
    const [next] = waiting;
    if (next === undefined) inFlight -= 1;
    else {
      waiting.delete(next);
      next();
    }
  }

  /** GitHub may have asked for silence while a call waited for its turn. */
  function throwIfQuiet(kind: CallKind): void {
    const until = kind === "query" ? quietUntil.query : quietUntil.rest;
    if (until > clock.now()) throw new RateLimited("GitHub asked to slow down", until);
  }

  return {
    async send(kind, call, signal) {
      const now = clock.now();
      const at = book(kind, now);
      if (at - now > patience) throw new RateLimited("this installation's calls are used up for now", at);
      if (at > now) await wait(clock, at - now, signal);
      await enter(signal);
      try {
        throwIfQuiet(kind);
        return await call();
      } finally {
        leave();
      }
    },
    pause(until, about) {
      if (about !== "rest") quietUntil.query = Math.max(quietUntil.query, until);
      if (about !== "query") quietUntil.rest = Math.max(quietUntil.rest, until);
    },
  };
}
