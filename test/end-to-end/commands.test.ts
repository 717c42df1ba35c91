/** `/recheck` in a comment: who may ask, how it is acknowledged, what it leads to. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { brokenYaml, ownRules, ruleFile } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

let stage: Stage;
let pull: FakePullRequest;

beforeAll(async () => {
  stage = await openStage({
    files: { [ruleFile]: ownRules },
    repository: { private: false, collaborators: { grace: "triage", "renovate[bot]": "write" } },
  });
  pull = await stage.repository.openPullRequest({
    head: "scale",
    title: "Scale the api",
    author: "ada",
    files: { "k8s/deploy.yaml": brokenYaml },
  });
  await stage.app.settled();
});
afterEach(() => stage.github.assertClean());
afterAll(() => stage.close());

async function comment(author: string, body: string) {
  const before = stage.runs(pull).length;
  const { id } = pull.comment(author, body);
  await stage.app.settled();
  return { reactions: pull.reactions(id), newRuns: stage.runs(pull).length - before };
}

describe("/recheck", () => {
  const bot = "plumbline[bot]";

  test("by the author: eyes, a new run that says who asked, rocket", async () => {
    const { reactions, newRuns } = await comment("ada", "Let's see.\n\n/recheck\n");
    expect(reactions).toEqual([`${bot}:eyes`, `${bot}:rocket`]);
    expect(newRuns).toBe(1);
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(stage.run(pull).summary).toContain("`ada` asked for a recheck: nothing changed");
  });

  test("by somebody with triage rights, for one rule", async () => {
    const { reactions, newRuns } = await comment("grace", "/plumbline recheck ticket");
    expect(reactions).toEqual([`${bot}:eyes`, `${bot}:rocket`]);
    expect(newRuns).toBe(1);
    expect(stage.run(pull).summary).toContain("`grace` asked for a recheck of `ticket`");
  });

  test("for a rule that is not there: confused", async () => {
    const { reactions } = await comment("ada", "/recheck no-such-rule");
    expect(reactions).toEqual([`${bot}:eyes`, `${bot}:confused`]);
  });

  test.each([
    ["thousands of words", `/recheck ${"ticket ".repeat(9_000)}`],
    ["one endless word", `/recheck ${"t".repeat(65_000)}`],
  ])("with %s it still ends in a verdict", async (_what, body) => {
    const { newRuns } = await comment("ada", body);
    expect(newRuns).toBe(1);
    expect(stage.run(pull)).toMatchObject({ status: "completed", conclusion: "failure" });
  });

  test("counts although it cannot be acknowledged", async () => {
    stage.github.fail({ match: "reactions/create-for-issue-comment", status: 422, times: 1 });
    const { newRuns } = await comment("ada", "/recheck");
    expect(newRuns).toBe(1);
  });

  test("by a stranger: thumbs down, no comment, no run", async () => {
    const comments = pull.comments().length;
    const { reactions, newRuns } = await comment("mallory", "/recheck");
    expect(reactions).toEqual([`${bot}:-1`]);
    expect(newRuns).toBe(0);
    expect(pull.comments()).toHaveLength(comments + 1);
  });

  test.each([
    ["in a code block", "Write this:\n```\n/recheck\n```\n"],
    ["in a quote", "> /recheck\n\nDid that help?"],
    ["within a sentence", "You can say /recheck here."],
    ["in an HTML comment", "<!--\n/recheck\n-->"],
  ])("%s it is no command", async (_where, body) => {
    const { reactions, newRuns } = await comment("ada", body);
    expect(reactions).toEqual([]);
    expect(newRuns).toBe(0);
  });

  test("by a bot it is no command", async () => {
    const { reactions, newRuns } = await comment("renovate[bot]", "/recheck");
    expect(reactions).toEqual([]);
    expect(newRuns).toBe(0);
  });

  test("a re-run after the text was mended reads the text again", async () => {
    stage.github.webhooks.drop({ event: "pull_request", action: "edited" });
    await pull.edit({ title: "OPS-12: scale the api" });
    await comment("ada", "/recheck");
    expect(stage.run(pull).title).not.toContain("icket");
    expect(stage.run(pull).summary).toContain("the result changed");
  });
});
