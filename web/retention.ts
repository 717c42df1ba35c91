/** Has the store let go, every hour, of what nobody has touched for long. */

import type { Clock } from "../core/clock.ts";
import type { DurableStore, StoreLog } from "../store/open-store.ts";

const day = 86_400_000;
const hour = 3_600_000;
/** Not in the first minute: a start has enough to do. */
const first = 60_000;

export interface RetentionOptions {
  readonly store: Pick<DurableStore<unknown>, "forgetOlderThan">;
  readonly days: number;
  readonly clock: Clock;
  readonly log: StoreLog;
}

/** Goes on until the answer is called. */
export function startRetention({ store, days, clock, log }: RetentionOptions): () => void {
  let isStopped = false;
  let cancel = clock.after(first, round);

  function round(): void {
    store
      .forgetOlderThan(clock.now() - days * day)
      .then((rows) => {
        if (rows > 0) log.info({ rows, days }, "what is older than the retention was deleted");
      })
      .catch((error: unknown) => log.warn({ reason: String(error) }, "what is old could not be deleted"))
      .finally(() => {
        if (!isStopped) cancel = clock.after(hour, round);
      });
  }

  return () => {
    isStopped = true;
    cancel();
  };
}
