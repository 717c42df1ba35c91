/** Webhooks of every kind, complete or in pieces: no crash, and only what concerns us. */

import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import { happeningOf } from "../../github/events.ts";

const examples = createRequire(import.meta.url)("@octokit/webhooks-examples") as readonly {
  readonly name: string;
  readonly examples: readonly object[];
}[];

const repository = { name: "network", owner: { login: "acme" } };
const common = { installation: { id: 7 }, repository };

describe("GitHub's own examples", () => {
  test.each(examples.map(({ name, examples: payloads }) => [name, payloads] as const))("%s", (name, payloads) => {
    for (const payload of payloads) {
      const happening = happeningOf(name, { installation: { id: 7 }, ...payload }, 42);
      if (happening !== undefined) expect(happening.repository.owner).not.toBe("");
    }
  });

  test("opened pull requests among them are wanted in full", () => {
    const payloads = examples.find(({ name }) => name === "pull_request")?.examples ?? [];
    const opened = payloads.filter((payload) => Reflect.get(payload, "action") === "opened");
    expect(opened.length).toBeGreaterThan(0);
    for (const payload of opened) {
      const happening = happeningOf("pull_request", { ...payload, installation: { id: 7 } }, 42);
      expect(happening?.occurrence).toMatchObject({
        kind: "pull-changed",
        scope: "full",
        head: { sha: expect.any(String) },
      });
    }
  });
});

describe("pieces of payloads", () => {
  test.each([null, undefined, 3, "text", [], {}, { action: "opened" }, { ...common, action: "opened" }])(
    "%j",
    (payload) => {
      for (const event of ["pull_request", "check_run", "check_suite", "merge_group", "issue_comment", "__proto__"]) {
        expect(happeningOf(event, payload, 42)).toBeUndefined();
      }
    },
  );

  test("a pull request that says nothing but its number is still wanted", () => {
    const happening = happeningOf("pull_request", { ...common, action: "synchronize", number: 3 }, 42);
    expect(happening?.occurrence).toEqual({ kind: "pull-changed", number: 3, scope: "full" });
  });

  test("an edit of the base is a full review, an edit of the text is not", () => {
    const edited = { ...common, action: "edited", number: 3 };
    const retarget = happeningOf("pull_request", { ...edited, changes: { base: { ref: { from: "main" } } } }, 42);
    const words = happeningOf("pull_request", { ...edited, changes: { title: { from: "x" } } }, 42);
    expect(retarget?.occurrence).toMatchObject({ scope: "full" });
    expect(words?.occurrence).toMatchObject({ scope: "text" });
  });

  test("check runs of another App are not ours to run again", () => {
    const payload = {
      ...common,
      action: "rerequested",
      check_run: { head_sha: "abc", app: { id: 99 }, pull_requests: [] },
    };
    expect(happeningOf("check_run", payload, 42)).toBeUndefined();
    expect(happeningOf("check_run", payload, 99)?.occurrence).toMatchObject({ kind: "commit-asked", rerun: true });
  });

  test("our own comments, bots' comments, edits and closed pull requests give no commands", () => {
    const comment = { id: 5, body: "/recheck", user: { login: "ada", type: "User" } };
    const issue = { number: 3, pull_request: {}, user: { login: "ada" }, state: "open" };
    const payload = { ...common, action: "created", issue, comment };
    expect(happeningOf("issue_comment", payload, 42)?.occurrence).toMatchObject({
      kind: "commented",
      isByPullAuthor: true,
    });
    for (const other of [
      { ...payload, action: "edited" },
      { ...payload, issue: { ...issue, pull_request: undefined } },
      { ...payload, issue: { ...issue, state: "closed" } },
      { ...payload, comment: { ...comment, user: { login: "renovate[bot]", type: "Bot" } } },
      { ...payload, comment: { ...comment, performed_via_github_app: { id: 42 } } },
    ]) {
      expect(happeningOf("issue_comment", other, 42)).toBeUndefined();
    }
  });
});
