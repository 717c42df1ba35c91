/** `fix`: only what is safe, until nothing is left, as a patch or on disk. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { applyFixes } from "../../core/apply-fixes.ts";
import type { Fix } from "../../core/finding.ts";
import { patchOf } from "../../cli/patch.ts";
import { createRepository, removeTemporaryFolders } from "../temporary-repository.ts";
import { loadEveryCheck, run } from "./run.ts";

beforeAll(loadEveryCheck);
afterAll(removeTemporaryFolders);

const rules = "extends: []\nrules:\n  style/yaml/trailing-spaces: warning\n  style/yaml/final-newline: warning\n";
const rulesFile = ".github/plumbline.yml";
const untidy = "a: 1  \nb: 2 \nc: 3";
const tidy = "a: 1\nb: 2\nc: 3\n";

describe("plumbline fix", () => {
  test("mends the files that are named", async () => {
    const { directory } = createRepository({ [rulesFile]: rules, "k8s/a.yaml": untidy, "k8s/b.yaml": untidy });
    const { code, stdout } = await run(["fix", "k8s/a.yaml"], { cwd: directory });
    expect([code, stdout]).toEqual([0, "fixed 3 findings in 1 file\n"]);
    expect(readFileSync(join(directory, "k8s/a.yaml"), "utf8")).toBe(tidy);
    expect(readFileSync(join(directory, "k8s/b.yaml"), "utf8")).toBe(untidy);
    expect((await run(["fix", "k8s/a.yaml"], { cwd: directory })).stdout).toBe("nothing to fix\n");
  });

  test("without a path mends what the branch changes, committed or not", async () => {
    const repository = createRepository({ [rulesFile]: rules, "old.yaml": untidy, "a.yaml": tidy });
    repository.git("switch", "--quiet", "--create", "change");
    repository.write("a.yaml", untidy);
    repository.commit("Change");
    repository.write("new.yaml", untidy);
    await run(["fix"], { cwd: repository.directory });
    for (const [path, text] of [
      ["old.yaml", untidy],
      ["a.yaml", tidy],
      ["new.yaml", tidy],
    ] as const) {
      expect(readFileSync(join(repository.directory, path), "utf8")).toBe(text);
    }
  });

  test("--dry-run prints a patch that `git apply` takes, and leaves the files alone", async () => {
    const names = [
      "a.yaml",
      "with space.yaml",
      'say "hi".yaml',
      "rück.yaml",
      "tab\there.yaml",
      "crlf.yaml",
      "mark.yaml",
    ];
    const { directory, git } = createRepository({
      [rulesFile]: rules,
      ...Object.fromEntries(
        names.map((name) => [
          name,
          name === "crlf.yaml" ? "a: 1 \r\nb: 2\r\n" : name === "mark.yaml" ? `\ufeff${untidy}` : untidy,
        ]),
      ),
    });
    const { stdout } = await run(["fix", ".", "--dry-run"], { cwd: directory });
    for (const name of names) expect(git("status", "--porcelain", "--", name)).toBe("");
    writeFileSync(join(directory, "fixes.patch"), stdout);
    git("apply", "fixes.patch");
    for (const name of names) {
      const expected = name === "crlf.yaml" ? "a: 1\r\nb: 2\r\n" : name === "mark.yaml" ? `\ufeff${tidy}` : tidy;
      expect(readFileSync(join(directory, name), "utf8")).toBe(expected);
    }
  });
});

test("the patch of a folder applies from where it was made", async () => {
  const { directory, git } = createRepository({ [rulesFile]: rules, "k8s/a.yaml": "a: 1  \n" });
  const { stdout } = await run(["fix", "k8s", "--dry-run", "--rules", rulesFile], { cwd: directory });
  writeFileSync(join(directory, "fixes.patch"), stdout);
  git("apply", "fixes.patch");
  expect(readFileSync(join(directory, "k8s/a.yaml"), "utf8")).toBe("a: 1\n");
});

describe("applyFixes", () => {
  const edit = (start: number, end: number, text: string, safe = true): Fix => ({
    safe,
    edits: [{ range: [start, end], text }],
  });

  test("applies what is safe and apart, each whole or not at all", () => {
    expect(applyFixes("0123456789", [edit(8, 9, "x"), edit(0, 1, ""), edit(4, 4, "+")])).toEqual({
      text: "123+4567x9",
      applied: 3,
    });
    expect(applyFixes("0123", [edit(0, 2, "a"), edit(1, 3, "b"), edit(2, 3, "c")])).toEqual({
      text: "ac3",
      applied: 2,
    });
    expect(applyFixes("0123", [edit(1, 1, "a"), edit(1, 1, "b")])).toEqual({ text: "0a123", applied: 1 });
    expect(applyFixes("0123", [edit(0, 1, "x", false), { safe: true, edits: [] }])).toEqual({
      text: "0123",
      applied: 0,
    });
  });

  test("leaves edits outside the text alone", () => {
    expect(applyFixes("01", [edit(1, 5, "x"), edit(-1, 0, "x"), edit(2, 1, "x")])).toEqual({ text: "01", applied: 0 });
  });
});

test("a patch of a file without a final newline says so", () => {
  const patch = patchOf([{ path: "a.yaml", before: "a: 1", after: "a: 2", byteOrderMark: false }]);
  expect(patch).toBe(
    "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,1 +1,1 @@\n-a: 1\n\\ No newline at end of file\n+a: 2\n\\ No newline at end of file\n",
  );
});
