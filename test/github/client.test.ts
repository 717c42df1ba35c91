/** The client around every call: what is repeated, what is not, and what a refused token leads to. */

import { describe, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/rest";
import type { Clock } from "../../core/clock.ts";
import { connectInstallations } from "../../github/client.ts";
import { RateLimited } from "../../github/limiter.ts";
import { createTokenCache } from "../../github/token-cache.ts";

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every wait ends at once, with the time gone by. */
function leapingClock(): Clock {
  let now = 1_700_000_000_000;
  return {
    now: () => now,
    after(milliseconds, run) {
      now += milliseconds;
      queueMicrotask(run);
      return () => undefined;
    },
  };
}

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function connect(answers: readonly (Answer | "dropped")[]) {
  const calls: string[] = [];
  const left = [...answers];
  const fetch = async (url: string, { method }: { method: string }): Promise<Response> => {
    calls.push(`${method} ${new URL(url).pathname}`);
    const answer = left.shift() ?? { status: 200, body: {} };
    if (answer === "dropped") throw new TypeError("fetch failed");
    const headers = { "content-type": "application/json", ...answer.headers };
    return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status, headers });
  };
  const forgotten: number[] = [];
  const clock = leapingClock();
  const installations = connectInstallations({
    authenticate: async () => new Octokit({ log: quiet, request: { fetch } }),
    clock,
    forgetToken: (installation) => void forgotten.push(installation),
  });
  return { calls, forgotten, clock, api: () => installations.api(7), app: () => installations.app() };
}

const place = { owner: "acme", repo: "network" };
const run = { ...place, name: "plumbline", head_sha: "a".repeat(40) };

describe("a refused token", () => {
  test("is renewed once, also for a write: what was refused was not done", async () => {
    const { api, calls, forgotten } = connect([{ status: 401 }, { status: 201, body: { id: 5 } }]);
    expect((await (await api()).rest.checks.create(run)).data.id).toBe(5);
    expect(calls).toHaveLength(2);
    expect(forgotten).toEqual([7]);
  });

  test("that is refused again is an error", async () => {
    const { api, calls } = connect([{ status: 401 }, { status: 401 }, { status: 200 }]);
    await expect((await api()).rest.repos.get(place)).rejects.toMatchObject({ status: 401 });
    expect(calls).toHaveLength(2);
  });

  test("of the App itself cannot be renewed", async () => {
    const { app, calls } = connect([{ status: 401 }]);
    await expect((await app()).rest.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
    expect(calls).toHaveLength(1);
  });
});

describe("what fails in between", () => {
  test("reading is tried again, at most three times", async () => {
    const bad = { status: 502 };
    const { api, calls } = connect([bad, "dropped", bad, { status: 200, body: { name: "network" } }]);
    expect((await (await api()).rest.repos.get(place)).data.name).toBe("network");
    expect(calls).toHaveLength(4);
    const worse = connect([bad, bad, bad, bad, bad]);
    await expect((await worse.api()).rest.repos.get(place)).rejects.toMatchObject({ status: 502 });
    expect(worse.calls).toHaveLength(4);
  });

  test.each([[{ status: 502 }], ["dropped" as const]])("writing is never repeated: %j", async (answer) => {
    const { api, calls } = connect([answer]);
    await expect((await api()).rest.checks.create(run)).rejects.toMatchObject({
      status: answer === "dropped" ? 500 : 502,
    });
    expect(calls).toHaveLength(1);
  });

  test("a GraphQL mutation is a write", async () => {
    const { api, calls } = connect([{ status: 502 }]);
    await expect((await api()).graphql("mutation { closeIssue }")).rejects.toMatchObject({ status: 502 });
    expect(calls).toHaveLength(1);
  });
});

describe("a call that is not answered", () => {
  test.each(["alone", "behind another hook"])("is given up after its time: %s", async (how) => {
    let given: AbortSignal | undefined;
    const fetch = (_url: string, { signal }: { signal?: AbortSignal }) =>
      new Promise<Response>((_resolve, reject) => {
        given = signal;
        signal?.addEventListener("abort", () => reject(signal.reason));
      });
    const octokit = new Octokit({ log: quiet, request: { fetch } });
    if (how !== "alone") octokit.hook.wrap("request", (request, options) => request(options));
    const installations = connectInstallations({
      authenticate: async () => octokit,
      clock: leapingClock(),
      callLimit: 5,
    });
    const api = await installations.api(7);
    await expect(api.rest.checks.create(run)).rejects.toMatchObject({ status: 500 });
    expect(given?.aborted).toBe(true);
  });

  test("is given up when its review is", async () => {
    const controller = new AbortController();
    const fetch = (_url: string, { signal }: { signal?: AbortSignal }) =>
      new Promise<Response>((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason));
        controller.abort(new Error("superseded"));
      });
    const installations = connectInstallations({
      authenticate: async () => new Octokit({ log: quiet, request: { fetch } }),
      clock: leapingClock(),
    });
    const api = await installations.api(7);
    await expect(api.rest.repos.get({ ...place, request: { signal: controller.signal } })).rejects.toThrow(
      "superseded",
    );
  });
});

