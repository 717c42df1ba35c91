/** The fake's webhook payloads have everything that all of GitHub's own published examples of the same event have. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { octokitForInstallation } from "./octokit-for.ts";
import { startFakeGitHub, type FakeGitHub } from "./server.ts";

interface ExampleSet {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}

const file = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/package.json");
const sets = JSON.parse(
  readFileSync(file.replace("package.json", "api.github.com/index.json"), "utf8"),
) as ExampleSet[];

/** What depends on the App and on the kind of owner, not on the event. */
const forgiven = /organization$|\.permissions\./;

let github: FakeGitHub;
const sent = new Map<string, unknown>();

beforeAll(async () => {
  github = await startFakeGitHub({
    events: ["check_run", "check_suite", "issue_comment", "merge_group", "pull_request", "pull_request_review", "push"],
  });
  const network = await github.createRepository({ name: "network", files: { "a.yaml": "a: 1\n" } });
  const pull = await network.openPullRequest({ head: "open", title: "Open", files: { "a.yaml": "a: 2\n" } });
  await pull.push({ files: { "a.yaml": "a: 3\n" } });
  await pull.edit({ title: "Opened" });
  await pull.label("risky");
  await pull.unlabel("risky");
  await pull.convertToDraft();
  await pull.ready();
  pull.comment("ada", "/recheck");
  const octokit = await octokitForInstallation(github, "acme");
  const place = { owner: "acme", repo: "network" };
  const head = { ...place, head_sha: pull.headSha() };
  const run = await octokit.rest.checks.create({ ...head, name: "plumbline", conclusion: "failure" });
  await octokit.rest.pulls.createReview({ ...place, pull_number: pull.number, event: "COMMENT", body: "A remark" });
  network.rerequestCheckRun(run.data.id);
  network.requestAction(run.data.id, "fix");
  await network.rerequestSuite(pull.headSha());
  const group = await network.queueMergeGroup([pull]);
  await group.destroy("invalidated");
  await pull.close();
  await pull.reopen();
  await pull.merge();
  for (const delivery of github.webhooks.all()) {
    sent.set(`${delivery.event}.${delivery.action}`, JSON.parse(delivery.payload));
  }
});
afterAll(async () => {
  await github.settled();
  await github.stop();
});

const known = sets.flatMap(({ name, examples }) =>
  [...new Set(examples.map((example) => String(example.action ?? null)))].map((action) => {
    const same = examples.filter((example) => String(example.action ?? null) === action);
    return { event: `${name}.${action}`, examples: same };
  }),
);

test.each([
  "check_run.completed",
  "check_run.created",
  "check_run.requested_action",
  "check_run.rerequested",
  "check_suite.completed",
  "check_suite.requested",
  "check_suite.rerequested",
  "issue_comment.created",
  "merge_group.checks_requested",
  "pull_request.closed",
  "pull_request.converted_to_draft",
  "pull_request.labeled",
  "pull_request.opened",
  "pull_request.ready_for_review",
  "pull_request.reopened",
  "pull_request.synchronize",
  "pull_request.unlabeled",
  "pull_request_review.submitted",
  "push.null",
])("%s", (event) => {
  const examples = known.find((one) => one.event === event)?.examples ?? [];
  expect(examples.length).toBeGreaterThan(0);
  expect(sent.has(event)).toBe(true);
  expect(missingPaths(examples, sent.get(event), event).filter((path) => !forgiven.test(path))).toEqual([]);
});

/** Paths of properties that every example has and ours has not. */
function missingPaths(examples: readonly unknown[], ours: unknown, at: string): string[] {
  if (!examples.every(isRecord)) return [];
  if (!isRecord(ours)) return ours === null || ours === undefined ? [] : [at];
  const [first = {}, ...rest] = examples;
  return Object.keys(first)
    .filter((key) => rest.every((example) => Object.hasOwn(example, key)))
    .flatMap((key) => {
      const values = examples.map((example) => example[key]);
      return Object.hasOwn(ours, key) ? missingPaths(values, ours[key], `${at}.${key}`) : [`${at}.${key}`];
    });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
