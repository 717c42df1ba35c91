/** Partial clones against a server of git's own: few calls whatever the number of files, nothing secret on disk, failures in words. */

import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Octokit } from "@octokit/rest";
import { openClones } from "../../sources/clone.ts";
import type { CloneOptions, RepositoryClone } from "../../sources/clone.ts";
import { readMergeGroup, readPullRequestFacts, readDifferential, treeAt } from "../../sources/github.ts";
import type { FakeRepository } from "../fake-github/actors.ts";
import { octokitForInstallation } from "../fake-github/octokit-for.ts";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { startFakeGitHub } from "../fake-github/server.ts";
import type { FakeGitHub } from "../fake-github/server.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";

const place = { owner: "acme", repo: "network" };
const untouched = manyFiles("modules", 130, "a: 1\n");

let github: FakeGitHub;
let repository: FakeRepository;
let api: Octokit;
let token: string;
let pull: FakePullRequest;

beforeAll(async () => {
  github = await startFakeGitHub();
  repository = await github.createRepository({
    name: "network",
    files: { ...manyFiles("k8s", 150, "replicas: 1\n"), ...untouched, ".gitmodules": "" },
  });
  api = await octokitForInstallation(github, "acme");
  token = ((await api.auth()) as { readonly token: string }).token;
  pull = await repository.openPullRequest({
    head: "many",
    title: "Many",
    files: {
      ...manyFiles("k8s", 149, "replicas: 2\n"),
      "link.yaml": { symlink: "k8s/app-0.yaml" },
      "odd name\n€.yaml": "a: 1\n",
      ":100644 100644 HEAD +HEAD:refs/heads/x M": "a: 1\n",
    },
    delete: ["k8s/app-149.yaml"],
  });
});
afterEach(() => github.assertClean());
afterAll(async () => {
  await github.stop();
  removeTemporaryFolders();
});

function manyFiles(folder: string, count: number, text: string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${folder}/app-${index}.yaml`, `name: app-${index}\n${text}`]),
  );
}

function open(options: Partial<CloneOptions> = {}): RepositoryClone {
  return openClones({
    directory: temporaryFolder(),
    serverUrl: github.url,
    token: async () => token,
    ...options,
  }).of({ installation: 1, ...place });
}

async function read(clone: RepositoryClone | undefined) {
  const facts = await readPullRequestFacts(api, { ...place, number: pull.number });
  return readDifferential(api, { ...place, clone }, facts);
}

function gitCalls(since: number): number {
  return github.log.filter(({ kind, number }) => kind === "git" && number > since).length;
}

/** Every file below a folder, as text. */
function contentsBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path}\n${readFileSync(path, "latin1")}`)
    .join("\n");
}

