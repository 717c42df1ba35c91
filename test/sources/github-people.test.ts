/** Members of teams: read once, page by page, and what is said where they cannot be read. */

import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { peopleOf } from "../../sources/github/people.ts";
import { octokitForInstallation } from "../fake-github/octokit-for.ts";
import { defaultPermissions, startFakeGitHub } from "../fake-github/server.ts";
import type { FakeGitHub } from "../fake-github/server.ts";

let github: FakeGitHub;

beforeAll(async () => {
  github = await startFakeGitHub({ permissions: { ...defaultPermissions, members: "read" } });
  await github.createRepository({ name: "network" });
  github.world.teams.set("acme/network", ["grace", "heidi"]);
  const many = Array.from({ length: 150 }, (_, index) => `member-${index}`);
  github.world.teams.set("acme/everybody", many);
});
afterEach(() => github.assertClean());
afterAll(() => github.stop());

test("every member of a team, asked once", async () => {
  const people = peopleOf(await octokitForInstallation(github, "acme"), undefined);
  expect(await people.membersOf("Acme/Network")).toEqual({ kind: "members", logins: ["grace", "heidi"] });
  const everybody = await people.membersOf("acme/everybody");
  expect(everybody.kind === "members" && everybody.logins.length).toBe(150);
  const { calls } = github.count();
  await people.membersOf("acme/network");
  expect(github.count().calls).toBe(calls);
});

test("no such team, and no permission: it is said which one", async () => {
  const people = peopleOf(await octokitForInstallation(github, "acme"), undefined);
  expect(await people.membersOf("acme/nobody")).toMatchObject({ kind: "unreadable", cause: "unsupported" });
  const permissions = { contents: "read" } as const;
  const without = peopleOf(await octokitForInstallation(github, "acme", { permissions }), undefined);
  expect(await without.membersOf("acme/network")).toMatchObject({
    kind: "unreadable",
    reason: expect.stringContaining("*Members: read*"),
    cause: "unsupported",
  });
  expect(await people.membersOf("no team")).toMatchObject({ kind: "unreadable", cause: "unsupported" });
});

test("an outage is ours", async () => {
  const people = peopleOf(await octokitForInstallation(github, "acme"), undefined);
  github.fail({ match: "teams/list-members-in-org", status: 502, times: 10 });
  expect(await people.membersOf("acme/network")).toMatchObject({ kind: "unreadable", cause: "ours" });
});
