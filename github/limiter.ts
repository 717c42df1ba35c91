/** Paces the calls of one installation below GitHub's limits; what would have to wait long is refused with the time to come back. */

import { wait } from "../core/clock.ts";
import type { Clock } from "../core/clock.ts";
import { aboutOf, guessSilence, keepSilence, readLedger, takeTurn } from "./ledger.ts";
import type { About, CallKind, Ledger } from "./ledger.ts";

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

/** Reads and replaces what all processes share about an installation, as one step. `change` may be called again. */
export type SharedLedger = <Answer>(
  change: (kept: unknown) => { readonly kept: unknown; readonly answer: Answer },
) => Promise<Answer>;

export interface Limiter {
  /** Throws `RateLimited` where the turn is further off than a short wait. */
  send<T>(kind: CallKind, call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * GitHub asked for silence: about GraphQL only, about REST only, or (missing) altogether. Without a time it is guessed.
   * Answers until when, in milliseconds since 1970.
   */
  pause(until: number | undefined, about?: About): Promise<number>;
}

export interface LimiterOptions {
  readonly clock: Clock;
  readonly shared: SharedLedger;
  /** Tells this process from others that call for the same installation. */
  readonly caller: string;
}

/** GitHub takes 100 at once; what is left over is for people and other tools with the same App. */
const inFlightTogether = 60;
const inFlightHere = 20;
/** Longer waits go back to the queue. */
const patience = 5_000;

export function createLimiter({ clock, shared, caller }: LimiterOptions): Limiter {
  const waiting = new Set<() => void>();
  let inFlight = 0;
  let room = inFlightHere;

  /** Milliseconds since 1970 at which a call of this kind may go; its place is booked when that is near. */
  async function book(kind: CallKind, now: number): Promise<number> {
    const { at, callers } = await shared((kept) => {
      const { ledger, ...turn } = takeTurn(readLedger(kept), { kind, now, patience, caller });
      return { kept: ledger, answer: turn };
    });
    room = Math.max(1, Math.min(inFlightHere, Math.floor(inFlightTogether / callers)));
    return at;
  }

  /** Whoever is aborted while waiting leaves the queue. */
  async function enter(signal: AbortSignal | undefined): Promise<boolean> {
    signal?.throwIfAborted();
    if (inFlight < room) {
      inFlight += 1;
      return false;
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
    return true;
  }

  /** Places that are free go to whoever waits longest. */
  function leave(): void {
    inFlight -= 1;
    for (const next of waiting) {
      if (inFlight >= room) return;
      inFlight += 1;
      waiting.delete(next);
      next();
    }
  }

  /** GitHub may have asked for silence, this process or another one, while a call waited for its turn. */
  async function throwIfQuiet(kind: CallKind): Promise<void> {
    const until = await shared((kept) => ({ kept, answer: readLedger(kept).silence[aboutOf(kind)].until }));
    if (until > clock.now()) throw new RateLimited("GitHub asked to slow down", until);
  }

  return {
    async send(kind, call, signal) {
      const now = clock.now();
      const at = await book(kind, now);
      if (at - now > patience) throw new RateLimited("this installation's calls are used up for now", at);
      if (at > now) await wait(clock, at - now, signal);
      const hasWaited = await enter(signal);
      try {
        if (hasWaited || at > now) await throwIfQuiet(kind);
        return await call();
      } finally {
        leave();
      }
    },
    pause(until, about) {
      const all: readonly About[] = about === undefined ? ["rest", "query"] : [about];
      return shared((kept) => {
        const before = readLedger(kept);
        const after = until === undefined ? guessSilence(before, all, clock.now()) : keepSilence(before, all, until);
        return { kept: after, answer: silenceOf(after, all) };
      });
    },
  };
}

function silenceOf({ silence }: Ledger, about: readonly About[]): number {
  return Math.max(...about.map((each) => silence[each].until));
}

/** For a client that nobody shares with, as in a terminal: kept in this process. */
export function ownLedger(): SharedLedger {
  let held: unknown;
  return async (change) => {
    const { kept, answer } = change(held);
    held = kept;
    return answer;
  };
}
