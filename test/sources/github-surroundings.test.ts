/** What GitHub knows of a pull request beside its files: reviews, the stack, what it takes up again, teams. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Octokit } from "@octokit/rest";
import { readPullRequest } from "../../sources/github.ts";
import type { FakeRepository } from "../fake-github/actors.ts";
import { octokitForInstallation } from "../fake-github/octokit-for.ts";
import { startFakeGitHub } from "../fake-github/server.ts";
import type { FakeGitHub } from "../fake-github/server.ts";

let github: FakeGitHub;
let repository: FakeRepository;
let api: Octokit;
const place = { owner: "acme", repo: "network" };
const read = (number: number) => readPullRequest(api, { ...place, number });

beforeAll(async () => {
  github = await startFakeGitHub();
  repository = await github.createRepository({ name: "network", collaborators: { grace: "write" } });
  api = await octokitForInstallation(github, "acme");
});
afterEach(() => github.assertClean());
afterAll(() => github.stop());

let branches = 0;
function open(more: { base?: string; head?: string; title?: string; body?: string; message?: string } = {}) {
  branches += 1;
  const files = { [`k8s/${branches}.yaml`]: "kind: Service\n" };
  return repository.openPullRequest({ head: `patch/${branches}`, title: `OPS-${branches}: scale`, files, ...more });
}

describe("facts that cost no call of their own", () => {
  test("repository, time, distance, authors of commits", async () => {
    const pull = await open();
    await repository.commit("main", { files: { "README.md": "# Net\n" }, message: "Rename" });
    const { isPrivate, defaultBranch, behindBy, request, commits, inherited } = await read(pull.number);
    expect({ isPrivate, defaultBranch, behindBy, inherited }).toEqual({
      isPrivate: true,
      defaultBranch: "main",
      behindBy: 1,
      inherited: [],
    });
    expect(request?.createdAt).toBe(pull.record.createdAt);
    expect(request?.stackedOn).toBeUndefined();
    expect(commits[0]).toMatchObject({ author: { name: "ada", email: "ada@example.com" }, at: expect.any(String) });
  });

  test("the newest opinion of everybody, and who may write", async () => {
    const pull = await open();
    pull.approve("rupert");
    pull.review("grace", "CHANGES_REQUESTED");
    const seen = pull.headSha();
    await pull.push({ files: { "k8s/more.yaml": "kind: Pod\n" } });
    const approval = pull.approve("grace");
    pull.review("judy", "COMMENTED");
    expect((await read(pull.number)).request).toMatchObject({
      reviewDecision: "approved",
      approvals: [
        { login: "rupert", isBot: false, state: "approved", sha: seen, canWrite: false },
        { login: "grace", isBot: false, state: "approved", sha: pull.headSha(), canWrite: true },
      ],
    });
    pull.dismiss(approval);
    const after = (await read(pull.number)).request;
    expect(after?.approvals).toMatchObject([{ login: "rupert" }, { login: "grace", state: "dismissed" }]);
    expect(after?.reviewDecision).toBeUndefined();
  });
});

describe("what is taken up again", () => {
  test("the parent of a stack; a base that nobody asks to merge is none", async () => {
    const parent = await open({ head: "stack/one", title: "OPS-40: first half" });
    const child = await open({ base: "stack/one" });
    const { request, inherited } = await read(child.number);
    expect(request?.stackedOn).toBe(parent.number);
    expect(inherited).toMatchObject([{ kind: "stack", number: parent.number, title: "OPS-40: first half" }]);
    await parent.close();
    expect((await read(child.number)).inherited).toEqual([]);
  });

  test("a revert has the words of the merged original, by number or by commit", async () => {
    const original = await open({ title: "OPS-50: open SSH", body: "For the move." });
    const merge = await original.merge();
    const inherited = { kind: "revert", number: original.number, title: "OPS-50: open SSH", body: "For the move." };
    const byNumber = await open({ body: `Reverts acme/network#${original.number}` });
    expect((await read(byNumber.number)).inherited).toMatchObject([inherited]);
    const byCommit = await open({ message: `Revert "Open SSH"\n\nThis reverts commit ${merge}.` });
    expect((await read(byCommit.number)).inherited).toMatchObject([{ ...inherited, sha: merge }]);
  });

  test("a back-port has the words of the pull request that brought the commit", async () => {
    const original = await open({ title: "OPS-60: close SSH" });
    const picked = original.headSha();
    await original.merge();
    const pull = await open({ message: `Close SSH\n\n(cherry picked from commit ${picked})` });
    expect((await read(pull.number)).inherited).toMatchObject([{ kind: "back-port", number: original.number }]);
  });

  test("what was never merged, is not there, is itself or is elsewhere counts for nothing", async () => {
    const unmerged = await open();
    const body = `Reverts #${unmerged.number}\nReverts #9999\nReverts other/place#1\nReverts #${unmerged.number + 1}`;
    const message = `Back\n\nThis reverts commit ${"1".repeat(40)}.`;
    const pull = await open({ body, message });
    expect(pull.number).toBe(unmerged.number + 1);
    expect((await read(pull.number)).inherited).toEqual([]);
  });
});
