/** What the store in memory does beside the contract: it lets go of what is old, not of what is in use. */

import { expect, test } from "@jest/globals";
import { memoryStore } from "../../store/memory.ts";
import type { SubjectKey, Want } from "../../store/store.ts";
import { systemClock } from "../../store/system-clock.ts";

const pull: SubjectKey = { installation: 7, owner: "acme", repo: "network", subject: "pull/3" };
const full: Want = { scope: "full", reruns: [] };

test("a pull request that is in use is not forgotten for being old", async () => {
  const store = memoryStore<string>(systemClock);
  await store.keepState(pull, "kept");
  for (let number = 10; number < 5_500; number += 1) {
    await store.keepState({ ...pull, subject: `pull/${number}` }, "other");
    if (number % 1_000 === 0) await store.state(pull);
  }
  expect(await store.state(pull)).toBe("kept");
  expect(await store.state({ ...pull, subject: "pull/10" })).toBeUndefined();
});

test("being worked on is not being answered", async () => {
  const released: (() => void)[] = [];
  const store = memoryStore<string>(systemClock);
  store.work({
    delivery: async () => undefined,
    async review(key) {
      await store.takeWants(key);
      await new Promise<void>((resolve) => released.push(resolve));
      return undefined;
    },
  });
  await store.want(pull, { ...full, since: 500 });
  while (released.length < 1) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(await store.waiting()).toMatchObject({ subjects: { count: 1, oldest: 500 } });
  for (const release of released) release();
  await store.idle();
  expect((await store.waiting()).subjects.count).toBe(0);
});
