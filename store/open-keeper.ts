/** The store as commands look into it: asked of the process that holds it, or opened where nobody does. */

import { systemClock } from "./system-clock.ts";
import { openStore } from "./open-store.ts";
import { StoreError } from "./store-error.ts";
import type { Keeper, StoreLog, StorePlace } from "./open-store.ts";

export interface OpenKeeper extends Keeper {
  close(): Promise<void>;
}

const silence: StoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Throws `StoreError` where there is no store. */
export async function openKeeper(place: StorePlace): Promise<OpenKeeper> {
  if (place.databaseUrl === undefined) {
    const { askHolder, socketOf } = await import("./sql/directory-lock.ts");
    const socket = socketOf(place.dataDir);
    if ((await askHolder(socket)) !== undefined) {
      const { keeperBehind } = await import("./sql/keeper-socket.ts");
      return { ...keeperBehind(socket), close: async () => undefined };
    }
    const { hasDatabase } = await import("./sql/embedded.ts");
    if (!hasDatabase(place.dataDir)) throw new StoreError(`there is no store in ${place.dataDir}`);
  }
  const store = await openStore({ ...place, clock: systemClock, log: silence });
  return {
    deadLetters: () => store.deadLetters(),
    redrive: (ids) => store.redrive(ids),
    auditLines: () => store.auditLines(),
    ruleStatistics: (of) => store.ruleStatistics(of),
    exportLines: () => store.exportLines(),
    close: () => store.stop(0),
  };
}
