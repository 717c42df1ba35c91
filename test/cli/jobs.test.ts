/** `plumbline jobs` and `plumbline export`: asked of the running process, or of the directory where none runs. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openStore } from "../../store/open-store.ts";
import type { DurableStore } from "../../store/open-store.ts";
import { systemClock as clock } from "../../store/system-clock.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { run } from "./run.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const cwd = temporaryFolder();
const env = { DATA_DIR: join(cwd, "data") };
let store: DurableStore<string>;
let isMended = false;

beforeAll(async () => {
  store = await openStore<string>({ dataDir: env.DATA_DIR, clock, log });
  store.work({
    delivery: async () => (isMended ? undefined : { givenUp: "`installation` is missing" }),
    review: async () => undefined,
  });
  await store.accept({ id: "9c1f-the-guid", event: "issue_comment", payload: "{}" });
  await store.idle();
}, 60_000);
afterAll(async () => {
  await store.stop(0);
  removeTemporaryFolders();
}, 60_000);

describe("while the service runs", () => {
  test("what was given up is listed with its reason", async () => {
    const { code, stdout } = await run(["jobs"], { cwd, env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/delivery 9c1f-the-guid \(issue_comment\)\n {4}1 try: `installation` is missing\n/);
    expect(stdout).toContain("1 given up.");
    const { stdout: json } = await run(["jobs", "--format", "json"], { cwd, env });
    expect(JSON.parse(json)).toMatchObject([{ name: "9c1f-the-guid", queue: "delivery", attempts: 1 }]);
  });

  test("everything is exported, to a file that nobody else can read", async () => {
    const path = join(cwd, "export.jsonl");
    expect(await run(["export", "--output", path], { cwd, env })).toMatchObject({ code: 0, stdout: "" });
    const lines = readFileSync(path, "utf8").trim().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { table: "delivery", row: { id: "9c1f-the-guid" } },
    ]);
  });

  test("it is sent on its way again", async () => {
    isMended = true;
    expect((await run(["jobs", "retry", "--all"], { cwd, env })).stdout).toBe("1 sent on its way again\n");
    await store.idle();
    expect((await run(["jobs"], { cwd, env })).stdout).toBe("Nothing was given up.\n");
  });
});

test("where the service does not run, the directory itself is opened", async () => {
  await store.stop(0);
  expect(await run(["jobs"], { cwd, env })).toEqual({ code: 0, stdout: "Nothing was given up.\n", stderr: "" });
}, 60_000);

test.each([
  [["jobs"], "there is no store in"],
  [["jobs", "again"], "does not know what to do with `again`"],
  [["jobs", "retry"], "needs the IDs to retry, or `--all`"],
])("%j without a store is wrong usage", async (words, said) => {
  const { code, stderr } = await run(words, { cwd, env: { DATA_DIR: join(cwd, "nowhere") } });
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
});
