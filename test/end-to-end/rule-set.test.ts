/** The rules in force are the base branch's: a change cannot switch off what judges it, and a broken file breaks nobody. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { brokenYaml, onlyYaml, ownRules, ruleFile, twiceYaml } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ files: { [ruleFile]: ownRules } });
});
afterEach(() => stage.github.assertClean());
afterAll(() => stage.close());

let pulls = 0;
async function openPull(files: Record<string, string>, base = "main") {
  pulls += 1;
  const pull = await stage.repository.openPullRequest({
    head: `patch/${pulls}`,
    base,
    title: "Scale the api",
    message: `Scale the api, try ${pulls}`,
    files,
  });
  await stage.app.settled();
  return pull;
}

describe("a change that touches the rules", () => {
  test("is judged by the base's rules", async () => {
    const pull = await openPull({ [ruleFile]: onlyYaml, "k8s/deploy.yaml": twiceYaml });
    // The head asks for no ticket any more; the base does.
    expect(stage.run(pull)).toMatchObject({ conclusion: "failure" });
    expect(stage.run(pull).title).toContain("icket");
  });

  test("an added .prettierignore silences nothing", async () => {
    const pull = await openPull({ ".prettierignore": "k8s/\n", "k8s/deploy.yaml": brokenYaml });
    expect(stage.run(pull).annotations).toMatchObject([{ path: "k8s/deploy.yaml" }]);
  });

  test("an added waiver counts and is listed", async () => {
    const text = "kind: Deployment\nreplicas: 2\nreplicas: 3 # plumbline-disable-line duplicate-keys -- read twice\n";
    const pull = await openPull({ "k8s/deploy.yaml": text });
    expect(stage.run(pull).annotations).toEqual([]);
    expect(stage.run(pull).summary).toContain("read twice");
  });
});

describe("a base whose rule set is broken", () => {
  test("keeps its last valid rules in force and says so", async () => {
    await stage.repository.commit("main", {
      files: { [ruleFile]: "rules:\n  context/ticket: sometimes\n" },
      message: "Soften the rules",
    });
    await stage.app.settled();
    const pull = await openPull({ "k8s/deploy.yaml": brokenYaml });
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(stage.run(pull).annotations).toHaveLength(1);
    expect(stage.run(pull).title).toContain("2 to mend");
    expect(stage.run(pull).summary).toMatch(/plumbline\.yml` does not validate.*2:19.*stays in force/);
  });
});

describe("a change whose own rule set is broken", () => {
  test("hears so on the line, and the base's rules judge it", async () => {
    const plain = await stage.github.createRepository({ name: "plain", files: { "README.md": "# Plain\n" } });
    const pull = await plain.openPullRequest({
      head: "rules",
      title: "OPS-1: ask for tickets",
      files: { [ruleFile]: "rules:\n  context/ticket: sometimes\n" },
    });
    await stage.app.settled();
    const run = plain.latestCheckRun(pull.headSha());
    expect(run).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(run?.annotations).toMatchObject([{ path: ruleFile, start_line: 2, annotation_level: "failure" }]);
  });
});
