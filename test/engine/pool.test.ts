/** Workers that hang, crash or are aborted cost one document its checks and nobody else anything. */

import { fork } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";
import type { Inspection, InspectionResult } from "../../core/toolbox.ts";
import { openPool, type Pool } from "../../engine/pool.ts";
import type { Isolation } from "../../engine/worker-host.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";

const workerFile = join(import.meta.dirname, "obedient-worker.mjs");
let pool: Pool | undefined;

afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

/** Milliseconds: short enough to wait for where something hangs, long enough for a worker to start on a busy machine. */
const patience = 2_000;
/** Where nothing hangs, time must not be what ends a worker. */
const noHurry = 60_000;

interface Opening {
  readonly size?: number;
  readonly wait?: number;
  readonly isolation?: Isolation;
}

function open({ size = 1, wait = patience, isolation = "thread" }: Opening = {}): Pool {
  pool = openPool({ size, patience: wait, heap: 64, isolation, workerFile });
  return pool;
}

afterAll(removeTemporaryFolders);

function inspection(path: string, text = ""): Inspection {
  return {
    path,
    text,
    byteOrderMark: false,
    language: "text",
    kind: "plain",
    tasks: [{ rule: "r", check: "c", options: {} }],
  };
}

function reasons(results: readonly InspectionResult[]): readonly (string | undefined)[] {
  return results.map((result) => result.observations["r"]?.gaps?.[0]?.reason);
}

describe("the pool", () => {
  test("what lies beyond a flood of findings is not taken for sound", async () => {
    const texts = ["flood", "flood", "flood", ""];
    const results = await open({ wait: noHurry }).run(
      texts.map((text, index) => inspection(`deploy-${index}.yaml`, text)),
    );
    const beyond = "lies beyond the first 200000 findings";
    expect(reasons(results)).toEqual([undefined, undefined, beyond, beyond]);
    expect(results[1]?.observations["r"]?.findings).toHaveLength(90_000);
  });

  test("answers in order, over many batches and workers", async () => {
    const inspections = Array.from({ length: 120 }, (_, index) => inspection(`deploy-${index}.yaml`));
    const results = await open({ size: 2, wait: noHurry }).run(inspections);
    expect(results.map((result) => result.path)).toEqual(inspections.map((each) => each.path));
  });

  test.each([
    ["hang", "took longer than 2 s", patience],
    ["leave", "ended its worker (exit code 3)", noHurry],
    ["throw", "ended its worker: no more", noHurry],
    ["eat", "ended its worker: Worker terminated due to reaching memory limit: JS heap out of memory", noHurry],
  ])(
    "a document that makes the worker %s is named; the others of its batch are checked",
    async (what, reason, wait) => {
      const documents = [inspection("a"), inspection("guilty", what), inspection("b"), inspection("c")];
      const results = await open({ wait }).run(documents);
      expect(results.map((result) => result.path)).toEqual(["a", "guilty", "b", "c"]);
      expect(reasons(results)).toEqual([undefined, reason, undefined, undefined]);
    },
  );

  test("a check that hangs on a document costs that document only this check", async () => {
    const tasks = ["keys", "endless", "tabs"].map((rule) => ({ rule, check: rule, options: {} }));
    const [result] = await open().run([{ ...inspection("a"), tasks }]);
    expect(result?.observations).toEqual({
      keys: { findings: [] },
      endless: { findings: [], gaps: [{ reason: "took longer than 2 s", cause: "ours" }] },
      tabs: { findings: [] },
    });
  });

  test("an aborted run rejects at once and the next one is served", async () => {
    const controller = new AbortController();
    const running = open().run([inspection("a", "hang")], controller.signal);
    controller.abort(new Error("a newer head"));
    await expect(running).rejects.toThrow("a newer head");
    await expect(pool?.run([inspection("b")])).resolves.toHaveLength(1);
  });

  test("a big run does not hold a small one up", async () => {
    const order: string[] = [];
    const { run } = open();
    const big = run(Array.from({ length: 2_000 }, (_, index) => inspection(`big-${index}`))).then(() =>
      order.push("big"),
    );
    const small = run([inspection("small")]).then(() => order.push("small"));
    await Promise.all([big, small]);
    expect(order).toEqual(["small", "big"]);
  });

  test("closing rejects what is under way and refuses what comes after", async () => {
    const running = open().run([inspection("a", "hang")]);
    const refused = expect(running).rejects.toThrow("closed");
    await pool?.close();
    await refused;
    await expect(pool?.run([inspection("b")])).rejects.toThrow("closed");
  });
});

