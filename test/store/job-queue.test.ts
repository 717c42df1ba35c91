/** One job of a key at a time, a few keys side by side, and no party waits behind all the jobs of another. */

import { expect, test } from "@jest/globals";
import { createJobQueue } from "../../store/job-queue.ts";
import { systemClock } from "../../store/system-clock.ts";

const partyOf = (key: string): string => key.slice(0, key.indexOf("/"));

test("a party with one job overtakes a party with a hundred", async () => {
  const order: string[] = [];
  const queue = createJobQueue(
    systemClock,
    2,
    async (key) => {
      order.push(key);
      await new Promise((resolve) => setImmediate(resolve));
      return undefined;
    },
    partyOf,
  );
  for (let number = 0; number < 100; number += 1) queue.wake(`big/${number}`);
  queue.wake("small/1");
  queue.wake("other/1");
  await queue.idle();
  expect(order.slice(0, 4).toSorted()).toEqual(["big/0", "big/1", "other/1", "small/1"]);
  expect(order).toHaveLength(102);
});

test("within a party, and where there is only one, first come is first served", async () => {
  const order: string[] = [];
  const queue = createJobQueue(systemClock, 1, async (key) => void order.push(key));
  for (const key of ["c", "a", "b", "a"]) queue.wake(key);
  await queue.idle();
  expect(order).toEqual(["c", "a", "b"]);
});