describe("rate limits", () => {
  const refusals: readonly (readonly [string, Answer, number])[] = [
    ["retry-after", { status: 403, headers: { "retry-after": "40" } }, 40_000],
    ["429 without a word", { status: 429 }, 60_000],
    [
      "a secondary limit without a time",
      { status: 403, body: { message: "You have exceeded a secondary rate limit" } },
      60_000,
    ],
    ["422 abuse", { status: 422, body: { message: "Validation Failed", errors: [{ code: "abuse" }] } }, 60_000],
  ];

  test.each(refusals)(
    "%s: one call, then silence for everything, with the time to come back",
    async (_name, answer, wait) => {
      const { api, calls, clock } = connect([answer]);
      const now = clock.now();
      const github = await api();
      await expect(github.rest.checks.create(run)).rejects.toMatchObject({ name: "RateLimited", retryAt: now + wait });
      await expect(github.graphql("{ viewer { login } }")).rejects.toBeInstanceOf(RateLimited);
      expect(calls).toHaveLength(1);
    },
  );

  test("a spent REST budget leaves GraphQL alone, and the other way round", async () => {
    const reset = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1700000900" };
    const rest = connect([
      { status: 403, headers: reset },
      { status: 200, body: { data: {} } },
    ]);
    const github = await rest.api();
    await expect(github.rest.repos.get(place)).rejects.toMatchObject({ retryAt: 1_700_000_900_000 });
    await expect(github.graphql("{ viewer { login } }")).resolves.toEqual({});

    const refused = { status: 200, body: { data: null, errors: [{ type: "RATE_LIMITED" }] }, headers: reset };
    const graphql = connect([refused, { status: 200, body: { name: "network" } }]);
    const other = await graphql.api();
    await expect(other.graphql("{ viewer { login } }")).rejects.toMatchObject({ retryAt: 1_700_000_900_000 });
    await expect(other.rest.repos.get(place)).resolves.toMatchObject({ status: 200 });
  });
});

describe("tokens", () => {
  test("are replaced ten minutes before they run out, and at once when they are refused", () => {
    let now = 0;
    const cache = createTokenCache({ now: () => now });
    cache.set("7", "a token");
    cache.set("7|contents", "a narrow token");
    cache.set("71", "a neighbour's");
    now = 49 * 60_000;
    expect(cache.get("7")).toBe("a token");
    now = 50 * 60_000;
    expect(cache.get("7")).toBeUndefined();
    cache.set("7", "another");
    cache.set("7|contents", "another");
    cache.set("71", "a neighbour's");
    cache.forget(7);
    expect([cache.get("7"), cache.get("7|contents"), cache.get("71")]).toEqual([undefined, undefined, "a neighbour's"]);
  });
});
