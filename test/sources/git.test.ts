/** Differentials of real repositories, odd ones included. */

import { chmodSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { contentLimit } from "../../core/decode.ts";
import { openGitDifferential, previousVersions, workTree } from "../../sources/git.ts";
import { createRepository, removeTemporaryFolders, runGitIn, temporaryFolder } from "../temporary-repository.ts";

afterAll(removeTemporaryFolders);

const deployment = "kind: Deployment\nspec:\n  replicas: 2\n  paused: false\n";

describe("openGitDifferential", () => {
  test("compares head with the merge base, not with the tip of base", async () => {
    const repository = createRepository({ "k8s/api.yaml": deployment, "README.md": "# Shop\n" });
    const fork = repository.git("rev-parse", "HEAD");
    repository.git("switch", "--quiet", "--create", "more-replicas");
    repository.write("k8s/api.yaml", deployment.replace("2", "3"));
    const head = repository.commit("Add a replica\n\nRefs: OPS-12\n");
    repository.git("switch", "--quiet", "main");
    repository.write("README.md", "# Web shop\n");
    repository.commit("Rename the shop");
    repository.git("switch", "--quiet", "more-replicas");

    const differential = await openGitDifferential({ directory: join(repository.directory, "k8s") });

    expect(differential.repository).toBe(basename(repository.directory));
    expect(differential.branch).toBe("more-replicas");
    expect(differential.baseTip.name).toBe("main");
    expect(differential.base.sha).toBe(fork);
    expect(differential.head.sha).toBe(head);
    expect(differential.request).toBeUndefined();
    expect(differential.commits).toEqual([
      {
        sha: head,
        message: "Add a replica\n\nRefs: OPS-12",
        isMerge: false,
        parent: fork,
        author: { name: "Ada", email: "ada@example.com" },
        at: "2026-01-02T03:04:05+00:00",
      },
    ]);
    expect(differential.behindBy).toBe(1);
    expect(differential.inherited).toEqual([]);
    expect(differential.files).toEqual([
      {
        path: "k8s/api.yaml",
        status: "modified",
        kind: "file",
        additions: 1,
        deletions: 1,
        hunks: [{ lines: [1, 4], changed: [[3, 3]] }],
      },
    ]);
    const content = (await differential.head.read(["k8s/api.yaml", "k8s/none.yaml"])).get("k8s/api.yaml");
    expect(content).toMatchObject({ kind: "text", text: deployment.replace("2", "3") });
    expect((await differential.base.list("k8s")).map((entry) => entry.path)).toEqual(["k8s/api.yaml"]);
  });

  test("tells added, removed, renamed, mode-changed and type-changed files apart", async () => {
    const repository = createRepository({
      "old.yaml": deployment,
      "gone.yaml": "a: 1\n",
      "run.sh": "true\n",
      "link.yaml": "a: 1\nb: 2\n",
    });
    repository.git("switch", "--quiet", "--create", "tidy");
    repository.git("mv", "old.yaml", "new.yaml");
    repository.remove("gone.yaml");
    repository.remove("link.yaml");
    symlinkSync("new.yaml", join(repository.directory, "link.yaml"));
    chmodSync(join(repository.directory, "run.sh"), 0o755);
    repository.write("vars.yaml", "a: 1");
    repository.commit("Tidy up");

    const { files } = await openGitDifferential({ directory: repository.directory });

    expect(files).toEqual([
      { path: "gone.yaml", status: "removed", kind: "file", additions: 0, deletions: 1, hunks: [] },
      {
        path: "link.yaml",
        status: "type-changed",
        kind: "symlink",
        additions: 1,
        deletions: 2,
        hunks: [{ lines: [1, 1], changed: [[1, 1]] }],
      },
      {
        path: "new.yaml",
        status: "renamed",
        previousPath: "old.yaml",
        kind: "file",
        additions: 0,
        deletions: 0,
        hunks: [],
      },
      { path: "run.sh", status: "mode-changed", kind: "file", additions: 0, deletions: 0, hunks: [] },
      {
        path: "vars.yaml",
        status: "added",
        kind: "file",
        additions: 1,
        deletions: 0,
        hunks: [{ lines: [1, 1], changed: [[1, 1]] }],
      },
    ]);
  });

  test("reads names with newline, quote, backslash, emoji, tab and `__proto__`", async () => {
    const names = ["a\nb.yaml", 'say "hi".yaml', "back\\slash.yaml", "rückbau-🚧.yaml", "tab\there.yaml", "__proto__"];
    const repository = createRepository({ "README.md": "# Shop\n" });
    repository.git("switch", "--quiet", "--create", "odd");
    for (const name of names) repository.write(name, `name: ${JSON.stringify(name)}\n`);
    repository.commit("Add odd names");

    const { files, head } = await openGitDifferential({ directory: repository.directory });

    expect(files.map((file) => file.path).toSorted()).toEqual(names.toSorted());
    const contents = await head.read(names);
    for (const name of names) {
      expect(contents.get(name)).toMatchObject({ kind: "text", text: `name: ${JSON.stringify(name)}\n` });
    }
  });

  test("lines that look like a patch do not shift the hunks of later files", async () => {
    const repository = createRepository({ "a.txt": "one\n", "b.txt": "one\n" });
    repository.git("switch", "--quiet", "--create", "pose");
    repository.write("a.txt", "diff --git a/x b/x\n@@ -1 +1,50 @@\n:100644 100644 0 0 M\tx\n-- x\n++ y\n");
    repository.write("b.txt", "one\ntwo\n");
    repository.commit("Pose as a patch");

    const { files } = await openGitDifferential({ directory: repository.directory });

    expect(files.map((file) => [file.path, file.hunks])).toEqual([
      ["a.txt", [{ lines: [1, 5], changed: [[1, 5]] }]],
      ["b.txt", [{ lines: [1, 2], changed: [[2, 2]] }]],
    ]);
  });

  test("says what kind of content each file has", async () => {
    const repository = createRepository({ "README.md": "# Shop\n" });
    repository.git("switch", "--quiet", "--create", "contents");
    repository.write("nul.yaml", "a: 1\0\n");
    repository.write("latin.yaml", Uint8Array.from([0x61, 0x3a, 0x20, 0xf6, 0x0a]));
    repository.write("utf16.yaml", Uint8Array.from([0xff, 0xfe, 0x61, 0]));
    repository.write("large.yaml", "a".repeat(contentLimit + 1));
    repository.write("mark.yaml", "\ufeffa: 1\r\n");
    repository.write("empty.yaml", "");
    symlinkSync("../../etc/passwd", join(repository.directory, "escape.yaml"));
    const other = createRepository({ "main.tf": "" });
    repository.git(
      "-c",
      "protocol.file.allow=always",
      "submodule",
      "--quiet",
      "add",
      other.directory,
      "modules/network",
    );
    repository.commit("Add every kind");

    const { files, head } = await openGitDifferential({ directory: repository.directory });

    const contents = await head.read([...files.map((file) => file.path), "../outside.yaml"]);
    expect(contents.get("nul.yaml")).toEqual({ kind: "binary" });
    expect(contents.get("latin.yaml")?.kind).toBe("undecodable");
    expect(contents.get("utf16.yaml")?.kind).toBe("undecodable");
    expect(contents.get("large.yaml")).toEqual({ kind: "too-large", bytes: contentLimit + 1 });
    expect(contents.get("mark.yaml")).toMatchObject({ kind: "text", text: "a: 1\r\n", byteOrderMark: true });
    expect(contents.get("empty.yaml")).toMatchObject({ kind: "text", text: "" });
    expect(contents.get("escape.yaml")).toEqual({ kind: "symlink", target: "../../etc/passwd" });
    expect(contents.get("modules/network")).toEqual({ kind: "submodule" });
    expect(contents.get("../outside.yaml")).toEqual({ kind: "missing" });
    expect(files.find((file) => file.path === "modules/network")?.kind).toBe("submodule");
    expect(files.find((file) => file.path === "nul.yaml")).not.toHaveProperty("hunks");
    expect(files.find((file) => file.path === "large.yaml")?.additions).toBe(1);
  });

  test("runs no program that the repository names, and no user's taste changes the answer", async () => {
    const repository = createRepository({ ".gitattributes": "*.yaml diff=loud\n", "a.yaml": "a: 1\n" });
    const trap = join(repository.directory, "sprung");
    for (const [key, value] of [
      ["diff.external", `touch ${trap}`],
      ["diff.loud.textconv", `touch ${trap};cat`],
      ["diff.loud.command", `touch ${trap}`],
      ["core.fsmonitor", `touch ${trap}`],
      ["core.pager", `touch ${trap}`],
      ["diff.noprefix", "true"],
      ["diff.renames", "false"],
      ["diff.context", "0"],
      ["color.ui", "always"],
      ["diff.relative", "true"],
    ] as const) {
      repository.git("config", key, value);
    }
    repository.git("-c", "core.fsmonitor=false", "switch", "--quiet", "--create", "trap");
    repository.write("a.yaml", "a: 2\n");
    repository.git("-c", "core.fsmonitor=false", "commit", "--quiet", "--all", "--message=Change");
    repository.write("a.yaml", "a: 3\n");

    const committed = await openGitDifferential({ directory: repository.directory });
    const uncommitted = await openGitDifferential({ directory: repository.directory, head: workTree });

    for (const { files } of [committed, uncommitted]) {
      expect(files.map((file) => [file.path, file.hunks])).toEqual([
        ["a.yaml", [{ lines: [1, 1], changed: [[1, 1]] }]],
      ]);
    }
    expect(runGitIn(repository.directory, "-c", "core.fsmonitor=false", "ls-files", "--others")).toBe("");
  });

  test("includes the work tree when asked, and says when it is left out", async () => {
    const repository = createRepository({ ".gitignore": "*.log\n", "a.yaml": "a: 1\n", "b.yaml": "b: 1\n" });
    repository.git("switch", "--quiet", "--create", "dirty");
    repository.write("a.yaml", "a: 2\n");
    repository.write("new/c.yaml", "c: 1\nd: 2");
    repository.write("noise.log", "x");
    repository.remove("b.yaml");

    const without = await openGitDifferential({ directory: repository.directory });
    const within = await openGitDifferential({ directory: repository.directory, head: workTree });

    expect(without.files).toEqual([]);
    expect(without.leavesOutUncommitted).toBe(true);
    expect(within.leavesOutUncommitted).toBe(false);
    expect(within.files.map((file) => [file.path, file.status, file.hunks])).toEqual([
      ["a.yaml", "modified", [{ lines: [1, 1], changed: [[1, 1]] }]],
      ["b.yaml", "removed", []],
      ["new/c.yaml", "added", [{ lines: [1, 2], changed: [[1, 2]] }]],
    ]);
    expect((await within.head.read(["a.yaml"])).get("a.yaml")).toMatchObject({ text: "a: 2\n" });
    expect((await within.head.list("")).map((entry) => entry.path)).toEqual([".gitignore", "a.yaml", "new/c.yaml"]);
  });

  test("marks merge commits", async () => {
    const repository = createRepository({ "a.yaml": "a: 1\n" });
    repository.git("switch", "--quiet", "--create", "merged");
    repository.write("b.yaml", "b: 1\n");
    repository.commit("Add b");
    repository.git("switch", "--quiet", "main");
    repository.write("c.yaml", "c: 1\n");
    repository.commit("Add c");
    repository.git("switch", "--quiet", "merged");
    repository.git("merge", "--quiet", "--no-edit", "main");

    const { commits, files } = await openGitDifferential({ directory: repository.directory });

    expect(commits.map((commit) => [commit.message.split("\n")[0], commit.isMerge])).toEqual([
      ["Add b", false],
      ["Merge branch 'main' into merged", true],
    ]);
    expect(files.map((file) => file.path)).toEqual(["b.yaml"]);
  });

  test("reads a bare clone and takes a remote's default branch as base", async () => {
    const origin = createRepository({ "a.yaml": "a: 1\n" });
    origin.git("branch", "--move", "main", "trunk");
    const clone = temporaryFolder();
    runGitIn(clone, "clone", "--quiet", origin.directory, ".");
    runGitIn(clone, "switch", "--quiet", "--create", "change");
    runGitIn(clone, "commit", "--quiet", "--allow-empty", "--message=Change nothing");
    const bare = temporaryFolder();
    runGitIn(bare, "clone", "--quiet", "--bare", clone, "shop.git");

    const cloned = await openGitDifferential({ directory: clone });
    const bared = await openGitDifferential({ directory: join(bare, "shop.git"), base: "trunk", head: "change" });

    expect(cloned.baseTip.name).toBe("origin/trunk");
    expect(bared.repository).toBe("shop");
    expect(bared.branch).toBe("change");
    expect(bared.commits).toHaveLength(1);
    expect((await bared.head.read(["a.yaml"])).get("a.yaml")?.kind).toBe("text");
  });

  test("a branch that follows itself on the server is compared with the trunk, an unpushed main with its upstream", async () => {
    const origin = createRepository({ "a.yaml": "a: 1\n" });
    const clone = temporaryFolder();
    runGitIn(clone, "clone", "--quiet", origin.directory, ".");
    runGitIn(clone, "commit", "--quiet", "--allow-empty", "--message=Unpushed");
    expect((await openGitDifferential({ directory: clone })).baseTip.name).toBe("origin/main");
    runGitIn(clone, "switch", "--quiet", "--create", "topic");
    runGitIn(clone, "push", "--quiet", "--set-upstream", "origin", "topic");
    expect((await openGitDifferential({ directory: clone })).baseTip.name).toBe("origin/main");
    expect((await openGitDifferential({ directory: clone })).commits).toHaveLength(1);
  });

  test("an empty range is an empty differential", async () => {
    const repository = createRepository({ "a.yaml": "a: 1\n" });
    const { files, commits } = await openGitDifferential({ directory: repository.directory, base: "main" });
    expect(files).toEqual([]);
    expect(commits).toEqual([]);
  });
});

describe("what is missing is named", () => {
  test("no repository", async () => {
    const folder = temporaryFolder();
    await expect(openGitDifferential({ directory: folder })).rejects.toThrow(
      `\`${folder}\` is not in a git repository`,
    );
    await expect(openGitDifferential({ directory: join(folder, "none") })).rejects.toThrow(/no such folder/);
  });

  test("no branch to compare with", async () => {
    const repository = createRepository({ "a.yaml": "a: 1\n" });
    await expect(openGitDifferential({ directory: repository.directory })).rejects.toThrow(
      "no branch to compare with: tried `origin/HEAD`, `origin/main`, `origin/master`, `master`; name one with --base",
    );
  });

  test("a name that is no commit, or would be an option", async () => {
    const repository = createRepository({ "a.yaml": "a: 1\n" });
    for (const base of ["relase-1", "--output=x", "-c", "", "a\nb", "a\0b", "main..main"]) {
      await expect(openGitDifferential({ directory: repository.directory, base })).rejects.toThrow(
        `there is no commit named \`${JSON.stringify(base).slice(1, -1)}\` here`,
      );
    }
  });

  test("a repository without commits", async () => {
    const repository = createRepository();
    await expect(openGitDifferential({ directory: repository.directory })).rejects.toThrow(
      "there is no commit named `HEAD` here",
    );
  });

  test("a shallow clone without the merge base, with the command that mends it", async () => {
    const origin = createRepository({ "a.yaml": "a: 1\n" });
    origin.git("switch", "--quiet", "--create", "topic");
    origin.write("a.yaml", "a: 2\n");
    origin.commit("Change a");
    origin.git("switch", "--quiet", "main");
    origin.write("b.yaml", "b: 1\n");
    origin.commit("Add b");
    const clone = temporaryFolder();
    runGitIn(clone, "clone", "--quiet", "--depth=1", "--no-single-branch", `file://${origin.directory}`, ".");
    runGitIn(clone, "switch", "--quiet", "topic");

    await expect(openGitDifferential({ directory: clone })).rejects.toThrow(
      "this clone is shallow and does not hold the commit where `HEAD` left `origin/main`; run: git fetch --unshallow",
    );
    runGitIn(clone, "fetch", "--quiet", "--unshallow");
    expect((await openGitDifferential({ directory: clone })).files.map((file) => file.path)).toEqual(["a.yaml"]);
  });

  test("histories that share nothing", async () => {
    const repository = createRepository({ "a.yaml": "a: 1\n" });
    repository.git("switch", "--quiet", "--orphan", "island");
    repository.commit("Begin again");
    await expect(openGitDifferential({ directory: repository.directory })).rejects.toThrow(
      "`main` and `HEAD` share no history",
    );
  });

  test("an abort ends it", async () => {
    const repository = createRepository({ "a.yaml": "a: 1\n" });
    await expect(
      openGitDifferential({
        directory: repository.directory,
        base: "main",
        signal: AbortSignal.abort(new Error("superseded")),
      }),
    ).rejects.toThrow("superseded");
  });
});

test("previousVersions: the versions a file has had on a branch, newest first", async () => {
  const path = ".github/plumbline.yml";
  const repository = createRepository({ [path]: "version: 1\n", "a.yaml": "a: 1\n" });
  for (let version = 2; version <= 4; version += 1) {
    repository.write(path, `version: ${version}\n`);
    repository.commit(`Version ${version}`);
    repository.commit("Something else");
  }
  repository.remove(path);
  repository.commit("Remove the rules");

  const texts: string[] = [];
  for await (const version of previousVersions(repository.directory, "main", path, 4)) texts.push(version.text);
  expect(texts).toEqual(["version: 4\n", "version: 3\n", "version: 2\n"]);
});

describe("what a change takes up again", () => {
  test("a revert has the words of the commit that it takes back; a sha that is not there has none", async () => {
    const repository = createRepository({ "k8s/api.yaml": deployment });
    repository.write("k8s/api.yaml", deployment.replace("2", "3"));
    const original = repository.commit("OPS-12: add a replica\n\nThe shop is slow at noon.\n");
    repository.git("switch", "--quiet", "--create", "back");
    repository.git("revert", "--no-edit", original);
    repository.write("README.md", "# Shop\n");
    repository.commit(`Say so\n\nThis reverts commit ${"1".repeat(40)}.`);

    const { inherited } = await openGitDifferential({ directory: repository.directory, base: "main" });

    expect(inherited).toEqual([
      { kind: "revert", sha: original, title: "OPS-12: add a replica", body: "The shop is slow at noon." },
    ]);
  });

  test("a commit of this branch is nothing to inherit from: its words are here already", async () => {
    const repository = createRepository({ "k8s/api.yaml": deployment });
    repository.git("switch", "--quiet", "--create", "back-and-forth");
    repository.write("k8s/api.yaml", deployment.replace("2", "3"));
    const own = repository.commit("Add a replica");
    repository.git("revert", "--no-edit", own);
    const { inherited } = await openGitDifferential({ directory: repository.directory, base: "main" });
    expect(inherited).toEqual([]);
  });
});
