/** A pull request that changes the rules is judged by base's, and its check run shows what its own would find. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { onlyYaml, ruleFile, soundYaml, twiceYaml } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

const stricter = onlyYaml.replace("severity: warning, title: Duplicate", "severity: failure, title: Duplicate");
const withoutKeys = onlyYaml.replace("severity: warning, title: Duplicate", "severity: off, title: Duplicate");

afterAll(removeTemporaryFolders);

async function openPull(stage: Stage, head: string, files: Record<string, string>) {
  const pull = await stage.repository.openPullRequest({ head, title: `Tune the rules: ${head}`, files });
  await stage.app.settled();
  return pull;
}

describe("through GitHub's API", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ files: { [ruleFile]: onlyYaml, "k8s/old.yaml": twiceYaml } });
  });
  afterEach(() => stage.github.assertClean());
  afterAll(() => stage.close());

  test("stricter rules are counted here and in the tree, and do not judge yet", async () => {
    const pull = await openPull(stage, "stricter", { [ruleFile]: stricter, "k8s/new.yaml": twiceYaml });
    const { conclusion, summary, title } = stage.run(pull);
    expect([conclusion, title]).toEqual(["success", "Nothing to mend before merge (1 warning)"]);
    expect(summary).toContain("### What the changed rules would find");
    expect(summary).toMatch(
      /\| `duplicate-keys` \| warning → failure \| 1 \| 2 \| \[`k8s\/new\.yaml:3`\].*k8s\/old\.yaml:3/u,
    );
  });

  test("rules that are switched off still judge, and the reader sees what is given up", async () => {
    const pull = await openPull(stage, "milder", { [ruleFile]: withoutKeys, "k8s/new.yaml": twiceYaml });
    expect(stage.run(pull).annotations).toHaveLength(1);
    expect(stage.run(pull).summary).toContain("| `duplicate-keys` | warning → off | 1 → 0 | 2 → 0 |  |");
  });

  test("an edit of the text keeps the preview, and a change of other files has none", async () => {
    const pull = await openPull(stage, "kept", { [ruleFile]: stricter });
    const before = stage.run(pull).summary;
    await pull.edit({ title: "Tune the rules again" });
    await stage.app.settled();
    expect(stage.run(pull).summary).toBe(before);
    const other = await openPull(stage, "other", { "k8s/new.yaml": soundYaml });
    expect(stage.run(other).summary).not.toContain("changed rules");
  });
});

describe("from the partial clone", () => {
  test("the whole tree is one fetch, whatever it holds", async () => {
    const tree = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`k8s/app-${index}.yaml`, twiceYaml]));
    const stage = await openStage({
      files: { ...tree, [ruleFile]: withoutKeys },
      env: { DATA_DIR: temporaryFolder() },
    });
    try {
      const since = stage.github.log.length;
      const pull = await openPull(stage, "on", { [ruleFile]: onlyYaml });
      expect(stage.run(pull).summary).toMatch(/\| `duplicate-keys` \| off → warning \| 0 \| 0 → 600 \|/u);
      expect(stage.run(pull).summary).toContain("in the whole tree (602 files)");
      const calls = stage.github.log.filter(({ number }) => number > since);
      expect(calls.filter(({ kind }) => kind === "git").length).toBeGreaterThan(0);
      expect(calls.length).toBeLessThan(40);
      stage.github.assertClean();
    } finally {
      await stage.close();
    }
  }, 60_000);

  test("without one, what was left out is said", async () => {
    const tree = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`k8s/app-${index}.yaml`, soundYaml]));
    const stage = await openStage({ files: { ...tree, [ruleFile]: withoutKeys } });
    try {
      const pull = await openPull(stage, "on", { [ruleFile]: onlyYaml });
      expect(stage.run(pull).summary).toContain("the first 300 of 402 files that these rules look at");
    } finally {
      await stage.close();
    }
  }, 60_000);
});
