/** Rounds of a loop go to one process at a time, and on to another where that one is gone. */

import { expect, test } from "@jest/globals";
import type { Clock } from "../../core/clock.ts";
import { claimTurn } from "../../service/recovery/turns.ts";
import { memoryStore } from "../../store/memory.ts";

const every = 60_000;

test("a round is one process's; whoever comes too early is told how long to wait, and gets the next one", async () => {
  let now = 1_000_000;
  const clock: Clock = { now: () => now, after: () => () => undefined };
  const context = { store: memoryStore<never>(clock), clock };
  expect(await claimTurn(context, "jobs", every)).toBe(0);
  now += 10_000;
  const wait = await claimTurn(context, "jobs", every);
  expect(wait).toBe(every * 0.9 - 10_000);
  expect(await claimTurn(context, "sweep", every)).toBe(0);
  now += wait;
  expect(await claimTurn(context, "jobs", every)).toBe(0);
});

test("a clock that was set back does not stop the loop", async () => {
  let now = 1_000_000_000;
  const clock: Clock = { now: () => now, after: () => () => undefined };
  const context = { store: memoryStore<never>(clock), clock };
  await claimTurn(context, "jobs", every);
  now -= 24 * 3_600_000;
  expect(await claimTurn(context, "jobs", every)).toBe(0);
});
