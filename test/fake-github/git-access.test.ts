/** Real git on the fake: cloning by token, odd files, large blobs, what GraphQL and REST say of them. */

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Octokit } from "@octokit/rest";
import type { FakeRepository } from "./actors.ts";
import { gitEnvironment } from "./git-environment.ts";
import { octokitForInstallation } from "./octokit-for.ts";
import { startFakeGitHub, type FakeGitHub } from "./server.ts";

let github: FakeGitHub;
let network: FakeRepository;
let octokit: Octokit;
let folder: string;
const run = promisify(execFile);
const place = { owner: "acme", repo: "network" };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-clone-"));
  github = await startFakeGitHub();
  network = await github.createRepository({
    name: "network",
    files: new Map<string, string | { symlink: string } | { executable: string }>([
      ["large.yaml", "é".repeat(400_000)],
      ["bin/run", { executable: "#!/bin/sh\n" }],
      ["link.yaml", { symlink: "large.yaml" }],
      ["odd name\n€.yaml", "a: 1\n"],
      ["__proto__.yaml", "a: 1\n"],
    ]),
  });
  octokit = await octokitForInstallation(github, "acme");
});
afterAll(async () => {
  await github.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Not the synchronous way: the server that git talks to runs in this very process. */
async function clone(token: string | undefined, name: string, ...options: string[]): Promise<string> {
  const url = token === undefined ? network.cloneUrl : network.cloneUrl.replace("://", `://x-access-token:${token}@`);
  const target = join(folder, name);
  await run("git", ["clone", "--quiet", ...options, url, target], { env: gitEnvironment() });
  return target;
}

async function token(): Promise<string> {
  const auth = (await octokit.auth()) as { readonly token: string };
  return auth.token;
}

test("git clones a private repository with an installation token, and only with one", async () => {
  const target = await clone(await token(), "whole");
  expect(readFileSync(join(target, "__proto__.yaml"), "utf8")).toBe("a: 1\n");
  expect(readFileSync(join(target, "odd name\n€.yaml"), "utf8")).toBe("a: 1\n");
  await expect(clone(undefined, "refused")).rejects.toThrow(/could not read Username|Authentication failed/);
  await expect(clone("ghs_unknown", "unknown")).rejects.toThrow(/Authentication failed/);
});

test("a partial clone leaves the blobs on the server", async () => {
  const target = await clone(await token(), "partial", "--bare", "--depth=1", "--filter=blob:none");
  const { stdout } = await run("git", ["rev-list", "--objects", "--missing=print", "HEAD"], {
    cwd: target,
    env: gitEnvironment(),
  });
  expect(stdout.split("\n").filter((line) => line.startsWith("?"))).toHaveLength(4);
});

test("git finds nothing wrong with the objects that the fake wrote itself", async () => {
  const { stdout, stderr } = await run("git", ["fsck", "--full", "--strict"], {
    cwd: network.record.git.folder,
    env: gitEnvironment(),
  });
  expect(stdout + stderr).not.toMatch(/error|missing|corrupt/);
});

test("GraphQL cuts a large text at 512,000 bytes and says so; REST leaves content out above 1 MB", async () => {
  const answer = await octokit.graphql<{ repository: { object: { text: string } & Record<string, unknown> } }>(
    `{ repository(owner: "acme", name: "network") {
      object(expression: "main:large.yaml") { ... on Blob { text isTruncated byteSize } } } }`,
  );
  expect(answer.repository.object).toMatchObject({ isTruncated: true, byteSize: 800_000 });
  expect(Buffer.byteLength(answer.repository.object.text)).toBe(512_000);
  const sha = await network.commit("big", { files: { "huge.yaml": "#".repeat(1_000_001) } });
  const content = await octokit.rest.repos.getContent({ ...place, path: "huge.yaml", ref: sha });
  expect(content.data).toMatchObject({ size: 1_000_001, encoding: "none", content: "" });
  const raw = await octokit.rest.repos.getContent({
    ...place,
    path: "huge.yaml",
    ref: sha,
    mediaType: { format: "raw" },
  });
  expect(raw.data).toHaveLength(1_000_001);
  github.assertClean();
});

test("links, modes and large or binary changes show as on GitHub", async () => {
  const tree = await octokit.rest.git.getTree({ ...place, tree_sha: "main", recursive: "true" });
  const modes = tree.data.tree.map((one) => [one.path, one.mode, one.type]);
  expect(modes).toContainEqual(["link.yaml", "120000", "blob"]);
  expect(modes).toContainEqual(["bin/run", "100755", "blob"]);
  const pull = await network.openPullRequest({
    head: "odd",
    title: "Odd changes",
    files: {
      "bin/run": "#!/bin/sh\n",
      "link.yaml": "a: 1\n",
      "blob.yaml": new Uint8Array([0, 1, 2]),
      "long.yaml": "a: 1\n".repeat(20_001),
    },
    delete: ["__proto__.yaml"],
  });
  const { data } = await octokit.rest.pulls.listFiles({ ...place, pull_number: pull.number });
  expect(data.map((one) => [one.filename, one.status, one.patch?.split("\n").at(-1)])).toEqual([
    ["__proto__.yaml", "removed", "-a: 1"],
    ["bin/run", "modified", undefined],
    ["blob.yaml", "added", undefined],
    ["link.yaml", "changed", "+a: 1"],
    ["long.yaml", "added", undefined],
  ]);
  github.assertClean();
});
