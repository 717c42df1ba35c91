/** Turns of a loop that several processes could run: each turn is one process's, and what a loop has to remember goes from turn to turn. */

import type { ServiceContext } from "../context.ts";

/**
 * Claims the loop's next round for this process; then nobody else gets it for so long (milliseconds). Answers how long it
 * is somebody else's, 0 = it is this process's now: who claimed it last may have died since, and then the loop goes on here.
 */
export function claimTurn(
  { store, clock }: Pick<ServiceContext, "store" | "clock">,
  loop: string,
  every: number,
): Promise<number> {
  const now = clock.now();
  return store.update(`recovery/turn/${loop}`, (kept) => {
    const next = typeof kept === "number" ? kept : 0;
    // A clock that was set back must not stop the loop: nobody claims further ahead than this.
    if (next > now && next <= now + every) return { kept, answer: next - now };
    // A little less than the interval, so that the next turn of a timer is not just too early.
    return { kept: now + every * 0.9, answer: 0 };
  });
}

/** What a loop remembers from one round to the next; `read` makes sense of what was kept, or of nothing. */
export async function remembered<Memory>(
  { store }: Pick<ServiceContext, "store">,
  loop: string,
  read: (kept: unknown) => Memory,
): Promise<Memory> {
  return store.update(`recovery/memory/${loop}`, (kept) => ({ kept, answer: read(kept) }));
}

export function remember({ store }: Pick<ServiceContext, "store">, loop: string, memory: unknown): Promise<void> {
  return store.update(`recovery/memory/${loop}`, () => ({ kept: memory, answer: undefined }));
}
