/** The changes that were merged, as a history tells them: merges, squashed requests, plain commits. */

import { afterAll, describe, expect, test } from "@jest/globals";
import type { FileContent } from "../../core/differential.ts";
import { openMergedHistory, requestIn } from "../../sources/git/history.ts";
import { rememberBlobs } from "../../sources/git/remembered.ts";
import { createRepository, removeTemporaryFolders } from "../temporary-repository.ts";

afterAll(removeTemporaryFolders);

describe("a message tells of its request", () => {
  test.each([
    ["Open SSH (#12)\n\nRefs: OPS-1\n", { title: "Open SSH", number: 12, body: "Refs: OPS-1" }],
    [
      "Merge pull request #7 from harbour/open-ssh\n\nOPS-1: open SSH\n\nFor the bastion.",
      { title: "OPS-1: open SSH", number: 7, branch: "open-ssh", body: "For the bastion." },
    ],
    ["Merge branch 'main' into x", { title: "Merge branch 'main' into x", body: "" }],
    ["", { title: "", body: "" }],
  ])("%j", (message, request) => {
    expect(requestIn(message)).toEqual(request);
  });
});

describe("a history", () => {
  test("is walked along first parents, newest first, without its beginning", async () => {
    const repository = createRepository({ "a.yaml": "a: 1\n" });
    repository.git("switch", "--quiet", "--create", "side");
    repository.write("a.yaml", "a: 2\n");
    repository.commit("Half");
    repository.write("b.yaml", "b: 1\n");
    repository.commit("Other half");
    repository.git("switch", "--quiet", "main");
    repository.git("merge", "--quiet", "--no-ff", "--message=Merge pull request #1 from x/side\n\nBoth", "side");
    repository.write("c.yaml", "c: 1\n");
    repository.commit("Third (#2)");

    const { name, changes } = await openMergedHistory({ directory: repository.directory, last: 10 });
    expect([name, changes.map(({ title }) => title)]).toEqual(["main", ["Third", "Both"]]);
    const merged = await changes[1]?.open();
    expect(merged?.files.map(({ path }) => path)).toEqual(["a.yaml", "b.yaml"]);
    expect(merged?.commits.map(({ message }) => message.split("\n")[0])).toEqual([
      "Half",
      "Other half",
      "Merge pull request #1 from x/side",
    ]);
    expect(merged).toMatchObject({ branch: "side", request: { number: 1, title: "Both" } });
    expect((await openMergedHistory({ directory: repository.directory, last: 1 })).changes).toHaveLength(1);
  });

  test("of a name that nobody knows is refused", async () => {
    const { directory } = createRepository({ "a.yaml": "a: 1\n" });
    await expect(openMergedHistory({ directory, from: "gone", last: 1 })).rejects.toThrow("no commit named `gone`");
  });
});

describe("what was read of a history", () => {
  const text = (content: string): FileContent => ({ kind: "text", text: content, byteOrderMark: false });

  test("is read once, and what is not there is asked for again", async () => {
    const asked: (readonly string[])[] = [];
    const read = rememberBlobs(async (ids) => {
      asked.push(ids);
      return ids.map((id) => (id === "gone" ? { kind: "missing" } : text(id)));
    });
    const options = { directory: "." };
    expect(await read(["a", "gone", "b"], options)).toEqual([text("a"), { kind: "missing" }, text("b")]);
    expect(await read(["b", "c", "gone", "a"], options)).toEqual([
      text("b"),
      text("c"),
      { kind: "missing" },
      text("a"),
    ]);
    expect(asked).toEqual([
      ["a", "gone", "b"],
      ["c", "gone"],
    ]);
  });

  test("makes room for what comes later", async () => {
    let reads = 0;
    const read = rememberBlobs(async (ids) => {
      reads += ids.length;
      return ids.map((id) => text(id.repeat(1_000)));
    }, 2_500);
    const options = { directory: "." };
    for (const id of ["a", "b", "c", "c", "a"]) expect(await read([id], options)).toEqual([text(id.repeat(1_000))]);
    expect(reads).toBe(4);
  });
});
