/** What a process left that died between its last write to GitHub and its last note of it: taken up, and not done twice. */

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ReviewState } from "../../service/review-state.ts";
import { memoryStore } from "../../store/memory.ts";
import { hastyClock } from "../store/hasty-clock.ts";
import { brokenYaml, ownRules, ruleFile } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

const store = memoryStore<ReviewState>(hastyClock);
let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ files: { [ruleFile]: ownRules }, clock: hastyClock, store });
});
afterAll(() => stage.close());

test("a recheck whose run was written is answered by that run, and acknowledged", async () => {
  const files = { "k8s/deploy.yaml": brokenYaml };
  const pull = await stage.repository.openPullRequest({ head: "scale", title: "OPS-12: scale", files });
  await stage.app.settled();
  const installation = [...stage.github.world.installations.keys()][0] ?? 0;
  const key = { installation, owner: "acme", repo: "infrastructure", subject: `pull/${pull.number}` };
  const state = await store.state(key);
  if (state === undefined) throw new Error("the review left no state");

  const comment = pull.comment("ada", "Nothing to do with it.");
  await stage.app.settled();
  const rerun = { by: "ada", rules: [], comment: comment.id };
  await store.keepState(key, { ...state, asked: [rerun] });
  await store.want(key, { scope: "full", reruns: [rerun] });
  await stage.app.settled();
  expect(stage.runs(pull)).toHaveLength(1);
  expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
  expect(pull.reactions(comment.id)).toEqual([expect.stringMatching(/:rocket$/)]);

  // Whoever asks now asks anew.
  await store.want(key, { scope: "full", reruns: [{ by: "grace", rules: [] }] });
  await stage.app.settled();
  expect(stage.runs(pull)).toHaveLength(2);
});
