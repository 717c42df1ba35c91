/** Finds what was lost: jobs of a process that died, webhooks that never arrived, heads without a concluded check. */

import type { ServiceContext } from "../context.ts";
import { messageOf } from "../message.ts";
import { rateLimitOf } from "../retry.ts";
import { recoverDeliveries } from "./deliveries.ts";
import { activeInstallations } from "./repositories.ts";
import { sweepInstallation } from "./sweep.ts";
import { claimTurn } from "./turns.ts";

export type RecoveryLoop = "jobs" | "deliveries" | "sweep";

export interface Recovery {
  /** Ends what is under way; resolves when it has ended. */
  stop(): Promise<void>;
}

/** In milliseconds. */
const intervals: Readonly<Record<RecoveryLoop, number>> = { jobs: 60_000, deliveries: 3 * 60_000, sweep: 10 * 60_000 };

/** After a start GitHub may still be telling what happened meanwhile. */
const firstSweep = 30_000;

/** Runs the loops until stopped: each alone, one round at a time, in one process at a time. */
export function startRecovery(context: ServiceContext): Recovery {
  const controller = new AbortController();
  const { signal } = controller;
  const timers = new Map<RecoveryLoop, () => void>();
  const underWay = new Set<Promise<void>>();

  function schedule(loop: RecoveryLoop, after: number): void {
    if (signal.aborted) return;
    timers.set(
      loop,
      context.clock.after(after, () => {
        const round = turn(context, loop, signal).then((wait) => {
          underWay.delete(round);
          schedule(loop, wait);
        });
        underWay.add(round);
      }),
    );
  }

  schedule("jobs", 0);
  schedule("deliveries", 0);
  schedule("sweep", firstSweep);
  return {
    async stop() {
      controller.abort(new Error("stopping"));
      for (const cancel of timers.values()) cancel();
      await Promise.all(underWay);
    },
  };
}

/** Answers when to look again, in milliseconds. Never throws: what one round cannot do, the next one tries again. */
async function turn(context: ServiceContext, loop: RecoveryLoop, signal: AbortSignal): Promise<number> {
  const { meter, log, clock } = context;
  try {
    const taken = await claimTurn(context, loop, intervals[loop]);
    if (taken > 0) return taken;
    const found = await rounds[loop](context, signal);
    meter.count("recovery_rounds_total", { loop, outcome: "done" });
    meter.count("recovery_found_total", { loop }, found);
    meter.set("recovery_last_round_timestamp_seconds", clock.now() / 1_000, { loop });
    if (found > 0) log.info({ loop, found }, "recovery found something that was lost");
  } catch (error) {
    if (signal.aborted) return intervals[loop];
    const limit = rateLimitOf(error);
    meter.count("recovery_rounds_total", { loop, outcome: limit === undefined ? "failed" : "limited" });
    log.warn({ loop, reason: messageOf(error) }, "a round of recovery could not be finished");
  }
  return intervals[loop];
}

/** Each answers how much it found. */
const rounds: Readonly<Record<RecoveryLoop, (context: ServiceContext, signal: AbortSignal) => Promise<number>>> = {
  async jobs({ store }) {
    const { deliveries, reviews } = await store.resume();
    return deliveries + reviews;
  },
  async deliveries(context, signal) {
    return recoverDeliveries(context, await context.installations.app(), signal);
  },
  sweep,
};

async function sweep(context: ServiceContext, signal: AbortSignal): Promise<number> {
  const installations = await activeInstallations(await context.installations.app(), signal);
  let found = 0;
  for (const installation of installations) {
    try {
      found += await sweepInstallation(context, installation, signal);
    } catch (error) {
      signal.throwIfAborted();
      // Whoever is at its limit has its turn again in the next round; the others are looked at now.
      context.log.warn({ installation, reason: messageOf(error) }, "an installation could not be swept");
    }
  }
  return found;
}
