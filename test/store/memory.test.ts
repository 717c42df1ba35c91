/** The store: deliveries once, wants merged, one review of a subject at a time, the newest head wins. */

import { describe, expect, test } from "@jest/globals";
import { mergeWants, newerHead } from "../../store/merge-wants.ts";
import { memoryStore } from "../../store/memory.ts";
import type { Jobs, Store, SubjectKey, Want } from "../../store/store.ts";
import { systemClock } from "../../store/system-clock.ts";

const pull: SubjectKey = { installation: 7, owner: "acme", repo: "network", subject: "pull/3" };
const full: Want = { scope: "full", reruns: [] };
const headed = (sha: string, second: number): Want => ({ ...full, head: { sha, at: `2026-11-22T10:00:0${second}Z` } });

function working(jobs: Partial<Jobs>): Store<string> {
  const store = memoryStore<string>(systemClock);
  store.work({ delivery: async () => undefined, review: async () => undefined, ...jobs });
  return store;
}

describe("deliveries", () => {
  test("the same one twice is worked on once, at whatever time it comes again", async () => {
    const seen: string[] = [];
    const store = working({ delivery: async ({ id }) => void seen.push(id) });
    const delivery = { id: "a-guid", event: "push", payload: "{}" };
    expect(await Promise.all([store.accept(delivery), store.accept(delivery)])).toEqual(["new", "duplicate"]);
    await store.idle();
    expect(await store.accept(delivery)).toBe("duplicate");
    await store.idle();
    expect(seen).toEqual(["a-guid"]);
  });

  test("one that fails is tried again, with the attempt's number", async () => {
    const attempts: number[] = [];
    const store = working({
      async delivery(_delivery, attempt) {
        attempts.push(attempt);
        return attempt < 3 ? systemClock.now() + 1 : undefined;
      },
    });
    await store.accept({ id: "a-guid", event: "push", payload: "{}" });
    for (let turn = 0; turn < 50 && attempts.length < 3; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(attempts).toEqual([1, 2, 3]);
  });

  test("what arrives before anybody works is not lost", async () => {
    const seen: string[] = [];
    const store = memoryStore<string>(systemClock);
    await store.accept({ id: "early", event: "push", payload: "{}" });
    store.work({ delivery: async ({ id }) => void seen.push(id), review: async () => undefined });
    await store.idle();
    expect(seen).toEqual(["early"]);
  });
});

describe("wants", () => {
  test("merge: the newer head, the wider scope, everybody who asked", () => {
    const rerun = { by: "ada", rules: [], comment: 5 };
    expect(
      mergeWants(headed("old", 1), {
        scope: "text",
        reruns: [rerun],
        head: { sha: "new", at: "2026-11-22T10:00:02Z" },
      }),
    ).toEqual({
      scope: "full",
      reruns: [rerun],
      head: { sha: "new", at: "2026-11-22T10:00:02Z" },
    });
  });

  test("an older head that comes late is not the newest; of two in one second the later arrival is", () => {
    const [first, second] = [headed("a", 1).head, headed("b", 2).head];
    expect(newerHead(second, first)).toBe(second);
    expect(newerHead(headed("a", 1).head, headed("b", 1).head)).toMatchObject({ sha: "b" });
  });

  test("are taken once, and what is put back is below what arrived since", async () => {
    const store = memoryStore<string>(systemClock);
    await store.want(pull, headed("a", 1));
    const taken = await store.takeWants(pull);
    expect(await store.takeWants(pull)).toBeUndefined();
    await store.want(pull, headed("b", 2));
    await store.putBack(pull, taken ?? full);
    expect(await store.takeWants(pull)).toMatchObject({ head: { sha: "b" } });
  });
});

describe("reviews", () => {
  test("one of a subject at a time; wants that come meanwhile lead to one more", async () => {
    let running = 0;
    let runs = 0;
    const store: Store<string> = working({
      async review(key) {
        running += 1;
        runs += 1;
        expect(running).toBe(1);
        await store.takeWants(key);
        await new Promise((resolve) => setTimeout(resolve, 10));
        running -= 1;
        return undefined;
      },
    });
    await store.want(pull, full);
    for (let more = 0; more < 5; more += 1) await store.want(pull, full);
    await store.idle();
    expect(runs).toBe(2);
  });

  test("a newer head aborts the review of the older, the same head does not", async () => {
    const aborted: string[] = [];
    const store: Store<string> = working({
      async review(key, signal) {
        const want = await store.takeWants(key);
        signal.addEventListener("abort", () => aborted.push(`${want?.head?.sha}: ${String(signal.reason.message)}`));
        await new Promise((resolve) => setTimeout(resolve, 20));
        return undefined;
      },
    });
    await store.want(pull, headed("a", 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await store.want(pull, headed("a", 1));
    await store.want(pull, headed("b", 2));
    await store.idle();
    expect(aborted).toEqual(["a: superseded"]);
  });

  test("what a broken review had taken is not lost, and its subject is not held for ever", async () => {
    const timers: (() => void)[] = [];
    const clock = { now: () => 0, after: (_: number, run: () => void) => (timers.push(run), () => undefined) };
    const store = memoryStore<string>(clock);
    const seen: (string | undefined)[] = [];
    store.work({
      delivery: async () => undefined,
      async review(key) {
        seen.push((await store.takeWants(key))?.head?.sha);
        if (seen.length === 1) throw new Error("a defect");
        return undefined;
      },
    });
    await store.want(pull, headed("a", 1));
    await store.idle();
    expect(timers).toHaveLength(1);
    timers[0]?.();
    await store.idle();
    expect(seen).toEqual(["a", "a"]);
  });

  test("an event that comes late is about the newest head", async () => {
    const store = memoryStore<string>(systemClock);
    await store.want(pull, headed("b", 2));
    await store.takeWants(pull);
    await store.want(pull, headed("a", 1));
    expect(await store.takeWants(pull)).toMatchObject({ head: { sha: "b" } });
  });

  test("a merge group that is asked for again is no longer gone", () => {
    const gone: Want = { ...full, gone: true };
    const asked: Want = { ...full, group: { baseSha: "b" } };
    expect(mergeWants(gone, asked).gone).toBeUndefined();
    expect(mergeWants(asked, gone).gone).toBe(true);
    expect(mergeWants(gone, full).gone).toBe(true);
  });

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

  test("heads are found by their commit", async () => {
    const store = memoryStore<string>(systemClock);
    await store.want(pull, headed("a", 1));
    await store.want({ ...pull, subject: "pull/4" }, headed("a", 1));
    const subjects = await store.subjectsAt({ owner: "acme", repo: "network", sha: "a" });
    expect(subjects.map((each) => each.subject)).toEqual(["pull/3", "pull/4"]);
    expect(await store.subjectsAt({ owner: "acme", repo: "other", sha: "a" })).toEqual([]);
  });

  test("stopping waits for what runs and aborts it after the grace time", async () => {
    let reason: string | undefined;
    const store: Store<string> = working({
      review: (_key, signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            reason = String(signal.reason.message);
            resolve(undefined);
          });
        }),
    });
    await store.want(pull, full);
    await store.stop(10);
    expect(reason).toBe("stopping");
  });
});

