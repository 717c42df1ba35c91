/** The folder that a run sees: which names it takes, what it writes, and that nothing of it stays. */

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { syntheticEtc } from "../../../engine/sandbox/accounts.ts";
import { defaultLimits } from "../../../engine/sandbox/limits.ts";
import { openWorkspace, refuseName, RefusedFileError } from "../../../engine/sandbox/workspace.ts";

const bad = ["../x", "/etc/passwd", "a/../../b", "a\0b", "a\nb", "a\\b", "a//b", "n".repeat(300), "", ".", "a/.", "a/"];

describe("names", () => {
  test.each(bad)("refuses %j", (name) => {
    expect(() => refuseName(name)).toThrow(RefusedFileError);
  });

  test.each(["-rf", ".git/config", "größe/поток.conf", "__proto__", "a b.conf"])("takes %j", async (name) => {
    const workspace = await openWorkspace(new Map([[name, "x"]]), new Map(), defaultLimits);
    expect(readFileSync(join(workspace.source, name), "utf8")).toBe("x");
    expect(statSync(join(workspace.source, name)).mode & 0o777).toBe(0o644);
    await workspace.remove();
    expect(existsSync(workspace.root)).toBe(false);
  });

  test("refuses a file that is a folder, too", async () => {
    const files = new Map([
      ["zone", "x"],
      ["zone/db", "y"],
    ]);
    await expect(openWorkspace(files, new Map(), defaultLimits)).rejects.toThrow(RefusedFileError);
  });

  test("refuses too many files, and too much in them", async () => {
    const three = new Map(["a", "b", "c"].map((name) => [name, "12345"]));
    await expect(openWorkspace(three, new Map(), { files: 2, fileBytes: 100 })).rejects.toThrow("more than 2 files");
    await expect(openWorkspace(three, new Map(), { files: 5, fileBytes: 10 })).rejects.toThrow(RefusedFileError);
  });
});

test("accounts and hosts come from names alone", () => {
  const etc = syntheticEtc({ users: ["deploy", "root:x:0", "a\nb"], hosts: ["db.internal", "evil\n1.2.3.4 x", "-x"] });
  expect(etc.get("etc/passwd")).toContain("deploy:x:1000:1000::/:/bin/false\n");
  expect(etc.get("etc/passwd")?.split("\n")).toHaveLength(4);
  expect(etc.get("etc/hosts")).toBe("127.0.0.1 localhost sandbox\n127.0.0.1 db.internal\n");
});
