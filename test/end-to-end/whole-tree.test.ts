/** Changes larger than GitHub's API lists: read from a clone, judged whole, and after the next push only by what is new. */

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Inspect } from "../../core/toolbox.ts";
import { cached } from "../../engine/finding-cache.ts";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { brokenYaml, onlyYaml, ruleFile, soundYaml, twiceYaml } from "./rules.ts";
import { openStage, toolbox } from "./stage.ts";
import type { Stage } from "./stage.ts";

const count = 5_000;

let stage: Stage;
/** Paths that were really looked at, cache or not. */
const looked: string[] = [];

beforeAll(async () => {
  const watched: Inspect = (inspections, ...rest) => {
    looked.push(...inspections.map(({ path }) => path));
    return toolbox.inspect(inspections, ...rest);
  };
  stage = await openStage({
    files: { [ruleFile]: onlyYaml },
    env: { DATA_DIR: temporaryFolder() },
    toolbox: { ...toolbox, inspect: cached(watched, { version: "1" }), close: async () => undefined },
  });
}, 60_000);
afterAll(async () => {
  stage.github.assertClean();
  await stage.close();
  removeTemporaryFolders();
});

function gitCalls(since: number): number {
  return stage.github.log.filter(({ kind, number }) => kind === "git" && number > since).length;
}

describe("a pull request of 5,000 files", () => {
  const files = {
    ...Object.fromEntries(Array.from({ length: count - 2 }, (_, index) => [`k8s/app-${index}.yaml`, soundYaml])),
    "z/last.yaml": twiceYaml,
    "z/very-last.yaml": brokenYaml,
  };

  test("is judged whole, also by the file that GitHub does not list, and a push costs what it changed", async () => {
    const pull = await stage.repository.openPullRequest({ head: "many", title: "OPS-12: everything", files });
    await stage.app.settled();
    const run = stage.run(pull);
    expect(run).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(run.annotations.map(({ path }) => path)).toEqual(["z/very-last.yaml", "z/last.yaml"]);
    expect(run.summary).toMatch(/5,?000 of 5,?000 files/);
    expect(new Set(looked).size).toBe(count);
    expect(stage.github.count().calls).toBeLessThanOrEqual(16);

    looked.length = 0;
    const since = stage.github.log.length;
    await pull.push({ files: { "z/very-last.yaml": soundYaml } });
    await stage.app.settled();
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "success" });
    expect(looked).toEqual(["z/very-last.yaml"]);
    expect(gitCalls(since)).toBeLessThanOrEqual(6);
  }, 60_000);
});
