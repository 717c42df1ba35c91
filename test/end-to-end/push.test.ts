/** Pushes to the trunk: what came without a review is told on the commit, and collected in one issue. */

import { afterEach, describe, expect, test } from "@jest/globals";
import { defaultPermissions } from "../fake-github/server.ts";
import { handTurned } from "./hand-turned.ts";
import { ruleFile } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage, StageOptions } from "./stage.ts";

let stage: Stage;
/** Nobody is accused before GitHub has had a minute to say which request a commit came with. */
let clock: ReturnType<typeof handTurned>;

async function open(options: string, more: StageOptions = {}): Promise<void> {
  const rules = `extends: []\nrules:\n  context/unreviewed-change: { severity: failure, options: ${options} }\n`;
  clock = handTurned(15_000);
  stage = await openStage({
    clock,
    files: { [ruleFile]: rules, "k8s/api.yaml": manifest("shop/api:1.0.0") },
    repository: { collaborators: { grace: "write" } },
    ...more,
  });
}
afterEach(async () => {
  stage.github.assertClean();
  await stage.close();
});

function manifest(image: string, replicas = 2): string {
  return `apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: ${replicas}\n  image: ${image}\n`;
}

const push = (files: Record<string, string>, author = "ada", message = "Scale the api") =>
  stage.repository.commit("main", { files, author, message });
const run = (sha: string) => stage.repository.latestCheckRun(sha);
const concluded = (sha: string) => clock.turnUntil(() => run(sha)?.status === "completed");

describe("a push without a pull request", () => {
  test("is told on its commit, with who and what", async () => {
    await open("{}");
    const sha = await push({ "k8s/api.yaml": manifest("shop/api:1.0.0", 3), "notes.txt": "three now\n" });
    await concluded(sha);
    expect(run(sha)).toMatchObject({ conclusion: "failure", title: "1 unreviewed change on main" });
    expect(run(sha)?.summary).toContain(
      `\`${sha.slice(0, 7)}\` by \`ada\` (\`Scale the api\`) changes \`k8s/api.yaml\` without a pull request`,
    );
    expect(stage.repository.issues()).toEqual([]);
  });

  test("of nothing that is deployed, or of versions by a bot, is no matter", async () => {
    await open("{}");
    const notes = await push({ "notes.txt": "three now\n" });
    await concluded(notes);
    expect(run(notes)).toMatchObject({ conclusion: "success", title: "Everything in this push was reviewed" });
    const image = await push({ "k8s/api.yaml": manifest("shop/api:1.0.1") }, "flux[bot]");
    await concluded(image);
    expect(run(image)).toMatchObject({ conclusion: "success" });
    const more = await push({ "k8s/api.yaml": manifest("shop/api:1.0.1", 30) }, "flux[bot]");
    await concluded(more);
    expect(run(more)).toMatchObject({ conclusion: "failure" });
  });

  test("is held to the rules of before, and a force push is told", async () => {
    await open("{}");
    const first = stage.repository.sha();
    const off = await push({ [ruleFile]: "extends: []\n", "k8s/api.yaml": manifest("shop/api:2.0.0") });
    await concluded(off);
    expect(run(off)).toMatchObject({ conclusion: "failure" });
    await push({ [ruleFile]: "extends: []\nrules: { context/unreviewed-change: warning }\n" });
    const forced = await stage.repository.commit("main", {
      files: { "k8s/api.yaml": manifest("shop/api:3.0.0") },
      onto: first,
    });
    await concluded(forced);
    expect(run(forced)).toMatchObject({ conclusion: "success", title: "2 unreviewed changes on main" });
    expect(run(forced)?.summary).toContain("a force push has rewritten `main`");
  });
});

describe("a merged pull request", () => {
  async function merged(approve: boolean): Promise<string> {
    const pull = await stage.repository.openPullRequest({
      head: "scale",
      title: "Scale",
      files: { "k8s/api.yaml": manifest("shop/api:1.0.0", 4) },
    });
    if (approve) pull.approve("grace");
    await clock.turnUntil(() => stage.repository.latestCheckRun(pull.headSha())?.status === "completed");
    return pull.merge("grace");
  }

  test("that was approved is in order", async () => {
    await open("{}");
    const sha = await merged(true);
    await concluded(sha);
    expect(run(sha)).toMatchObject({ conclusion: "success" });
  });

  test("that nobody approved is told, unless the rule is content with the request", async () => {
    await open("{}");
    const sha = await merged(false);
    await concluded(sha);
    expect(run(sha)?.summary).toContain("with `#1`, which too few have approved");
  });

  test("without approval suffices where the rule says so", async () => {
    await open("{ approvals: 0 }");
    const sha = await merged(false);
    await concluded(sha);
    expect(run(sha)).toMatchObject({ conclusion: "success" });
  });
});

describe("the issue", () => {
  const permissions = { ...defaultPermissions, issues: "write" as const };

  test("collects every find once, and leaves ticks and other issues alone", async () => {
    await open("{ issue: true }", { github: { permissions } });
    const first = await push({ "k8s/api.yaml": manifest("shop/api:1.0.0", 3) });
    await concluded(first);
    const [issue] = stage.repository.issues();
    expect(issue).toMatchObject({ title: "Unreviewed changes on main", state: "open" });
    expect(run(first)?.summary).toContain(`Collected in #${issue?.number}`);
    if (issue?.body) issue.body = issue.body.replace("- [ ]", "- [x]");

    const second = await push({ "k8s/api.yaml": manifest("shop/api:1.0.0", 4) });
    await concluded(second);
    const run2 = run(second);
    if (run2) stage.repository.rerequestCheckRun(run2.id);
    await clock.turnUntil(() => {
      const runs = stage.repository.checkRuns(second);
      return runs.length === 2 && runs.every(({ status }) => status === "completed");
    });
    const lines = stage.repository
      .issues()
      .map(({ body }) => body?.split("\n").filter((line) => line.startsWith("- [")));
    expect(lines).toEqual([
      [
        expect.stringMatching(new RegExp(`^- \\[x\\] .*${first.slice(0, 7)}`)),
        expect.stringMatching(new RegExp(`^- \\[ \\] .*${second.slice(0, 7)}`)),
      ],
    ]);
  });

  test("that may not be written is named in the check run, and nothing fails", async () => {
    await open("{ issue: true }");
    const sha = await push({ "k8s/api.yaml": manifest("shop/api:1.0.0", 3) });
    await concluded(sha);
    expect(run(sha)).toMatchObject({ conclusion: "failure" });
    expect(run(sha)?.summary).toContain("lacks the permission _Issues: write_");
  });
});

test("without the rule a push is nobody's business, and branches are none either", async () => {
  await open("{}");
  const branch = await stage.repository.commit("try", { files: { "k8s/api.yaml": manifest("a:1") } });
  await push({ [ruleFile]: "extends: []\n" });
  await stage.app.settled();
  const sha = await push({ "k8s/api.yaml": manifest("shop/api:1.0.0", 5) });
  await stage.app.settled();
  expect(run(branch)).toBeUndefined();
  expect(run(sha)).toBeUndefined();
});
