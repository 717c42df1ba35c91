/** Wakes what waits for a time: the queue itself notices within seconds, this is on the second. */

import type { PgBoss } from "pg-boss";
import type { Clock } from "../../core/clock.ts";
import type { StoreLog } from "../open-store.ts";
import { atOnce } from "./queues.ts";
import type { QueueName } from "./queues.ts";

export interface Later {
  /** After so many milliseconds of the clock. A job that has begun, or is gone, is left alone. */
  wake(queue: QueueName, job: string, wait: number): void;
  stop(): void;
}

export function createLater(boss: PgBoss, clock: Clock, log: StoreLog): Later {
  const timers = new Set<() => void>();
  return {
    wake(queue, job, wait) {
      const cancel = clock.after(wait, () => {
        timers.delete(cancel);
        boss.update(queue, undefined, { id: job, startAfter: atOnce() }).catch((error: unknown) => {
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
