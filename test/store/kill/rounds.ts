/** How the kill tests go: how often, by which dice, and how they wait. */

import { setTimeout as sleep } from "node:timers/promises";
import type { BusyDay } from "./stream.ts";

/** More of them with PLUMBLINE_KILL_ROUNDS. */
export const killRounds = Number(process.env["PLUMBLINE_KILL_ROUNDS"] ?? 25);

/** Dice that fall the same way for the same seed, which a failing run tells. */
export function diceFor(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Lets things happen for so many milliseconds. */
export async function live(day: BusyDay, milliseconds: number, dice: () => number): Promise<void> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    await day.act();
    await sleep(Math.min(30 + dice() * 150, Math.max(0, end - Date.now())));
  }
}

/** Resolves when the service says that nothing waits any more. */
export async function untilNothingWaits(url: string, log: () => string): Promise<void> {
  for (const end = Date.now() + 120_000; ;) {
    const metrics = await fetch(`${url}/metrics`).then(
      (answer) => answer.text(),
      (error: unknown) => {
        throw new Error(`the service does not answer any more:\n${log().slice(-4_000)}`, { cause: error });
      },
    );
    const waiting = ["unconcluded_heads", "waiting_deliveries"].map((name) =>
      Number(new RegExp(`^plumbline_${name} (\\d+)$`, "m").exec(metrics)?.[1] ?? Number.NaN),
    );
    if (waiting.every((count) => count === 0)) return;
    if (Date.now() > end) {
      throw new Error(`after two minutes there still wait: ${waiting.join(" heads, ")} deliveries
${log().slice(-4_000)}`);
    }
    await sleep(100);
  }
}