describe("a pull request of many files", () => {
  test("is the same from a clone as through the API, in a handful of calls", async () => {
    const throughApi = await read(undefined);
    const since = github.log.length;
    const cloned = await read(open());
    const paths = cloned.files.map(({ path }) => path);
    const contents = await cloned.head.read(paths);
    const before = await cloned.base.read(paths);
    expect(gitCalls(since)).toBeLessThanOrEqual(6);
    expect(github.log.filter(({ kind, number }) => kind !== "git" && number > since)).toHaveLength(2);

    const sorted = (files: typeof cloned.files) => files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
    // What is gone has no lines at head, and the two tell so in different ways.
    const present = (files: typeof cloned.files) => sorted(files).filter(({ status }) => status !== "removed");
    expect(present(cloned.files)).toEqual(present(throughApi.files));
    expect(sorted(cloned.files).map(({ path, status }) => [path, status])).toEqual(
      sorted(throughApi.files).map(({ path, status }) => [path, status]),
    );
    expect(cloned.commits).toEqual(throughApi.commits);
    expect(contents.get("link.yaml")).toEqual({ kind: "symlink", target: "k8s/app-0.yaml" });
    const plain = paths.filter((path) => path !== "link.yaml");
    expect(await cloned.head.read(plain)).toEqual(await throughApi.head.read(plain));
    expect(before).toEqual(await throughApi.base.read(paths));
    expect((await cloned.head.list("k8s")).map(({ path, kind }) => [path, kind])).toEqual(
      (await throughApi.head.list("k8s")).map(({ path, kind }) => [path, kind]),
    );
  });

  test("costs no call at all when it is read again, and one fetch of each kind after a push", async () => {
    const clone = open();
    await read(clone);
    const since = github.log.length;
    const again = await read(clone);
    await again.head.read(again.files.map(({ path }) => path));
    expect(gitCalls(since)).toBe(0);

    await repository.commit("many", { files: { "k8s/app-3.yaml": "name: app-3\nreplicas: 7\n" } });
    const pushed = github.log.length;
    const next = await read(clone);
    const contents = await next.head.read(["k8s/app-3.yaml", "k8s/app-4.yaml"]);
    expect(contents.get("k8s/app-3.yaml")).toMatchObject({ kind: "text", text: "name: app-3\nreplicas: 7\n" });
    expect(gitCalls(pushed)).toBeLessThanOrEqual(6);
    const bytes = github.log
      .filter(({ kind, number }) => kind === "git" && number > pushed)
      .reduce((sum, { responseBytes }) => sum + responseBytes, 0);
    expect(bytes).toBeLessThan(10_000);
  });

  test("files that the change leaves alone come in one fetch, whatever their number", async () => {
    const { head } = await read(open());
    const since = github.log.length;
    const contents = await head.read(Object.keys(untouched));
    expect([...contents.values()].every(({ kind }) => kind === "text")).toBe(true);
    expect(contents.size).toBe(130);
    expect(gitCalls(since)).toBeLessThanOrEqual(2);
  });
});

test("a merge group of many files comes from the clone, too", async () => {
  const since = github.log.length;
  const group = await readMergeGroup(api, {
    ...place,
    headSha: pull.headSha(),
    baseSha: repository.sha(),
    clone: open(),
  });
  expect(group.files).toHaveLength(153);
  expect(group.files.every(({ kind, hunks }) => kind !== "file" || hunks !== undefined)).toBe(true);
  expect(gitCalls(since)).toBeGreaterThan(0);
});

test("a tree that is asked for many files reads them from the clone, for few it asks the API", async () => {
  const tree = treeAt(api, { ...place, sha: repository.sha() }, { clone: open() });
  const since = github.log.length;
  await tree.read(["modules/app-0.yaml"]);
  expect(gitCalls(since)).toBe(0);
  const contents = await tree.read(Object.keys(untouched));
  expect(gitCalls(since)).toBeGreaterThan(0);
  expect(contents.get("modules/app-7.yaml")).toMatchObject({ text: "name: app-7\na: 1\n" });
});

test("neither token nor address is ever written down, and a clone is its user's alone", async () => {
  const directory = temporaryFolder();
  await read(open({ directory }));
  const written = contentsBelow(directory);
  expect(written).toContain("repositoryformatversion");
  expect(written).not.toContain(token);
  expect(written).not.toContain(Buffer.from(`x-access-token:${token}`).toString("base64"));
  expect(written).not.toContain(github.url);
  expect(written).not.toContain("promisor = true");
  expect(statSync(join(directory, "repositories")).mode & 0o077).toBe(0);
  expect(readdirSync(join(directory, "locks"))).toEqual([]);
});

test("two installations never share a clone", async () => {
  const directory = temporaryFolder();
  const clones = openClones({ directory, serverUrl: github.url, token: async () => token });
  for (const installation of [1, 2]) await read(clones.of({ installation, ...place }));
  expect(readdirSync(join(directory, "repositories"))).toHaveLength(2);
});

