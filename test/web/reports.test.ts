/** The way in for other tools' results: whose token it is, how much it sends, which commits it may speak of. */

import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { ReviewState } from "../../service/review-state.ts";
import { takeToolReport } from "../../service/tool-reports.ts";
import { memoryStore } from "../../store/memory.ts";
import type { Store, SubjectKey } from "../../store/store.ts";
import { systemClock } from "../../store/system-clock.ts";
import { reportToken } from "../../web/report-token.ts";
import { reportRoutes } from "../../web/reports.ts";
import { openWorkflowIdentity } from "../../web/workflow-identity.ts";

const [secret, previous] = ["a secret", "the secret before"];
const issuer = "https://token.actions.example";
const shas = { first: "1".repeat(40), second: "2".repeat(40), unseen: "3".repeat(40) };
const keys = await generateKeyPair("RS256");
const strangersKeys = await generateKeyPair("RS256");
const now = Date.now();

const result = { path: "main.tf", line: 3, message: "open to all", code: "AVD-1" };
const body = { formatVersion: 1, repository: "Acme/Network", sha: shas.first, tool: "trivy", results: [result] };
const own = reportToken(secret, "acme/network");

let store: Store<ReviewState>;
let isReachable = true;

beforeAll(async () => {
  store = memoryStore<ReviewState>(systemClock);
  await store.want(pull(1), head(shas.first));
  await store.want(pull(2), head(shas.second));
  for (const number of [1, 2]) await store.takeWants(pull(number));
});

function pull(number: number): SubjectKey {
  return { installation: 7, owner: "Acme", repo: "Network", subject: `pull/${number}` };
}

function head(sha: string) {
  return { scope: "full", reruns: [], head: { sha, at: "2026-11-22T10:00:00Z" } } as const;
}

async function serveKeys(): Promise<Response> {
  if (!isReachable) throw new TypeError("fetch failed");
  return Response.json({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: "one", alg: "RS256", use: "sig" }] });
}

const pullRequest = { event_name: "pull_request", ref: "refs/pull/1/merge", sha: "9".repeat(40) };

function identity(
  claims: object = {},
  { key = keys.privateKey, audience = "plumbline", from = issuer, expires = 300, alg = "RS256" } = {},
): Promise<string> {
  return new SignJWT({ repository: "Acme/Network", ...pullRequest, ...claims })
    .setProtectedHeader({ alg, kid: "one" })
    .setIssuer(from)
    .setAudience(audience)
    .setIssuedAt(Math.floor(now / 1_000))
    .setExpirationTime(Math.floor(now / 1_000) + expires)
    .sign(key);
}

function open(
  identifyWorkflow = openWorkflowIdentity({ issuer, audience: "plumbline", fetch: serveKeys, now: () => now }),
) {
  const outcomes: string[] = [];
  const routes = reportRoutes({
    secrets: [secret, previous],
    identifyWorkflow,
    take: (reporter, sha, report) => takeToolReport(store, reporter, sha, report, now),
    onOutcome: (outcome) => outcomes.push(outcome),
    limits: { sent: 100_000, unpacked: 500_000 },
  });
  async function post(
    token: string | undefined,
    sent: object | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) {
    const answer = await routes.fetch(
      new Request("http://plumbline/api/reports", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: sent instanceof Uint8Array ? sent : JSON.stringify(sent),
      }),
    );
    return { code: answer.status, ...((await answer.json()) as { status: string; message: string }) };
  }
  return { post, outcomes };
}

describe("a token of the repository", () => {
  test("hands a report in, the same one twice as once, and wakes the review of that head", async () => {
    const { post, outcomes } = open();
    const joins = { code: 202, status: "joins", message: "the results of trivy join the check run of #1" };
    expect(await post(own, body)).toEqual(joins);
    expect(await post(reportToken(previous, "Acme/Network"), body)).toEqual(joins);
    expect(await store.takeWants(pull(1))).toMatchObject({ scope: "full", reruns: [] });
    expect(await store.takeWants(pull(2))).toBeUndefined();
    const commit = { owner: "Acme", repo: "Network", sha: shas.first };
    expect(await store.toolReportsAt(commit)).toEqual([{ tool: "trivy", results: [result], beyond: 0, at: now }]);
    expect(outcomes).toEqual(["joins", "joins"]);
  });

  test("is kept for a commit that is nobody's head yet, and for one that no longer is", async () => {
    const { post } = open();
    expect(await post(own, { ...body, sha: shas.unseen })).toMatchObject({ code: 202, status: "early" });
    await store.want(pull(1), { ...head(shas.first), head: { sha: "4".repeat(40), at: "2026-11-22T11:00:00Z" } });
    expect(await post(own, body)).toMatchObject({ code: 202, status: "late" });
  });

  test.each<[string, string | undefined, number]>([
    ["none", undefined, 401],
    ["another secret's", reportToken("a guess", "acme/network"), 401],
    ["one that is cut", own.slice(0, -3), 401],
    ["its name exchanged", own.replace(/\.[^.]+\./u, `.${Buffer.from("acme/dns").toString("base64url")}.`), 401],
    ["another repository's", reportToken(secret, "acme/dns"), 403],
    ["no token at all", "🙂", 401],
    ["nonsense", "plumbline", 401],
  ])("%s is refused", async (_, token, code) => {
    const { post } = open();
    expect((await post(token === "🙂" ? "%F0" : token, body)).code).toBe(code);
  });

  test("a repository that nobody has seen a pull request of is not served", async () => {
    const { post } = open();
    const answer = await post(reportToken(secret, "acme/dns"), { ...body, repository: "acme/dns" });
    expect(answer).toMatchObject({ code: 404, message: "no pull request of acme/dns has been seen here" });
  });
});