describe("what recovery asks", () => {
  const clock = { now: () => 1_000, after: () => () => undefined };

  test("which deliveries were never here, in the order given", async () => {
    const store = memoryStore<string>(systemClock);
    await store.accept({ id: "here", event: "push", payload: "{}" });
    expect(await store.unknownDeliveries(["lost", "here", "also-lost"])).toEqual(["lost", "also-lost"]);
    expect(await store.unknownDeliveries([])).toEqual([]);
  });

  test("what is kept under a name is read and replaced in one step, and may go", async () => {
    const store = memoryStore<string>(systemClock);
    const count = () => store.update("counted", (kept) => ({ kept: Number(kept ?? 0) + 1, answer: kept }));
    await Promise.all([count(), count(), count()]);
    expect(await count()).toBe(3);
    expect(await store.update("counted", () => ({ kept: undefined, answer: "gone" }))).toBe("gone");
    expect(await count()).toBeUndefined();
    expect(await store.update("__proto__", (kept) => ({ kept: 1, answer: kept }))).toBeUndefined();
  });

  test("how much waits and since when, until it is answered", async () => {
    let now = 1_000;
    const store = memoryStore<string>({ ...clock, now: () => now });
    expect(await store.waiting()).toEqual({ deliveries: { count: 0 }, subjects: { count: 0 } });
    await store.accept({ id: "a-guid", event: "push", payload: "{}" });
    await store.want(pull, full);
    now = 9_000;
    await store.want(pull, full);
    await store.want({ ...pull, subject: "pull/4" }, { ...full, since: 500 });
    expect(await store.waiting()).toEqual({
      deliveries: { count: 1, oldest: 1_000 },
      subjects: { count: 2, oldest: 500 },
    });

    const released: (() => void)[] = [];
    store.work({
      delivery: async () => undefined,
      async review(key) {
        const want = await store.takeWants(key);
        if (want === undefined) return undefined;
        if (key.subject === "pull/4") await store.putBack(key, want);
        await new Promise<void>((resolve) => released.push(resolve));
        return undefined;
      },
    });
    while (released.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    // Being worked on is not being answered.
    expect(await store.waiting()).toMatchObject({ subjects: { count: 2, oldest: 500 } });
    for (const release of released) release();
    await store.idle();
    expect(await store.waiting()).toEqual({ deliveries: { count: 0 }, subjects: { count: 1, oldest: 500 } });
  });
});
