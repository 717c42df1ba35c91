/** Troubles on request, and how the log counts what was asked. */

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Octokit } from "@octokit/rest";
import type { FakeRepository } from "./actors.ts";
import { knownTroubles } from "./faults.ts";
import { octokitForInstallation } from "./octokit-for.ts";
import { startFakeGitHub, type FakeGitHub } from "./server.ts";

const place = { owner: "acme", repo: "network" };
let github: FakeGitHub;
let network: FakeRepository;
let octokit: Octokit;

beforeEach(async () => {
  github = await startFakeGitHub();
  network = await github.createRepository({ name: "network" });
  octokit = await octokitForInstallation(github, "acme");
});
afterEach(() => github.stop());

const create = () => octokit.rest.checks.create({ ...place, name: "plumbline", head_sha: network.sha() });

test("a secondary limit strikes as often as told, and only where it matches", async () => {
  github.fail({ match: "checks/create", times: 2, ...knownTroubles.secondaryLimit(7) });
  for (const _ of [1, 2]) {
    await expect(create()).rejects.toMatchObject({ status: 403, response: { headers: { "retry-after": "7" } } });
  }
  await expect(octokit.rest.repos.get(place)).resolves.toMatchObject({ status: 200 });
  await expect(create()).resolves.toMatchObject({ status: 201 });
  expect(network.checkRuns(network.sha())).toHaveLength(1);
});

test("an answer can be lost although the work was done", async () => {
  github.fail({ match: "checks/create", performed: true, dropConnection: true });
  await expect(create()).rejects.toMatchObject({ status: 500 });
  expect(network.checkRuns(network.sha())).toHaveLength(1);
});

test("an answer can end in the middle, which the client takes for an empty one", async () => {
  github.fail({ match: "repos/get", truncate: 20 });
  await expect(octokit.rest.repos.get(place)).resolves.toMatchObject({ status: 200, data: "" });
  await expect(octokit.rest.repos.get(place)).resolves.toMatchObject({ status: 200, data: { name: "network" } });
});

test("GraphQL says RATE_LIMITED with status 200", async () => {
  github.fail({ match: "graphql", ...knownTroubles.graphqlRateLimited() });
  await expect(octokit.graphql("{ rateLimit { cost } }")).rejects.toMatchObject({ errors: [{ type: "RATE_LIMITED" }] });
});

test("tokens run out after an hour", async () => {
  const clock = { now: new Date("2026-03-01T10:00:00Z") };
  const other = await startFakeGitHub({ clock: () => clock.now });
  try {
    await other.createRepository({ name: "network" });
    const client = await octokitForInstallation(other, "acme");
    await expect(client.rest.repos.get(place)).resolves.toMatchObject({ status: 200 });
    clock.now = new Date("2026-03-01T11:00:01Z");
    await expect(client.rest.repos.get(place)).rejects.toMatchObject({
      status: 401,
      message: expect.stringContaining("Bad credentials"),
    });
  } finally {
    await other.stop();
  }
});

test("the log counts calls, writes and points, and the round trip is added to each", async () => {
  github.forget();
  github.latency(30);
  const started = performance.now();
  await create();
  await octokit.rest.repos.get(place);
  expect(performance.now() - started).toBeGreaterThanOrEqual(60);
  expect(github.count()).toMatchObject({
    calls: 2,
    writes: 1,
    points: 6,
    byOperation: { "checks/create": 1, "repos/get": 1 },
  });
  expect(github.log.map((entry) => [entry.operation, entry.status, entry.concurrent])).toEqual([
    ["checks/create", 201, 1],
    ["repos/get", 200, 1],
  ]);
});

test("an unchanged answer is revalidated by its ETag", async () => {
  const first = await octokit.rest.repos.get(place);
  const again = octokit.rest.repos.get({ ...place, headers: { "if-none-match": first.headers.etag ?? "" } });
  await expect(again).rejects.toMatchObject({ status: 304 });
  github.assertClean();
});

test("an operation that this GitHub does not know is a violation", async () => {
  await expect(octokit.request("GET /repos/acme/network/bogus")).rejects.toMatchObject({ status: 404 });
  expect(github.violations()).toEqual(["GET /repos/acme/network/bogus: not an operation that this GitHub knows"]);
});
