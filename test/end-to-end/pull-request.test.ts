/** Every event of a pull request leads to a concluded check run on its head, and to no more than that. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { brokenYaml, onlyYaml, ownRules, ruleFile, soundYaml, twiceYaml } from "./rules.ts";
import { openStage, until } from "./stage.ts";
import type { Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ files: { [ruleFile]: ownRules } });
});
afterEach(() => stage.github.assertClean());
afterAll(() => stage.close());

let branches = 0;
async function openPull(
  file: string,
  more: { title?: string; body?: string; draft?: boolean; fork?: boolean; author?: string; labels?: string[] } = {},
) {
  branches += 1;
  const pull = await stage.repository.openPullRequest({
    head: `patch/${branches}`,
    message: `Scale the api, try ${branches}`,
    title: "OPS-12: scale the api",
    files: { "k8s/deploy.yaml": file },
    ...more,
  });
  await stage.app.settled();
  return pull;
}

const newest = () => stage.github.log.at(-1)?.number ?? 0;

describe("opened, synchronize, reopened", () => {
  test("a broken file fails on its line; the run was in progress before", async () => {
    const since = newest();
    const pull = await openPull(brokenYaml);
    expect(stage.runs(pull)).toHaveLength(1);
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(stage.run(pull).annotations).toMatchObject([{ path: "k8s/deploy.yaml", annotation_level: "failure" }]);
    const statuses = stage.github.log
      .filter((entry) => entry.number > since && entry.operation.startsWith("checks/"))
      .map((entry) => (entry.body as { status?: string }).status);
    expect(statuses).toEqual(["in_progress", "completed"]);
  });

  test("a push is reviewed on its own head", async () => {
    const pull = await openPull(brokenYaml);
    await pull.push({ files: { "k8s/deploy.yaml": soundYaml } });
    await stage.app.settled();
    expect(stage.runs(pull)).toHaveLength(1);
    expect(stage.run(pull)).toMatchObject({ conclusion: "success", annotations: [] });
  });

  test("closing and reopening writes nothing, because nothing changed", async () => {
    const pull = await openPull(brokenYaml);
    await pull.close();
    await stage.app.settled();
    const since = newest();
    await pull.reopen();
    await stage.app.settled();
    expect(stage.writes(since)).toBe(0);
  });

  test("a change without infrastructure files gets its green line", async () => {
    const pull = await stage.repository.openPullRequest({
      head: "logo",
      title: "OPS-13: new logo",
      files: { "logo.bin": new Uint8Array([0, 1, 2, 3]) },
    });
    await stage.app.settled();
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "success", annotations: [] });
  });
});

describe("edited, labeled, unlabeled", () => {
  test("a ticket in the text turns the verdict, reading nothing but the request", async () => {
    const pull = await openPull(twiceYaml, { title: "Scale the api" });
    expect(stage.run(pull)).toMatchObject({ conclusion: "failure" });
    expect(stage.run(pull).title).toContain("icket");

    const since = newest();
    await pull.edit({ body: "Refs: OPS-14" });
    await stage.app.settled();
    expect(stage.run(pull)).toMatchObject({ conclusion: "success" });
    expect(stage.run(pull).annotations).toHaveLength(1);
    // Annotations are the same, so the same run says it: one question, one answer; the owner's own rules may be others by now.
    expect(stage.runs(pull)).toHaveLength(1);
    expect(Object.keys(stage.github.count(since).byOperation).sort()).toEqual([
      "checks/update",
      "graphql",
      "repos/get-content",
    ]);
  });

  test("labels and text that change nothing write nothing", async () => {
    const pull = await openPull(soundYaml);
    const since = newest();
    await pull.label("network");
    await pull.unlabel("network");
    await pull.edit({ body: "In more words." });
    await stage.app.settled();
    expect(stage.writes(since)).toBe(0);
  });

  test("a retarget is reviewed against the new base and by its rules", async () => {
    await stage.repository.commit("legacy", { files: { [ruleFile]: onlyYaml }, message: "Ask for no ticket here" });
    const pull = await openPull(soundYaml, { title: "Scale the api" });
    expect(stage.run(pull)).toMatchObject({ conclusion: "failure" });
    await pull.edit({ base: "legacy" });
    await stage.app.settled();
    expect(stage.run(pull)).toMatchObject({ conclusion: "success" });
    expect(stage.run(pull).summary).toContain("legacy");
  });
});

describe("drafts", () => {
  test("a draft gets the same verdict; turning it ready or back changes nothing", async () => {
    const pull = await openPull(brokenYaml, { draft: true });
    expect(stage.run(pull)).toMatchObject({ conclusion: "failure" });
    const since = newest();
    await pull.ready();
    await stage.app.settled();
    await pull.convertToDraft();
    await stage.app.settled();
    expect(stage.writes(since)).toBe(0);
  });
});

describe("re-run buttons", () => {
  test("Re-run on the check brings a new run with the same findings, and says who asked", async () => {
    const pull = await openPull(brokenYaml);
    stage.repository.rerequestCheckRun(stage.run(pull).id, "grace");
    await stage.app.settled();
    expect(stage.runs(pull)).toHaveLength(2);
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(stage.run(pull).annotations).toHaveLength(1);
    expect(stage.run(pull).summary).toContain("`grace` asked for a recheck: nothing changed");
  });

  test("Re-run all on a fork's pull request finds it although the event names none", async () => {
    const pull = await openPull(brokenYaml, { fork: true, author: "heidi" });
    expect(stage.run(pull)).toMatchObject({ conclusion: "failure" });
    await stage.repository.rerequestSuite(pull.headSha(), "heidi");
    await stage.app.settled();
    const asked = stage.github.webhooks
      .all()
      .filter((delivery) => delivery.event === "check_suite" && delivery.action === "rerequested")
      .at(-1);
    expect(JSON.parse(asked?.payload ?? "{}")).toMatchObject({
      action: "rerequested",
      check_suite: { pull_requests: [] },
    });
    expect(stage.runs(pull)).toHaveLength(2);
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
  });
});

describe("a push during a review", () => {
  test("the older run ends as cancelled and points at the newer head", async () => {
    stage.github.fail({ match: "repos/compare-commits", delayMs: 700 });
    const first = await stage.repository.openPullRequest({
      head: "hasty",
      title: "OPS-15: hasty",
      files: { "k8s/deploy.yaml": brokenYaml },
    });
    const oldSha = first.headSha();
    await until(() => stage.repository.checkRuns(oldSha).length > 0);
    await first.push({ files: { "k8s/deploy.yaml": soundYaml } });
    await stage.app.settled();

    const [older] = stage.repository.checkRuns(oldSha);
    expect(older).toMatchObject({ status: "completed", conclusion: "cancelled" });
    expect(older?.summary).toContain(`/pull/${first.number}/commits/${first.headSha()}`);
    expect(stage.run(first)).toMatchObject({ conclusion: "success" });
  });
});

describe("deliveries", () => {
  test("the same delivery twice is one", async () => {
    stage.github.webhooks.duplicate({ event: "pull_request", action: "opened" });
    const pull = await openPull(brokenYaml);
    expect(stage.runs(pull)).toHaveLength(1);
  });

  test("events that arrive in the wrong order end at the newest head", async () => {
    const pull = await openPull(brokenYaml);
    stage.github.webhooks.hold();
    await pull.push({ files: { "k8s/deploy.yaml": twiceYaml } });
    await pull.push({ files: { "k8s/deploy.yaml": soundYaml } });
    stage.github.webhooks.release("reversed");
    await stage.app.settled();
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "success" });
  });
});

describe("merge groups", () => {
  test("a group gets a verdict on its own head; the ticket was asked for on the pull request", async () => {
    const pull = await openPull(brokenYaml, { title: "Scale the api" });
    const group = await stage.repository.queueMergeGroup([pull]);
    await stage.app.settled();
    const run = stage.repository.latestCheckRun(group.headSha);
    expect(run).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(run?.annotations).toHaveLength(1);
    expect(run?.title).not.toContain("icket");
  });

  test("a group that is destroyed during its review ends as cancelled", async () => {
    const pull = await openPull(soundYaml);
    stage.github.fail({ match: "repos/compare-commits", delayMs: 700 });
    const group = await stage.repository.queueMergeGroup([pull]);
    await until(() => stage.repository.checkRuns(group.headSha).length > 0);
    await group.destroy("dequeued");
    await stage.app.settled();
    expect(stage.repository.latestCheckRun(group.headSha)).toMatchObject({
      status: "completed",
      conclusion: "cancelled",
    });
  });
});
