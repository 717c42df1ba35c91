/** A pull request read from GitHub: files of every kind, lists that end, answers that are too large. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Octokit } from "@octokit/rest";
import {
  previousVersions,
  readDifferential,
  readMergeGroup,
  readPullRequest,
  readPullRequestFacts,
  treeAt,
} from "../../sources/github.ts";
import type { GitHubDifferential } from "../../sources/github.ts";
import type { FakeRepository } from "../fake-github/actors.ts";
import { octokitForInstallation } from "../fake-github/octokit-for.ts";
import { startFakeGitHub } from "../fake-github/server.ts";
import type { FakeGitHub } from "../fake-github/server.ts";

let github: FakeGitHub;
let repository: FakeRepository;
let api: Octokit;
const place = { owner: "acme", repo: "network" };

beforeAll(async () => {
  github = await startFakeGitHub();
  repository = await github.createRepository({
    name: "network",
    files: {
      "k8s/deploy.yaml": "a: 1\nb: 2\nc: 3\n",
      "k8s/run.sh": "echo\n",
      "old/name.yaml": "kind: Service\nname: a-long-enough-name\nport: 8080\n",
      "old/gone.yaml": "gone: true\n",
      "k8s/later-link.yaml": "kind: Service\n",
      "same.yaml": "same: true\n",
    },
  });
  api = await octokitForInstallation(github, "acme");
});
afterEach(() => github.assertClean());
afterAll(() => github.stop());

describe("files of a pull request", () => {
  const bytes = (...values: number[]) => new Uint8Array(values);
  let differential: GitHubDifferential;

  beforeAll(async () => {
    const pull = await repository.openPullRequest({
      head: "everything",
      title: "Everything at once",
      body: "Why not.",
      labels: ["network"],
      files: {
        "k8s/deploy.yaml": "a: 1\nb: 3\nc: 3\nd: 4\n",
        "k8s/run.sh": { executable: "echo\n" },
        "k8s/later-link.yaml": { symlink: "deploy.yaml" },
        "link.yaml": { symlink: "same.yaml" },
        module: { submodule: "1234567890123456789012345678901234567890" },
        "bom.yaml": "\ufeffkind: Service\n",
        "utf16.yaml": bytes(0xff, 0xfe, 0x61, 0, 0x0a, 0),
        "latin.yaml": bytes(0x6e, 0x3a, 0x20, 0xe9, 0x0a),
        "picture.png": bytes(0x89, 0x50, 0, 1),
        "long.yaml": `text: ${"x".repeat(600_000)}\n`,
        "too-long.yaml": `text: ${"x".repeat(2_200_000)}\n`,
        "empty.yaml": "",
        ["__proto__"]: "kind: Trap\n",
        "odd\nname ü 🧱#?%.yaml": "odd: true\n",
        "new/name.yaml": "kind: Service\nname: a-long-enough-name\nport: 8081\n",
      },
      delete: ["old/gone.yaml", "old/name.yaml"],
    });
    differential = await readPullRequest(api, { ...place, number: pull.number });
  });

  test("the request and the commits", () => {
    expect(differential.request).toMatchObject({
      title: "Everything at once",
      body: "Why not.",
      author: { login: "ada", isBot: false },
      labels: ["network"],
      baseBranch: "main",
      isDraft: false,
    });
    expect(differential.commits).toMatchObject([
      { message: expect.stringContaining("Everything at once"), isMerge: false },
    ]);
    expect(differential.branch).toBe("everything");
    expect(differential.baseTip.sha).toBe(repository.sha());
  });

  test("statuses, kinds, hunks", () => {
    const byPath = new Map(differential.files.map((file) => [file.path, file]));
    expect(byPath.get("k8s/deploy.yaml")).toMatchObject({
      status: "modified",
      kind: "file",
      hunks: [
        {
          lines: [1, 4],
          changed: [
            [2, 2],
            [4, 4],
          ],
        },
      ],
    });
    expect(byPath.get("old/gone.yaml")).toMatchObject({ status: "removed" });
    expect(byPath.get("new/name.yaml")).toMatchObject({ status: "renamed", previousPath: "old/name.yaml" });
    expect(byPath.get("k8s/run.sh")?.status).toMatch(/mode-changed|modified/);
    expect(byPath.get("link.yaml")).toMatchObject({ kind: "symlink" });
    expect(byPath.get("module")).toMatchObject({ kind: "submodule" });
    expect(byPath.get("__proto__")).toMatchObject({ status: "added", kind: "file" });
    expect(differential.filesBeyond).toBeUndefined();
  });

  test("contents say what they are, one per asked path", async () => {
    const contents = await differential.head.read([
      "bom.yaml",
      "utf16.yaml",
      "latin.yaml",
      "picture.png",
      "long.yaml",
      "too-long.yaml",
      "empty.yaml",
      "__proto__",
      "odd\nname ü 🧱#?%.yaml",
      "link.yaml",
      "module",
      "none.yaml",
    ]);
    expect(contents.get("bom.yaml")).toMatchObject({ kind: "text", text: "kind: Service\n", byteOrderMark: true });
    expect(contents.get("utf16.yaml")).toMatchObject({ kind: "undecodable" });
    expect(contents.get("latin.yaml")).toMatchObject({ kind: "undecodable" });
    expect(contents.get("picture.png")).toEqual({ kind: "binary" });
    const long = contents.get("long.yaml");
    expect(long?.kind === "text" && long.text.length).toBe(600_007);
    expect(contents.get("too-long.yaml")).toEqual({ kind: "too-large", bytes: 2_200_007 });
    expect(contents.get("empty.yaml")).toMatchObject({ kind: "text", text: "" });
    expect(contents.get("__proto__")).toMatchObject({ text: "kind: Trap\n" });
    expect(contents.get("odd\nname ü 🧱#?%.yaml")).toMatchObject({ text: "odd: true\n" });
    expect(contents.get("link.yaml")).toEqual({ kind: "symlink" });
    expect(contents.get("module")).toEqual({ kind: "submodule" });
    expect(contents.get("none.yaml")).toEqual({ kind: "missing" });
  });

  test("what is the same at base and head is read once, and nothing twice", async () => {
    await differential.head.read(["same.yaml"]);
    await differential.base.list("");
    const before = github.count().calls;
    expect((await differential.base.read(["same.yaml"])).get("same.yaml")).toMatchObject({ text: "same: true\n" });
    await differential.head.read(["same.yaml", "bom.yaml"]);
    expect(github.count().calls).toBe(before);
  });

  test("folders are listed sorted, by one call", async () => {
    const paths = (await differential.base.list("k8s")).map((entry) => entry.path);
    expect(paths).toEqual(["k8s/deploy.yaml", "k8s/later-link.yaml", "k8s/run.sh"]);
  });
});

describe("answers that fail", () => {
  test("a batch that is too much is halved until it is not", async () => {
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`many/${index}.yaml`, `n: ${index}\n`]));
    await repository.commit("many", { files, message: "Many" });
    const isLarge = ({ operation, body }: { operation: string; body: unknown }) =>
      operation === "graphql" && JSON.stringify(body).includes('"p2"');
    github.fail({ match: isLarge, status: 502, times: 100 });
    const contents = await treeAt(api, { ...place, sha: repository.sha("many") }).read(Object.keys(files));
    github.forget();
    expect([...contents.values()].map((content) => content.kind === "text" && content.text)).toEqual(
      Object.values(files),
    );
  });

  test("a pull request that is not there has status 404", async () => {
    await expect(readPullRequest(api, { ...place, number: 4711 })).rejects.toMatchObject({ status: 404 });
  });

  test("an aborted read ends with the reason", async () => {
    const signal = AbortSignal.abort(new Error("superseded"));
    await expect(treeAt(api, { ...place, sha: repository.sha(), signal }).read(["same.yaml"])).rejects.toThrow(
      "superseded",
    );
  });
});

describe("lists that end", () => {
  test("of more than 3,000 files the rest is named, never taken for sound", async () => {
    const files = Object.fromEntries(Array.from({ length: 3_050 }, (_, index) => [`all/${index}.txt`, "x\n"]));
    const pull = await repository.openPullRequest({ head: "all", title: "All", files });
    const { files: listed, filesBeyond } = await readPullRequest(api, { ...place, number: pull.number });
    expect(listed).toHaveLength(3_000);
    expect(filesBeyond).toContain("50 of 3050 files");
  });
});

describe("lists that are cut", () => {
  const cutAnswer = (sha: string, tree: readonly object[] = [], truncated = true) => ({
    status: 200,
    body: { sha, url: "https://example.com", tree, truncated },
  });

  test("of a merge group of more than 300 files every one is found", async () => {
    const files = Object.fromEntries(Array.from({ length: 350 }, (_, index) => [`queue/${index}.yaml`, "a: 1\n"]));
    const push = { files: { ...files, "k8s/deploy.yaml": "a: 2\n" }, delete: ["same.yaml"], message: "A long queue" };
    const headSha = await repository.commit("queue", push);
    const group = await readMergeGroup(api, { ...place, headSha, baseSha: repository.sha() });
    expect(group.filesBeyond).toBeUndefined();
    expect(group.files).toHaveLength(352);
    const statuses = new Map(group.files.map((file) => [file.path, file.status]));
    expect(statuses.get("queue/349.yaml")).toBe("added");
    expect(statuses.get("k8s/deploy.yaml")).toBe("modified");
    expect(statuses.get("same.yaml")).toBe("removed");
  });

  test("a count of yesterday is settled by the trees", async () => {
    const pull = await repository.openPullRequest({ head: "few", title: "Few", files: { "few.yaml": "a: 1\n" } });
    const facts = await readPullRequestFacts(api, { ...place, number: pull.number });
    const { files, filesBeyond } = await readDifferential(api, place, { ...facts, changedFiles: 5 });
    expect(files.map((file) => file.path)).toEqual(["few.yaml"]);
    expect(filesBeyond).toBeUndefined();
  });

  test("a tree that GitHub cuts is opened folder by folder", async () => {
    const deep = await repository.commit("deep", {
      files: { "k8s/a/one.yaml": "a: 1\n", "k8s/a/b/two.yaml": "a: 2\n" },
      message: "Deep",
    });
    const { data } = await api.rest.git.getTree({ ...place, tree_sha: deep });
    const folder = data.tree.find((each) => each.path === "k8s")?.sha ?? "";
    github.fail({ match: "git/get-tree", ...cutAnswer(deep) });
    github.fail({ match: ({ path }) => path.includes(folder), ...cutAnswer(folder) });
    const { entries, isComplete } = await treeAt(api, { ...place, sha: deep }).listing();
    expect(isComplete).toBe(true);
    const paths = entries.map((entry) => entry.path);
    expect(paths).toEqual(expect.arrayContaining(["k8s/a/b/two.yaml", "k8s/a/one.yaml", "k8s/deploy.yaml"]));
  });

  test("what a commit lists is asked for once, whoever reads it next", async () => {
    const sha = repository.sha();
    const first = await treeAt(api, { ...place, sha }).listing();
    const since = github.log.at(-1)?.number ?? 0;
    expect(await treeAt(api, { ...place, sha }).listing()).toBe(first);
    expect(github.log.filter(({ number }) => number > since)).toEqual([]);
  });

  test("what stays unlisted is told", async () => {
    const pull = await repository.openPullRequest({ head: "huge", title: "Huge", files: { "huge.yaml": "a: 1\n" } });
    github.fail({ match: "git/get-tree", ...cutAnswer(pull.headSha()), times: 2 });
    const { treeBeyond, files } = await readPullRequest(api, { ...place, number: pull.number });
    expect(treeBeyond).toContain("not all");
    expect(files).toHaveLength(1);
  });

  test("more than a process can hold is left unread, and says so", async () => {
    const entry = (index: number) => ({
      path: `big/${index}.yaml`,
      mode: "100644",
      type: "blob",
      sha: String(index).padStart(40, "0"),
      size: 1_900_000,
    });
    const tree = Array.from({ length: 60 }, (_, index) => entry(index));
    // A commit of its own: what one lists is remembered.
    const sha = "b16".padEnd(40, "0");
    github.fail({ match: "git/get-tree", ...cutAnswer(sha, tree, false) });
    const big = treeAt(api, { ...place, sha });
    await big.listing();
    const kinds = [...(await big.read(tree.map(({ path }) => path))).values()].map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "unreadable")).toHaveLength(60 - 52);
  });

  test("files that must be read one by one are read up to a number", async () => {
    const latin = new Uint8Array([0x6e, 0x3a, 0x20, 0xe9, 0x0a]);
    const files = Object.fromEntries(Array.from({ length: 303 }, (_, index) => [`latin/${index}.yaml`, latin]));
    const sha = await repository.commit("latin", { files, message: "Latin" });
    const kinds = [...(await treeAt(api, { ...place, sha }).read(Object.keys(files))).values()].map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "undecodable")).toHaveLength(300);
    expect(kinds.filter((kind) => kind === "unreadable")).toHaveLength(3);
  });
});

describe("earlier versions of a file", () => {
  test("newest first, without the one in force", async () => {
    for (const version of [1, 2, 3]) {
      await repository.commit("history", {
        files: { "rules.yml": `version: ${version}\n` },
        message: `Version ${version}`,
      });
    }
    const texts: string[] = [];
    const sha = repository.sha("history");
    for await (const { text } of previousVersions(api, { ...place, sha, path: "rules.yml" })) texts.push(text);
    expect(texts).toEqual(["version: 2\n", "version: 1\n"]);
  });
});
