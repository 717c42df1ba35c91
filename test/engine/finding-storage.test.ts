/** What was seen outlives the process: by content, bounded, never a secret, and damage is as good as nothing. */

import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { Observation } from "../../core/check.ts";
import type { Inspect, Inspection } from "../../core/toolbox.ts";
import { buildVersion } from "../../engine/build-version.ts";
import { cached } from "../../engine/finding-cache.ts";
import { openFindingStorage } from "../../engine/finding-storage.ts";
import type { DocumentRecord } from "../../engine/finding-storage.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";

afterAll(removeTemporaryFolders);

const waiver = { rules: ["tabs"], range: [0, 1], covers: [1, 1], form: "line" } as const;

/** A process: its own memory over a folder that it may share. */
function start(folder: string, observe: (rule: string) => Observation = () => ({ findings: [] }), version = "1") {
  const asked: string[] = [];
  const inspect: Inspect = async (inspections) =>
    inspections.map(({ path, tasks }) => {
      asked.push(path);
      return {
        path,
        observations: Object.fromEntries(tasks.map(({ rule }) => [rule, observe(rule)])),
        waivers: [waiver],
      };
    });
  const storage = openFindingStorage({ folder });
  return { asked, storage, inspect: cached(inspect, { version, storage }) };
}

function inspection(path: string, rules: readonly string[] = ["tabs"]): Inspection {
  const tasks = rules.map((rule) => ({ rule, check: rule, options: {} }));
  return { path, text: "a: 1", byteOrderMark: false, language: "yaml", kind: "plain", tasks };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

const finding = { message: "A tab.", at: { path: "deploy.yaml", range: [0, 1] as const } };
const files = Array.from({ length: 1_000 }, (_, index) => inspection(`k8s/app-${index}.yaml`));

describe("after a restart", () => {
  test("one changed file of a thousand is one file's work, and the answers are the same", async () => {
    const folder = temporaryFolder();
    const before = start(folder, (rule) => ({ findings: [{ ...finding, message: rule }], note: "seen" }));
    const first = await before.inspect(files);
    await before.storage.close();
    expect(before.asked).toHaveLength(1_000);

    const after = start(folder);
    const second = await after.inspect([...files.slice(1), inspection("k8s/new.yaml")]);
    expect(after.asked).toEqual(["k8s/new.yaml"]);
    expect(second.slice(0, -1)).toEqual(first.slice(1));
  });

  test("a rule that is new is asked alone, and what was known of the document stays", async () => {
    const folder = temporaryFolder();
    for (const rules of [["tabs"], ["tabs", "anchors"]]) {
      const process = start(folder);
      await process.inspect([inspection("deploy.yaml", rules)]);
      await process.storage.close();
    }
    const asked: (readonly string[])[] = [];
    const storage = openFindingStorage({ folder });
    const inspect = cached(
      async (inspections) => {
        for (const { tasks } of inspections) asked.push(tasks.map(({ rule }) => rule));
        return inspections.map(({ path }) => ({ path, observations: {}, waivers: [] }));
      },
      { version: "1", storage },
    );
    await inspect([inspection("deploy.yaml", ["tabs", "anchors", "keys"])]);
    expect(asked).toEqual([["keys"]]);
  });

  test("another build asks anew", async () => {
    const folder = temporaryFolder();
    const before = start(folder);
    await before.inspect([inspection("deploy.yaml")]);
    await before.storage.close();
    const after = start(folder, undefined, "2");
    await after.inspect([inspection("deploy.yaml")]);
    expect(after.asked).toEqual(["deploy.yaml"]);
  });

  test("what was read once is not read from the disk again", async () => {
    const folder = temporaryFolder();
    const before = start(folder);
    await before.inspect([inspection("deploy.yaml")]);
    await before.storage.close();
    const after = start(folder);
    await after.inspect([inspection("deploy.yaml")]);
    for (const path of filesIn(folder)) writeFileSync(path, "");
    await after.inspect([inspection("deploy.yaml")]);
    expect(after.asked).toEqual([]);
  });
});

describe("on the disk", () => {
  test.each([
    ["cut", (text: string) => text.slice(0, -5)],
    ["empty", () => ""],
    ["other bytes", (text: string) => text.replace("A tab", "A tub")],
    ["another document's", (_text: string, other: string) => other],
  ])("a damaged record (%s) is ignored and written anew", async (_what, damage) => {
    const folder = temporaryFolder();
    const before = start(folder, () => ({ findings: [finding] }));
    await before.inspect([inspection("deploy.yaml"), inspection("other.yaml")]);
    await before.storage.close();
    const [path = "", other = ""] = filesIn(folder);
    writeFileSync(path, damage(readFileSync(path, "utf8"), readFileSync(other, "utf8")));

    const after = start(folder, () => ({ findings: [finding] }));
    const results = await after.inspect([inspection("deploy.yaml"), inspection("other.yaml")]);
    expect(after.asked).toHaveLength(1);
    expect(results.map(({ observations }) => observations["tabs"]?.findings)).toEqual([[finding], [finding]]);
    await after.storage.close();
    const last = start(folder);
    await last.inspect([inspection("deploy.yaml"), inspection("other.yaml")]);
    expect(last.asked).toEqual([]);
  });

  test("nothing is written of a document with a secret, nor of a crash", async () => {
    const folder = temporaryFolder();
    const secret = start(folder, () => ({ findings: [{ ...finding, message: "hunter2-hunter2", secret: true }] }));
    await secret.inspect([inspection("deploy.yaml")]);
    await secret.storage.close();
    const crash = start(folder, () => ({ findings: [], gaps: [{ reason: "crashed", cause: "ours" }] }));
    await crash.inspect([inspection("other.yaml")]);
    await crash.storage.close();
    expect(filesIn(folder)).toEqual([]);
  });

  test("records are their user's alone, and hold no text of the file", async () => {
    const folder = join(temporaryFolder(), "findings");
    const { inspect, storage } = start(folder);
    await inspect([{ ...inspection("deploy.yaml"), text: "image: registry.example.com/api" }]);
    await storage.close();
    const [path = ""] = filesIn(folder);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(readFileSync(path, "utf8")).not.toContain("registry");
  });

  test("it stays within its room, the longest unused going first", async () => {
    const folder = temporaryFolder();
    const keyOf = (index: number) => Buffer.alloc(32, index + 1).toString("base64url");
    const record: DocumentRecord = {
      waivers: [],
      observations: new Map([["k", { findings: [{ message: "m".repeat(1_000) }] }]]),
    };
    const generous = openFindingStorage({ folder });
    generous.write(new Map(Array.from({ length: 20 }, (_, index) => [keyOf(index), record])));
    await generous.close();
    const old = new Date(Date.now() - 86_400_000);
    for (const path of filesIn(folder)) utimesSync(path, old, old);
    await generous.read([keyOf(3)]);

    const narrow = openFindingStorage({ folder, most: 5_000 });
    narrow.write(new Map([[keyOf(30), record]]));
    await narrow.close();
    const left = await narrow.read(Array.from({ length: 31 }, (_, index) => keyOf(index)));
    expect([...left.keys()]).toEqual(expect.arrayContaining([keyOf(3), keyOf(30)]));
    expect(left.size).toBeLessThanOrEqual(4);
  });

  test("a folder that cannot be written costs nothing but the memory", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const { inspect, storage } = start(join(file, "findings"));
    await expect(inspect([inspection("deploy.yaml")])).resolves.toHaveLength(1);
    await storage.close();
  });
});

test("the same build has one version", () => {
  expect(buildVersion()).toBe(buildVersion());
});
