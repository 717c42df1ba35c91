/** Reviews, comments and reactions on the fake: all or nothing, inside the diff, idempotent where GitHub is. */

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Octokit } from "@octokit/rest";
import type { FakeRepository } from "./actors.ts";
import { octokitForInstallation } from "./octokit-for.ts";
import type { FakePullRequest } from "./pull-request-actor.ts";
import { startFakeGitHub, type FakeGitHub } from "./server.ts";

let github: FakeGitHub;
let network: FakeRepository;
let pull: FakePullRequest;
let octokit: Octokit;
const home = { owner: "acme", repo: "network" };
let place: { owner: string; repo: string; pull_number: number };

beforeEach(async () => {
  github = await startFakeGitHub();
  const lines = Array.from({ length: 40 }, (_, index) => `key${index + 1}: 1`);
  network = await github.createRepository({ name: "network", files: { "a.yaml": lines.join("\n") + "\n" } });
  const changed = lines.with(1, "key2: 2").with(29, "key30: 2");
  pull = await network.openPullRequest({
    head: "change",
    title: "Change",
    files: { "a.yaml": changed.join("\n") + "\n" },
  });
  octokit = await octokitForInstallation(github, "acme");
  place = { owner: "acme", repo: "network", pull_number: pull.number };
});
afterEach(() => github.stop());

function review(...comments: { path: string; line: number; start_line?: number; side?: string; body: string }[]) {
  return octokit.rest.pulls.createReview({ ...place, event: "COMMENT", comments });
}

test("comments on lines of the diff are kept with their hunk", async () => {
  await review({ path: "a.yaml", line: 2, body: "one" }, { path: "a.yaml", line: 31, start_line: 29, body: "several" });
  expect(pull.reviews().map((one) => one.state)).toEqual(["COMMENTED"]);
  expect(pull.reviewComments().map((one) => [one.line, one.body])).toEqual([
    [2, "one"],
    [31, "several"],
  ]);
  expect(pull.reviewComments()[0]?.diffHunk).toBe("@@ -1,5 +1,5 @@\n key1: 1\n-key2: 1\n+key2: 2");
  const listed = await octokit.rest.pulls.listReviewComments(place);
  expect(listed.data.map((one) => one.start_line)).toEqual([null, 29]);
  await octokit.rest.pulls.updateReviewComment({ ...home, comment_id: listed.data[0]?.id ?? 0, body: "mended" });
  expect(pull.reviewComments()[0]?.body).toBe("mended");
  expect((await octokit.rest.pulls.listReviews(place)).data).toHaveLength(1);
  github.assertClean();
});

test.each([
  ["a line outside every hunk", { path: "a.yaml", line: 15, body: "x" }, /Line could not be resolved/],
  ["a start in another hunk", { path: "a.yaml", line: 30, start_line: 2, body: "x" }, /Line could not be resolved/],
  ["a file that is not changed", { path: "b.yaml", line: 1, body: "x" }, /Path could not be resolved/],
])("%s makes the whole review fail", async (_, bad, message) => {
  const reviewing = review({ path: "a.yaml", line: 2, body: "good" }, bad);
  await expect(reviewing).rejects.toMatchObject({ status: 422, message: expect.stringMatching(message) });
  expect(pull.reviews()).toEqual([]);
  expect(pull.reviewComments()).toEqual([]);
});

test("the App edits its own comments only, and a reaction stands once", async () => {
  const theirs = pull.comment("ada", "/recheck");
  const own = await octokit.rest.issues.createComment({ ...home, issue_number: pull.number, body: "Noted" });
  await octokit.rest.issues.updateComment({ ...home, comment_id: own.data.id, body: "Done" });
  const foreign = octokit.rest.issues.updateComment({ ...home, comment_id: theirs.id, body: "Hijacked" });
  await expect(foreign).rejects.toMatchObject({ status: 403 });
  expect(pull.comments().map((one) => one.body)).toEqual(["/recheck", "Done"]);

  const reaction = { ...home, comment_id: theirs.id, content: "eyes" as const };
  const first = await octokit.rest.reactions.createForIssueComment(reaction);
  const second = await octokit.rest.reactions.createForIssueComment(reaction);
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(pull.reactions(theirs.id)).toEqual(["plumbline[bot]:eyes"]);
  await octokit.rest.reactions.deleteForIssueComment({ ...home, comment_id: theirs.id, reaction_id: first.data.id });
  expect(pull.reactions(theirs.id)).toEqual([]);
  github.assertClean();
});
