/** GitHub's ways to say "slow down", and the refusals that are none. */

import { expect, test } from "@jest/globals";
import { rateLimitIn } from "../../github/refusal.ts";

const now = 1_000_000;

function refusal(status: number, headers: Record<string, string> = {}, message = "refused", data: unknown = {}): Error {
  return Object.assign(new Error(message), { status, response: { headers, data } });
}

test.each([
  ["429 with retry-after", refusal(429, { "retry-after": "7" }), now + 7_000],
  ["403 with retry-after", refusal(403, { "retry-after": "3" }), now + 3_000],
  [
    "403 with nothing left until a time",
    refusal(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2000" }),
    2_000_000,
  ],
  ["403 that speaks of a secondary limit", refusal(403, {}, "You have exceeded a secondary rate limit"), undefined],
  ["a time that no calendar has", refusal(429, { "retry-after": "1e30" }), now + 7_200_000],
  ["422 with the code abuse", refusal(422, {}, "Validation Failed", { errors: [{ code: "abuse" }] }), undefined],
])("%s", (_name, error, end) => {
  expect(rateLimitIn(error, now)).toMatchObject({ until: end });
});

test.each([
  ["403 for want of a permission", refusal(403, {}, "Resource not accessible by integration")],
  ["404", refusal(404)],
  ["422 of another kind", refusal(422, {}, "Validation Failed", { errors: [{ code: "invalid" }] })],
  ["502", refusal(502)],
  ["no answer at all", new Error("socket hang up")],
])("%s is no limit", (_name, error) => {
  expect(rateLimitIn(error, now)).toBeUndefined();
});

test.each([
  ["a spent budget", refusal(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2000" }), true],
  [
    "a secondary limit that comes with a spent budget",
    refusal(403, { "x-ratelimit-remaining": "0", "retry-after": "9" }),
    false,
  ],
  ["a secondary limit", refusal(403, { "retry-after": "3" }), false],
  ["GraphQL's RATE_LIMITED", refusal(200, {}, "", { errors: [{ type: "RATE_LIMITED" }] }), true],
])("%s is about this kind of call alone: %s", (_name, error, isPrimary) => {
  expect(rateLimitIn(error, now)).toMatchObject({ isPrimary });
});
