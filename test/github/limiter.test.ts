/** Pacing per installation: bursts, refills, ceilings, places in flight, and silence that GitHub asks for. */

import { describe, expect, test } from "@jest/globals";
import type { Clock } from "../../core/clock.ts";
import { createLimiter, ownLedger, RateLimited } from "../../github/limiter.ts";
import type { Limiter, SharedLedger } from "../../github/limiter.ts";

/** A clock on which every wait ends at once, with the time gone by. */
function leapingClock(): Clock & { leap(milliseconds: number): void } {
  let now = 1_000_000;
  return {
    now: () => now,
    leap: (milliseconds) => void (now += milliseconds),
    after(milliseconds, run) {
      now += milliseconds;
      queueMicrotask(run);
      return () => undefined;
    },
  };
}

function limiterOn(clock: Clock, shared: SharedLedger = ownLedger(), caller = "one"): Limiter {
  return createLimiter({ clock, shared, caller });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe("limiter", () => {
  test("a long wait goes back to the queue with its time", async () => {
    const clock = leapingClock();
    const limiter = limiterOn(clock);
    await limiter.pause(clock.now() + 30_000);
    const sending = limiter.send("read", async () => "answer");
    await expect(sending).rejects.toBeInstanceOf(RateLimited);
    await expect(sending).rejects.toMatchObject({ retryAt: 1_030_000 });
    clock.leap(30_000);
    await expect(limiter.send("read", async () => "answer")).resolves.toBe("answer");
  });

  test("silence about GraphQL leaves REST alone", async () => {
    const clock = leapingClock();
    const limiter = limiterOn(clock);
    await limiter.pause(clock.now() + 30_000, "query");
    await expect(limiter.send("query", async () => 1)).rejects.toBeInstanceOf(RateLimited);
    await expect(limiter.send("read", async () => 2)).resolves.toBe(2);
  });

  test("comments have their own budget of 80 a minute; none is sent beyond it", async () => {
    const clock = leapingClock();
    const limiter = limiterOn(clock);
    const begin = clock.now();
    let sent = 0;
    for (let call = 0; call < 100; call += 1) {
      await limiter.send("content", async () => void (sent += 1)).catch(() => undefined);
      if (clock.now() - begin >= 60_000) break;
    }
    expect(sent).toBeLessThanOrEqual(80);
    expect(sent).toBeGreaterThan(50);
  });

  test("at most 20 calls are in flight", async () => {
    const limiter = limiterOn(leapingClock());
    let inFlight = 0;
    let most = 0;
    const call = async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setTimeout(resolve, 1));
      inFlight -= 1;
    };
    await Promise.all(Array.from({ length: 60 }, () => limiter.send("read", call)));
    expect(most).toBe(20);
  });

  test("a call that is aborted while it waits for a place leaves the queue", async () => {
    const limiter = limiterOn(leapingClock());
    const ends: (() => void)[] = [];
    const held = Array.from({ length: 20 }, () =>
      limiter.send("read", () => new Promise<void>((end) => ends.push(end))),
    );
    const controller = new AbortController();
    const aborted = limiter.send("read", async () => "never", controller.signal);
    const patient = limiter.send("read", async () => "answer");
    controller.abort(new Error("superseded"));
    await expect(aborted).rejects.toThrow("superseded");
    await until(() => ends.length === 20);
    ends[0]?.();
    await expect(patient).resolves.toBe("answer");
    for (const end of ends) end();
    await Promise.all(held);
  });

  test("whoever waited for a place keeps the silence that was asked for meanwhile", async () => {
    const clock = leapingClock();
    const limiter = limiterOn(clock);
    const ends: (() => void)[] = [];
    const held = Array.from({ length: 20 }, () =>
      limiter.send("read", () => new Promise<void>((end) => ends.push(end))),
    );
    let isSent = false;
    const waiting = limiter.send("read", async () => void (isSent = true));
    await until(() => ends.length === 20);
    await limiter.pause(clock.now() + 60_000);
    for (const end of ends) end();
    await expect(waiting).rejects.toBeInstanceOf(RateLimited);
    expect(isSent).toBe(false);
    await Promise.all(held);
  });

  test("a call that fails gives its place back", async () => {
    const limiter = limiterOn(leapingClock());
    const failing = () => limiter.send("read", () => Promise.reject(new Error("refused")));
    for (let call = 0; call < 40; call += 1) await expect(failing()).rejects.toThrow("refused");
    await expect(limiter.send("read", async () => "answer")).resolves.toBe("answer");
  });

  test("two processes share one budget", async () => {
    const clock = leapingClock();
    const shared = ownLedger();
    const limiters = [limiterOn(clock, shared, "one"), limiterOn(clock, shared, "two")];
    const begin = clock.now();
    const sent: number[] = [];
    for (let call = 0; call < 200; call += 1) {
      await limiters[call % 2]?.send("content", async () => void sent.push(clock.now())).catch(() => clock.leap(1_000));
    }
    const inAMinute = (from: number) => sent.filter((at) => at >= from && at < from + 60_000).length;
    expect(Math.max(...sent.map(inAMinute))).toBeLessThanOrEqual(80);
    expect(sent.filter((at) => at === begin).length).toBeLessThanOrEqual(5);
  });

  test("what one process is told, another keeps, also while it waits for its turn", async () => {
    const clock = leapingClock();
    const shared = ownLedger();
    const [one, two] = [limiterOn(clock, shared, "one"), limiterOn(clock, shared, "two")];
    await one.pause(clock.now() + 30_000);
    await expect(two.send("read", async () => "sent")).rejects.toMatchObject({ retryAt: clock.now() + 30_000 });
  });

  test("what is in flight together stays below GitHub's limit, however many processes call", async () => {
    const clock = leapingClock();
    const shared = ownLedger();
    let inFlight = 0;
    let most = 0;
    const call = async () => {
      most = Math.max(most, (inFlight += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      inFlight -= 1;
    };
    const limiters = Array.from({ length: 12 }, (_, index) => limiterOn(clock, shared, `process ${index}`));
    for (const limiter of limiters) await limiter.send("read", async () => undefined);
    for (const limiter of limiters) await limiter.send("read", async () => undefined);
    await Promise.all(limiters.flatMap((limiter) => Array.from({ length: 20 }, () => limiter.send("read", call))));
    expect(most).toBeLessThanOrEqual(60);
    expect(most).toBeGreaterThan(20);
  });
});
