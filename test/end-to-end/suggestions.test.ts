/** Suggestions where the rule set asks for them: few, on our own lines, once, and never on a draft. */

import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { ruleFile } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

const rules = `extends: []
suggestions: true
rules:
  trailing-spaces: { check: style/yaml/trailing-spaces, severity: warning, title: Trailing spaces, why: Nobody sees them. }
`;

let stage: Stage;
let pull: FakePullRequest;

beforeAll(async () => {
  stage = await openStage({ files: { [ruleFile]: rules } });
  const lines = Array.from({ length: 8 }, (_, index) => `key${index}: value  \n`).join("");
  pull = await stage.repository.openPullRequest({
    head: "spaces",
    title: "Spaces",
    draft: true,
    files: { "k8s/deploy.yaml": lines },
  });
  await stage.app.settled();
});
afterEach(() => stage.github.assertClean());
afterAll(() => stage.close());

test("none while it is a draft", () => {
  expect(stage.run(pull).annotations.length).toBeGreaterThan(0);
  expect(pull.reviewComments()).toEqual([]);
});

test("at most five when it is ready, as one review", async () => {
  await pull.ready();
  await stage.app.settled();
  expect(pull.reviews()).toHaveLength(1);
  expect(pull.reviewComments()).toHaveLength(5);
});

test("none again for the same fixes, however often it is reviewed", async () => {
  await stage.repository.rerequestSuite(pull.headSha());
  await pull.push({ files: { "k8s/other.yaml": "a: 1\n" } });
  await stage.app.settled();
  expect(pull.reviewComments()).toHaveLength(5);
});

test("one line that no comment can hold does not cost the others theirs", async () => {
  const other = await stage.repository.openPullRequest({
    head: "long",
    title: "Long",
    files: { "k8s/long.yaml": "a: 1  \n", "k8s/ticks.yaml": `a: ${"`a".repeat(200_000)}  \n` },
  });
  await stage.app.settled();
  expect(stage.run(other)).toMatchObject({ status: "completed" });
  expect(other.reviewComments().map((comment) => comment.path)).toEqual(["k8s/long.yaml"]);
});
