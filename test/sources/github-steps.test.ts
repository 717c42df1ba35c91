/** A commit of a pull request as a change of its own: what it changes over the one before it. */

import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { readPullRequest } from "../../sources/github.ts";
import { octokitForInstallation } from "../fake-github/octokit-for.ts";
import { startFakeGitHub } from "../fake-github/server.ts";
import type { FakeGitHub } from "../fake-github/server.ts";

let github: FakeGitHub;
beforeAll(async () => {
  github = await startFakeGitHub();
});
afterEach(() => github.assertClean());
afterAll(() => github.stop());

test("has its own files and both its trees", async () => {
  const repository = await github.createRepository({ name: "network", files: { "a.yaml": "a: 1\n" } });
  const first = await repository.commit("ports", { message: "Break a", files: { "a.yaml": "a: [\n" } });
  const pull = await repository.openPullRequest({ head: "ports", title: "Ports", files: { "a.yaml": "a: []\n" } });
  const api = await octokitForInstallation(github, "acme");
  const differential = await readPullRequest(api, { owner: "acme", repo: "network", number: pull.number });

  const commit = differential.commits.find(({ sha }) => sha === first);
  if (commit === undefined) throw new Error("the first commit is not listed");
  const step = await differential.stepOf?.(commit);
  expect(step?.files.map(({ path, status }) => [path, status])).toEqual([["a.yaml", "modified"]]);
  expect((await step?.before.read(["a.yaml"]))?.get("a.yaml")).toMatchObject({ text: "a: 1\n" });
  expect((await step?.after.read(["a.yaml"]))?.get("a.yaml")).toMatchObject({ text: "a: [\n" });
});
