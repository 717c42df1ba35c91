/** One pull request from its first mistake to green: after every step the newest run says exactly what is left, once. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Differential } from "../../core/differential.ts";
import { review } from "../../core/review.ts";
import { effectiveRuleSet } from "../../engine/rule-set/effective.ts";
import { openGitDifferential } from "../../sources/git.ts";
import { readPullRequest } from "../../sources/github.ts";
import { octokitForInstallation } from "../fake-github/octokit-for.ts";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { ownRules, ruleFile } from "./rules.ts";
import { openStage, toolbox } from "./stage.ts";
import type { Stage } from "./stage.ts";

let stage: Stage;
let pull: FakePullRequest;
/** Entries of the traffic log before the current step. */
let since = 0;

const misindented = "kind: Deployment\nmetadata:\n  name: api\n   labels: none\n";
const mended = "kind: Deployment\nmetadata:\n  name: api\n  labels: none\n";
const twice = "kind: Service\nport: 80\nport: 8080\n";
const waived = `kind: Service\nport: 80\n# plumbline-disable-next-line duplicate-keys -- the mesh reads the second\nport: 8080\n`;

beforeAll(async () => {
  stage = await openStage({ files: { [ruleFile]: ownRules } });
  await stage.repository.commit("release", { files: { "docs/release.md": "# Release\n" }, message: "Branch off" });
  pull = await stage.repository.openPullRequest({
    head: "open-ssh",
    title: "Open SSH for the on-call",
    body: "The on-call cannot reach the hosts.",
    draft: true,
    labels: ["network"],
    message: "Open SSH",
    files: { "k8s/api/deploy.yaml": misindented, "k8s/api/service.yaml": twice },
  });
  await stage.app.settled();
});
afterEach(() => stage.github.assertClean());
afterAll(() => stage.close());

async function step(act: () => unknown): Promise<void> {
  since = stage.github.log.at(-1)?.number ?? 0;
  await act();
  await stage.app.settled();
}

/** What the newest run says, with its own claims about it. */
function said() {
  const { status, conclusion, title, annotations } = stage.run(pull);
  return {
    status,
    conclusion,
    title,
    annotations: annotations.map((each) => `${each.annotation_level} ${each.path}:${each.start_line}`),
  };
}

const yamlFailure = "failure k8s/api/deploy.yaml:4";
const keyWarning = "warning k8s/api/service.yaml:3";

function expectBothMissing(): void {
  expect(said()).toMatchObject({ status: "completed", conclusion: "failure", annotations: [yamlFailure, keyWarning] });
  expect(said().title).toMatch(/^2 to mend before merge: .*\(1 warning\)$/);
}

describe("the mend cycle", () => {
  test("opened: a broken file, a missing ticket, a warning", () => {
    expectBothMissing();
    expect(stage.runs(pull)).toHaveLength(1);
  });

  test("a local clone comes to the same fingerprints", async () => {
    const api = await octokitForInstallation(stage.github, stage.repository.owner);
    const remote = await readPullRequest(api, {
      owner: stage.repository.owner,
      repo: stage.repository.name,
      number: pull.number,
    });
    const local = await openGitDifferential({
      directory: stage.repository.record.git.folder,
      base: "main",
      head: pull.headSha(),
    });
    const { ruleSet } = await effectiveRuleSet({ base: remote.baseTip });
    const ofFiles = { ...ruleSet, rules: ruleSet.rules.filter((rule) => rule.check.startsWith("style/")) };
    const fingerprints = async (differential: Differential) =>
      (await review(differential, ofFiles, toolbox)).outcomes.flatMap((outcome) =>
        outcome.status === "checked" ? outcome.annotations.map(({ fingerprint }) => fingerprint) : [],
      );
    expect(await fingerprints(local)).toEqual(await fingerprints(remote));
    expect(await fingerprints(remote)).toHaveLength(2);
  });

  test("asked again twice: two more runs, each with each annotation once", async () => {
    await step(() => stage.repository.rerequestCheckRun(stage.run(pull).id));
    expectBothMissing();
    await step(() => stage.repository.rerequestSuite(pull.headSha()));
    expectBothMissing();
    expect(stage.runs(pull)).toHaveLength(3);
  });

  test("an edit that says nothing new writes nothing", async () => {
    await step(() => pull.edit({ body: "The on-call cannot reach the hosts at night." }));
    expectBothMissing();
    expect(stage.writes(since)).toBe(0);
  });

  test("the ticket in the body: one thing less, the same annotations", async () => {
    await step(() => pull.edit({ body: "Refs: OPS-123" }));
    expect(said()).toMatchObject({ conclusion: "failure", annotations: [yamlFailure, keyWarning] });
    expect(said().title).toMatch(/^1 to mend before merge: .*\(1 warning\)$/);
    expect(stage.runs(pull)).toHaveLength(3);
  });

  test("the mended file is pushed: only the warning is left", async () => {
    await step(() => pull.push({ files: { "k8s/api/deploy.yaml": mended }, message: "Indent the labels" }));
    expect(said()).toMatchObject({ status: "completed", conclusion: "success", annotations: [keyWarning] });
    expect(stage.runs(pull)).toHaveLength(1);
  });

  test("the warning is waived in place: nothing is left, the waiver is listed with its reason", async () => {
    await step(() => pull.push({ files: { "k8s/api/service.yaml": waived }, message: "Keep both ports" }));
    expect(said()).toMatchObject({ status: "completed", conclusion: "success", annotations: [] });
    expect(stage.run(pull).summary).toContain("the mesh reads the second");
  });

  test("a label is removed: nothing changes, nothing is written", async () => {
    await step(() => pull.unlabel("network"));
    expect(stage.writes(since)).toBe(0);
    expect(said()).toMatchObject({ conclusion: "success", annotations: [] });
  });

  test("a retarget to a branch with the same rules comes to the same", async () => {
    await step(() => pull.edit({ base: "release" }));
    expect(said()).toMatchObject({ status: "completed", conclusion: "success", annotations: [] });
    expect(stage.run(pull).summary).toContain("origin/release");
  });

  test("draft to ready: nothing changes, nothing is written", async () => {
    await step(() => pull.ready());
    expect(stage.writes(since)).toBe(0);
    expect(said()).toMatchObject({ conclusion: "success", annotations: [] });
  });

  test("the bot has said all this without a single comment", () => {
    expect(pull.comments()).toEqual([]);
    expect(pull.reviews()).toEqual([]);
  });
});
