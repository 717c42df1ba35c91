/** Large changes: calls, bytes and batches stay within what GitHub allows, and what is left out is said. */

import { afterEach, describe, expect, test } from "@jest/globals";
import { onlyYaml, ruleFile, soundYaml, twiceYaml } from "./rules.ts";
import { handTurned } from "./hand-turned.ts";
import { openStage } from "./stage.ts";
import type { Stage, StageOptions } from "./stage.ts";

let stage: Stage;

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ files: { [ruleFile]: onlyYaml }, ...options });
}
afterEach(async () => {
  stage.github.assertClean();
  await stage.close();
});

async function openPull(files: Record<string, string>) {
  const pull = await stage.repository.openPullRequest({ head: "many", title: "OPS-12: many", files });
  await stage.app.settled();
  return pull;
}

function manyFiles(count: number, text: string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k8s/app-${index}.yaml`, text]));
}

function hasAnnotations(body: unknown): boolean {
  return JSON.stringify(body ?? null).includes('"annotations"');
}

const bytesOf = (text: string | null) => Buffer.byteLength(text ?? "");

describe("large changes", () => {
  test("100 files and 120 findings take at most 8 calls", async () => {
    await open();
    const pull = await openPull({
      ...manyFiles(80, twiceYaml),
      ...Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`more/app-${index}.yaml`, "kind: A\na: 1\na: 2\nb: 1\nb: 2\n"]),
      ),
    });
    const { calls, byOperation } = stage.github.count();
    expect(calls - (byOperation["apps/create-installation-access-token"] ?? 0)).toBeLessThanOrEqual(8);
    expect(stage.run(pull)).toMatchObject({ conclusion: "success" });
    expect(stage.run(pull).title).toContain("120 warnings");
  });

  test("the recommended rules read what they ask of nearly every change along with the request", async () => {
    await open({ files: {} });
    await openPull(manyFiles(100, twiceYaml));
    const { calls, byOperation } = stage.github.count();
    expect(calls - (byOperation["apps/create-installation-access-token"] ?? 0)).toBeLessThanOrEqual(8);
    expect(byOperation["graphql"]).toBe(3);
  });

  test("400 findings arrive in batches, each once, and the verdict with the last", async () => {
    await open({ limits: { annotations: 400, perRule: 400 } });
    const pull = await openPull(manyFiles(400, twiceYaml));
    const run = stage.run(pull);
    expect(run).toMatchObject({ status: "completed", conclusion: "success" });
    expect(new Set(run.annotations.map(({ path }) => path)).size).toBe(400);
    expect(run.annotations).toHaveLength(400);
    expect(stage.github.count().byOperation["checks/update"]).toBe(8);
    expect(bytesOf(run.summary)).toBeLessThanOrEqual(65_535);
    expect(bytesOf(run.text)).toBeLessThanOrEqual(65_535);
  });

  test("a batch that is lost half-way is taken up where it ended", async () => {
    await open({ limits: { annotations: 400, perRule: 400 } });
    stage.github.fail({ match: "checks/update", after: 1, performed: true, status: 502 });
    const pull = await openPull(manyFiles(120, twiceYaml));
    for (let tries = 0; tries < 50 && stage.run(pull).status !== "completed"; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await stage.app.settled();
    }
    expect(stage.runs(pull)).toHaveLength(1);
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "success" });
    expect(stage.run(pull).annotations).toHaveLength(120);
    expect(new Set(stage.run(pull).annotations.map(({ path }) => path)).size).toBe(120);
  });

  test("a run that breaks off for good between two batches is given up, and the verdict gets one of its own", async () => {
    const clock = handTurned();
    await open({ clock, limits: { annotations: 400, perRule: 400 } });
    let lost = 0;
    // Every batch after the first fails, for as long as it takes.
    stage.github.fail({
      match: ({ operation, body }) => operation === "checks/update" && hasAnnotations(body) && ++lost > 1,
      status: 500,
      times: 1_000,
    });
    const pull = await stage.repository.openPullRequest({
      head: "many",
      title: "Many",
      files: manyFiles(120, twiceYaml),
    });
    await clock.turnUntil(() => stage.repository.latestCheckRun(pull.headSha())?.conclusion === "timed_out");
    stage.github.forget();
    await clock.turnUntil(() => stage.run(pull).conclusion === "success");
    expect(stage.runs(pull)).toHaveLength(2);
    expect(stage.run(pull).annotations).toHaveLength(120);
  });

  test("1,500 files are all reviewed", async () => {
    await open();
    const pull = await openPull({ ...manyFiles(1_499, soundYaml), "k8s/last.yaml": twiceYaml });
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "success" });
    expect(stage.run(pull).annotations).toMatchObject([{ path: "k8s/last.yaml" }]);
    expect(stage.run(pull).summary).toMatch(/1,?500 of 1,?500 files/);
    expect(stage.github.count().calls).toBeLessThan(50);
  });
});
