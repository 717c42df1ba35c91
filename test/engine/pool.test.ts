/** Workers that hang, crash or are aborted cost one document its checks and nobody else anything. */

import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { Inspection, InspectionResult } from "../../core/toolbox.ts";
import { openPool, type Pool } from "../../engine/pool.ts";

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

function open({ size = 1, wait = patience }: { readonly size?: number; readonly wait?: number } = {}): Pool {
  pool = openPool({ size, patience: wait, heap: 64, workerFile });
  return pool;
}

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