describe("what goes wrong", () => {
  test("a token that has run out is renewed once", async () => {
    const asked: boolean[] = [];
    const renew = async (_installation: number, renewed: boolean) => {
      asked.push(renewed);
      return renewed ? token : "ghs_gone";
    };
    const { files } = await read(open({ token: renew }));
    expect(files).toHaveLength(153);
    expect(asked.slice(0, 2)).toEqual([false, true]);
  });

  test.each([
    ["a refused token", { token: async () => "ghs_unknown" }, "the server refuses the token"],
    ["a server that is not there", { serverUrl: "http://127.0.0.1:9" }, "the server cannot be reached"],
    ["a fetch that brings too much", { quota: 8 }, "a fetch brings too much"],
  ])("%s is said in few words, and the API serves", async (_what, options, words) => {
    const reasons: string[] = [];
    const { files, filesBeyond } = await read(open({ ...options, onFailure: (reason) => reasons.push(reason) }));
    expect(files).toHaveLength(153);
    expect(filesBeyond).toBeUndefined();
    expect(reasons).toEqual([words]);
  });

  test.each([
    [401, "the server refuses the token"],
    [404, "the server has no such repository"],
    [502, "the server has trouble of its own"],
  ])("an answer of status %i costs no clone that is sound", async (status, words) => {
    const directory = temporaryFolder();
    const reasons: string[] = [];
    const clone = open({ directory, onFailure: (reason) => reasons.push(reason) });
    await read(clone);
    await repository.commit("many", { files: { "k8s/app-5.yaml": `name: app-5\nstatus: ${status}\n` } });
    const [name = ""] = readdirSync(join(directory, "repositories"));
    const born = statSync(join(directory, "repositories", name)).birthtimeMs;
    github.fail({ match: "git", status, times: 10 });
    await read(clone);
    github.forget();
    expect(reasons).toEqual([words]);
    expect(statSync(join(directory, "repositories", name)).birthtimeMs).toBe(born);
  });

  test("without git the API serves", async () => {
    const path = process.env.PATH;
    process.env.PATH = "/nonexistent";
    const reasons: string[] = [];
    const { files } = await read(open({ onFailure: (reason) => reasons.push(reason) })).finally(() => {
      process.env.PATH = path;
    });
    expect(files).toHaveLength(153);
    expect(reasons).toEqual(["git is not installed, or the clone is gone"]);
  });

  test("what only a clone would have listed is told as a gap, never taken for sound", async () => {
    const facts = await readPullRequestFacts(api, { ...place, number: pull.number });
    const failure = { failure: "the connection broke" };
    const clone = { between: async () => failure, read: async () => failure };
    const { filesBeyond } = await readDifferential(api, { ...place, clone }, { ...facts, changedFiles: 3_412 });
    expect(filesBeyond).toBe(
      "3259 of 3412 files: GitHub lists the first 153, and cloning failed (the connection broke)",
    );
  });

  test("a clone that is damaged is begun anew", async () => {
    const directory = temporaryFolder();
    const clone = open({ directory });
    await read(clone);
    const [name = ""] = readdirSync(join(directory, "repositories"));
    const folder = join(directory, "repositories", name);
    rmSync(join(folder, "objects"), { recursive: true });
    writeFileSync(join(folder, "HEAD"), "nonsense");
    const { files, head } = await read(clone);
    expect(files).toHaveLength(153);
    expect((await head.read(["k8s/app-1.yaml"])).get("k8s/app-1.yaml")).toMatchObject({ kind: "text" });
  });

  test("lock files of a git that was killed are in nobody's way", async () => {
    const directory = temporaryFolder();
    const clone = open({ directory });
    await read(clone);
    const [name = ""] = readdirSync(join(directory, "repositories"));
    writeFileSync(join(directory, "repositories", name, "shallow.lock"), "");
    await repository.commit("many", { files: { "k8s/app-9.yaml": "name: app-9\nreplicas: 8\n" } });
    const reasons: string[] = [];
    const { files } = await read(clone);
    expect(files).toHaveLength(153);
    expect(reasons).toEqual([]);
  });

  test("an abort ends the fetch and is no failure", async () => {
    const controller = new AbortController();
    github.latency(200);
    const reasons: string[] = [];
    const reading = open({ onFailure: (reason) => reasons.push(reason) }).between({
      base: repository.sha(),
      head: pull.headSha(),
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error("a newer head")), 50);
    await expect(reading).rejects.toThrow("a newer head");
    github.latency(0);
    expect(reasons).toEqual([]);
  });
});
