/** Two pull requests with one head: the one result that GitHub shows for a commit is never better than either of them. */

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { ownRules, ruleFile, soundYaml } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

let stage: Stage;
let sound: FakePullRequest;
let lacking: FakePullRequest;

beforeEach(async () => {
  stage = await openStage({ files: { [ruleFile]: ownRules } });
  await stage.repository.commit("release", {
    files: { "k8s/release.yaml": "kind: List\n" },
    message: "Begin a release",
  });
  sound = await stage.repository.openPullRequest({
    head: "scale",
    title: "OPS-12: scale the api",
    message: "Scale the api",
    files: { "k8s/deploy.yaml": soundYaml },
  });
  await stage.app.settled();
  expect(stage.run(sound)).toMatchObject({ conclusion: "success" });

  lacking = await stage.repository.openPullRequest({ head: "scale", base: "release", title: "Scale the api" });
  await stage.app.settled();
  expect(lacking.headSha()).toBe(sound.headSha());
});
afterEach(async () => {
  stage.github.assertClean();
  await stage.close();
});

const conclusions = () => stage.runs(sound).map((run) => run.conclusion);

async function askAgain(): Promise<void> {
  await sound.edit({ body: "So that it scales." });
  await stage.app.settled();
}

test("no run on the commit is green while one of them has something to mend, and every one once it is mended", async () => {
  expect(conclusions()).toEqual(["failure", "failure"]);
  const held = stage.runs(sound).find((run) => run.title?.includes("Nothing to mend here"));
  expect(held?.title).toContain(`#${lacking.number}`);
  await askAgain();
  expect(conclusions()).toEqual(["failure", "failure"]);

  await lacking.edit({ title: "OPS-12: scale the api in the release" });
  await stage.app.settled();
  expect(conclusions()).toEqual(["success", "success"]);
});

test("what is closed holds nobody up, until it is opened again", async () => {
  await lacking.close();
  await stage.app.settled();
  const ofSound = () => stage.runs(sound).some((run) => run.conclusion === "success");
  expect(ofSound()).toBe(true);
  await lacking.reopen();
  await stage.app.settled();
  expect(ofSound()).toBe(false);
});

test("a pull request that moves on leaves the other its own result", async () => {
  const sha = sound.headSha();
  stage.repository.record.git.setRef("refs/heads/beside", sha);
  const beside = await stage.repository.openPullRequest({ head: "beside", base: "release", title: "Beside" });
  await lacking.close();
  await stage.app.settled();
  const ofSound = () => stage.repository.checkRuns(sha)[0];
  expect(ofSound()).toMatchObject({ conclusion: "failure" });

  await beside.push({ files: { "k8s/beside.yaml": soundYaml } });
  await stage.app.settled();
  expect(ofSound()).toMatchObject({ conclusion: "success" });
  expect(stage.run(beside)).toMatchObject({ conclusion: "failure" });
});

test("one that was closed while nobody listened holds up nobody who asks", async () => {
  lacking.record.state = "closed";
  await askAgain();
  expect(conclusions()).toContain("success");
});