describe("the identity of a workflow", () => {
  test.each<[string, () => Promise<string>, string, number]>([
    ["its own pull request", () => identity(), shas.first, 202],
    ["a commit that nobody has seen", () => identity(), shas.unseen, 202],
    ["another pull request", () => identity(), shas.second, 403],
    [
      "its own push",
      () => identity({ event_name: "push", ref: "refs/heads/main", sha: shas.second }),
      shas.second,
      202,
    ],
    ["another commit", () => identity({ event_name: "push", ref: "refs/heads/x", sha: shas.first }), shas.second, 403],
    ["what somebody started by hand", () => identity({ event_name: "workflow_dispatch" }), shas.second, 403],
    [
      "a fork's, after its run",
      () => identity({ event_name: "workflow_run", ref: "refs/heads/main" }),
      shas.second,
      202,
    ],
    ["another repository", () => identity({ repository: "acme/dns" }), shas.first, 403],
    ["a token for somebody else", () => identity({}, { audience: "sigstore" }), shas.first, 401],
    ["a token of another issuer", () => identity({}, { from: "https://token.example" }), shas.first, 401],
    ["a token that has ended", () => identity({}, { expires: -60 }), shas.first, 401],
    ["a stranger's signature", () => identity({}, { key: strangersKeys.privateKey }), shas.first, 401],
    ["claims that are no texts", () => identity({ repository: 7 }), shas.first, 401],
  ])("%s", async (_, token, sha, code) => {
    const { post } = open();
    expect((await post(await token(), { ...body, sha })).code).toBe(code);
  });

  test("nothing unsigned, and nothing signed by a key that everybody has", async () => {
    const { post } = open();
    const part = (data: object) => Buffer.from(JSON.stringify(data)).toString("base64url");
    const [, claims = ""] = (await identity()).split(".");
    expect((await post(`${part({ alg: "none" })}.${claims}.`, body)).code).toBe(401);
    const shared = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)));
    const confused = await new SignJWT({ repository: "Acme/Network", ...pullRequest })
      .setProtectedHeader({ alg: "HS256", kid: "one" })
      .setIssuer(issuer)
      .setAudience("plumbline")
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(shared);
    expect((await post(confused, body)).code).toBe(401);
  });

  test("a run for one pull request is not heard on another that gets the same commit", async () => {
    const { post } = open();
    await post(await identity(), { ...body, sha: shas.unseen, tool: "checkov" });
    const kept = await store.toolReportsAt({ owner: "Acme", repo: "Network", sha: shas.unseen });
    expect(kept.find(({ tool }) => tool === "checkov")).toMatchObject({ pull: 1 });
  });

  test("where GitHub's keys cannot be read, nobody is refused: try again", async () => {
    isReachable = false;
    const { post } = open();
    expect((await post(await identity(), body)).code).toBe(503);
    isReachable = true;
  });
});

describe("what is sent", () => {
  test("comes packed, too", async () => {
    const { post } = open();
    const packed = new Uint8Array(gzipSync(JSON.stringify(body)));
    expect((await post(own, packed, { "content-encoding": "gzip" })).code).toBe(202);
  });

  test("a bomb is not unpacked to its end", async () => {
    const { post } = open();
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(20_000_000, 32)));
    expect(bomb.length).toBeLessThan(100_000);
    expect((await post(own, bomb, { "content-encoding": "gzip" })).code).toBe(413);
  });

  test.each<[string, object | Uint8Array<ArrayBuffer>, number, Record<string, string>?]>([
    ["too much", { ...body, results: [{ ...result, message: "x".repeat(100_000) }] }, 413],
    ["another type", body, 415, { "content-type": "text/plain" }],
    ["another packing", body, 415, { "content-encoding": "br" }],
    ["no gzip", body, 400, { "content-encoding": "gzip" }],
    ["no JSON", new Uint8Array(Buffer.from("{")), 400],
    ["a list", [], 400],
    ["another version", { ...body, formatVersion: 2 }, 400],
    ["half a commit", { ...body, sha: "1111111" }, 400],
    ["no repository", { ...body, repository: { a: 1 } }, 403],
    ["a name with a path", { ...body, tool: "../trivy" }, 400],
    ["results that are none", { ...body, results: { length: 3 } }, 400],
    ["a result without words", { ...body, results: [{ line: 3 }] }, 400],
    ["a line before the first", { ...body, results: [{ ...result, line: -1 }] }, 400],
    ["a line that is text", { ...body, results: [{ ...result, line: "3" }] }, 400],
    ["odd keys", { ...body, __proto__: { tool: 7 }, constructor: "x" }, 202],
  ])("%s", async (_, sent, code, headers = {}) => {
    const { post } = open();
    expect((await post(own, sent, headers)).code).toBe(code);
  });

  test("more results than anybody takes", async () => {
    const { post } = open();
    const results = Array.from({ length: 25_001 }, () => ({ message: "" }));
    const sent = new Uint8Array(gzipSync(JSON.stringify({ ...body, results })));
    expect(await post(own, sent, { "content-encoding": "gzip" })).toMatchObject({
      code: 400,
      message: "`results` has more than 25000 entries",
    });
  });
});