describe("workers as processes", () => {
  const isolation = "process";

  test.each([
    ["hang", "took longer than 2 s", patience],
    ["leave", "ended its worker (exit code 3)", noHurry],
    ["throw", "ended its worker (exit code 1)", noHurry],
    ["eat", "ended its worker (SIGABRT)", noHurry],
    ["buffers", "ended its worker (SIGKILL)", noHurry],
    ["die", "ended its worker (SIGSEGV)", noHurry],
  ])(
    "a document that makes the worker %s is named; the others, and we, live on",
    async (what, reason, wait) => {
      const documents = [inspection("a"), inspection("guilty", what), inspection("b"), inspection("c")];
      const results = await open({ wait, isolation }).run(documents);
      expect(results.map((result) => result.path)).toEqual(["a", "guilty", "b", "c"]);
      expect(reasons(results)).toEqual([undefined, reason, undefined, undefined]);
    },
    30_000,
  );

  test("no variable of ours reaches them", async () => {
    const file = join(temporaryFolder(), "environment");
    process.env.PRIVATE_KEY = "secret";
    await open({ isolation, wait: noHurry })
      .run([inspection("a", `environment ${file}`)])
      .finally(() => delete process.env.PRIVATE_KEY);
    expect(readFileSync(file, "utf8")).not.toContain("PRIVATE_KEY");
  });

  test("one in an endless loop ends when we are killed", async () => {
    const file = join(temporaryFolder(), "pid");
    const script = join(temporaryFolder(), "service.mjs");
    const poolFile = join(import.meta.dirname, "../../dist/engine/pool.js");
    writeFileSync(
      script,
      `import { openPool } from ${JSON.stringify(poolFile)};
       const document = ${JSON.stringify(inspection("a", `pid ${file}`))};
       await openPool({ size: 1, patience: 600000, isolation: "process", workerFile: ${JSON.stringify(workerFile)} }).run([document]);`,
    );
    const service = fork(script, { execArgv: [] });
    await until(() => existsSync(file) && readFileSync(file, "utf8") !== "");
    const pid = Number(readFileSync(file, "utf8"));
    expect(isAlive(pid)).toBe(true);
    service.kill("SIGKILL");
    await until(() => !isAlive(pid));
  }, 30_000);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !condition();) {
    if (Date.now() > end) throw new Error("the condition never came to hold");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("parties", () => {
  const documents = (name: string, count: number, text = "") =>
    Array.from({ length: count }, (_, index) => inspection(`${name}-${index}`, text));

  test("share the workers evenly, however many runs each of them has", async () => {
    const { run } = open({ wait: noHurry });
    const order: string[] = [];
    const ask = (party: string, count: number) =>
      run(documents(party, count), undefined, party).then(() => void order.push(party));
    // By turns of runs, `small` would come after one batch of each of the ten.
    await Promise.all([...Array.from({ length: 10 }, () => ask("big", 50)), ask("small", 50)]);
    expect(order.indexOf("small")).toBeLessThanOrEqual(1);
  });

  test("a batch of slow documents is given back when another party has no worker", async () => {
    const { run } = open({ wait: noHurry });
    const order: string[] = [];
    const slow = run(documents("slow", 20, "slow 150"), undefined, "one").then((results) => {
      order.push("slow");
      return results;
    });
    const quick = run([inspection("quick")], undefined, "other").then(() => order.push("quick"));
    const [results] = await Promise.all([slow, quick]);
    expect(order).toEqual(["quick", "slow"]);
    expect(results.map(({ path }) => path)).toEqual(documents("slow", 20).map(({ path }) => path));
    expect(reasons(results).every((reason) => reason === undefined)).toBe(true);
  });

  test("what is aborted gives its worker back with the document in hand", async () => {
    const { run } = open({ wait: noHurry });
    const controller = new AbortController();
    const noted = join(temporaryFolder(), "noted");
    const aborted = run(documents("slow", 25, `note ${noted}`), controller.signal, "one");
    controller.abort(new Error("a newer head"));
    await expect(aborted).rejects.toThrow("a newer head");
    await run([inspection("next")], undefined, "one");
    expect(readFileSync(noted, "utf8").trim().split("\n").length).toBeLessThan(25);
  });
});
