/** Wakes what waits for a time: the queue itself notices within seconds, this is on the second. */

import type { PgBoss } from "pg-boss";
import type { Clock } from "../../core/clock.ts";
import type { StoreLog } from "../open-store.ts";
import type { Database } from "./database.ts";
import { announceJob, atOnce } from "./queues.ts";
import type { QueueName } from "./queues.ts";

export interface Later {
  /** After so many milliseconds of the clock. A job that has begun, or is gone, is left alone. */
  wake(queue: QueueName, job: string, wait: number): void;
  stop(): void;
}

export interface LaterParts {
  readonly database: Database;
  readonly boss: PgBoss;
  readonly clock: Clock;
  readonly log: StoreLog;
}

export function createLater({ database, boss, clock, log }: LaterParts): Later {
  const timers = new Set<() => void>();

  async function wakeNow(queue: QueueName, job: string): Promise<void> {
    const { updated } = await boss.update(queue, undefined, { id: job, startAfter: atOnce() });
    if (updated > 0) await announceJob(database, queue);
  }

  return {
    wake(queue, job, wait) {
      const cancel = clock.after(wait, () => {
        timers.delete(cancel);
        wakeNow(queue, job).catch((error: unknown) => {
          log.warn({ reason: String(error) }, "a job could not be woken in time, the queue will find it");
        });
      });
      timers.add(cancel);
    },
    stop() {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
