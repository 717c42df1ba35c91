/** When a review is tried again, and what counts as GitHub's own trouble. */

import { expect, test } from "@jest/globals";
import { RateLimited } from "../../github/limiter.ts";
import { isOutage, nextLook, nextTry, rateLimitOf } from "../../service/retry.ts";

const minute = 60_000;

test("what failed is tried every five minutes, what stayed unchecked is looked at every hour", () => {
  const trouble = { since: 0, attempts: 20 };
  expect(nextTry(trouble, 10 * minute)).toBe(15 * minute);
  expect(nextLook(trouble, 10 * minute)).toBe(70 * minute);
  expect(nextLook({ since: 0, attempts: 1 }, minute)).toBe(minute + 2_000);
});

test("an outage and a limit are found wherever they hide", () => {
  const outage = new AggregateError([
    new Error("handlers", { cause: Object.assign(new Error("bad"), { status: 502 }) }),
  ]);
  expect(isOutage(outage)).toBe(true);
  expect(isOutage(new AggregateError([new TypeError("a defect")]))).toBe(false);
  expect(isOutage(Object.assign(new Error("no"), { status: 404 }))).toBe(false);
  expect(rateLimitOf(new AggregateError([new RateLimited("slow", 7)]))?.retryAt).toBe(7);
});
