/** Webhooks of the fake: signed, shaped as GitHub's, empty where GitHub tells nothing, disturbed on demand. */

import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { FakeRepository } from "./actors.ts";
import { octokitForApp, octokitForInstallation } from "./octokit-for.ts";
import { startFakeGitHub, type FakeGitHub } from "./server.ts";

interface Received {
  readonly name: string;
  readonly guid: string;
  readonly signature: string;
  readonly raw: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

let github: FakeGitHub;
let network: FakeRepository;
let receiver: Server;
let received: Received[];
let answer: number;

beforeEach(async () => {
  received = [];
  answer = 202;
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      const header = (name: string) => String(request.headers[name]);
      const payload = JSON.parse(raw) as Received["payload"];
      const name = `${header("x-github-event")}.${payload.action}`;
      const signature = header("x-hub-signature-256");
      received.push({ name, guid: header("x-github-delivery"), signature, raw, payload });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  github = await startFakeGitHub();
  github.webhooks.connect(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`);
  network = await github.createRepository({ name: "network", files: { "a.yaml": "a: 1\n" } });
});
afterEach(async () => {
  await github.settled();
  await github.stop();
  receiver.closeAllConnections();
  receiver.close();
});

const names = () => received.map((one) => one.name);
const last = (name: string) => received.filter((one) => one.name === name).at(-1)?.payload;

test("a pull request's life is told in GitHub's words, each delivery signed", async () => {
  const pull = await network.openPullRequest({ head: "open-ssh", title: "Open SSH", files: { "a.yaml": "a: 2\n" } });
  await github.settled();
  expect(names().sort()).toEqual(["check_suite.requested", "pull_request.opened", "push.undefined"]);
  const first = received[0];
  const expected = createHmac("sha256", github.app.webhookSecret)
    .update(first?.raw ?? "")
    .digest("hex");
  expect(first?.signature).toBe(`sha256=${expected}`);
  expect(last("pull_request.opened")).toMatchObject({
    number: 1,
    pull_request: { title: "Open SSH", body: null, changed_files: 1, mergeable: null, head: { sha: pull.headSha() } },
    repository: { full_name: "acme/network" },
    organization: { login: "acme" },
    installation: { id: expect.any(Number) },
    sender: { login: "ada", type: "User" },
  });

  await network.commit("release", { files: { "b.yaml": "b: 1\n" } });
  await pull.push({ files: { "a.yaml": "a: 3\n" } });
  await pull.edit({ body: "Refs: OPS-1", base: "release" });
  await pull.label("risky");
  await pull.unlabel("risky");
  await pull.convertToDraft();
  await pull.ready();
  pull.comment("ada", "/recheck");
  await pull.merge();
  await github.settled();
  expect(last("pull_request.synchronize")).toMatchObject({ after: pull.headSha() });
  expect(last("pull_request.edited")?.changes).toEqual({
    body: { from: "" },
    base: { ref: { from: "main" }, sha: { from: network.sha("main") } },
  });
  expect(last("pull_request.unlabeled")).toMatchObject({ label: { name: "risky" }, pull_request: { labels: [] } });
  expect(last("issue_comment.created")).toMatchObject({ issue: { number: 1 }, comment: { body: "/recheck" } });
  expect(last("pull_request.closed")).toMatchObject({ pull_request: { merged: true } });
  expect(names()).toEqual(expect.arrayContaining(["pull_request.converted_to_draft", "pull_request.ready_for_review"]));
});

test("a fork's pull request is unknown to check payloads, and its pushes are not told", async () => {
  const pull = await network.openPullRequest({
    head: "patch-1",
    title: "Mend",
    author: "eve",
    fork: true,
    files: { "a.yaml": "a: 2\n" },
  });
  const octokit = await octokitForInstallation(github, "acme");
  const place = { owner: "acme", repo: "network" };
  const run = await octokit.rest.checks.create({
    ...place,
    name: "plumbline",
    head_sha: pull.headSha(),
    conclusion: "success",
  });
  network.rerequestCheckRun(run.data.id);
  await network.rerequestSuite(pull.headSha());
  await github.settled();
  expect(names().filter((name) => name.startsWith("push"))).toEqual([]);
  expect(last("pull_request.opened")).toMatchObject({
    pull_request: { head: { repo: { full_name: "eve/network", fork: true } }, author_association: "NONE" },
  });
  expect(last("check_run.rerequested")).toMatchObject({
    check_run: { pull_requests: [], check_suite: { head_branch: null } },
  });
  expect(last("check_suite.rerequested")).toMatchObject({
    check_suite: { pull_requests: [], head_sha: pull.headSha() },
  });
  const content = await octokit.rest.repos.getContent({
    ...place,
    path: "a.yaml",
    ref: pull.headSha(),
    mediaType: { format: "raw" },
  });
  expect(content.data).toBe("a: 2\n");
  github.assertClean();
});

test("a merge group is asked for on its own sha and lands when it is merged", async () => {
  const pull = await network.openPullRequest({ head: "open-ssh", title: "Open SSH", files: { "a.yaml": "a: 2\n" } });
  const group = await network.queueMergeGroup([pull]);
  await github.settled();
  expect(last("merge_group.checks_requested")).toMatchObject({
    merge_group: { head_sha: group.headSha, base_ref: "refs/heads/main" },
  });
  await group.destroy("merged");
  await github.settled();
  expect(last("merge_group.destroyed")).toMatchObject({ reason: "merged" });
  expect(network.sha()).toBe(group.headSha);
});

test("deliveries can be dropped, doubled, held back and reversed", async () => {
  const pull = await network.openPullRequest({ head: "open-ssh", title: "Open SSH", files: { "a.yaml": "a: 2\n" } });
  await github.settled();
  received.length = 0;
  github.webhooks.drop({ event: "pull_request", action: "labeled" });
  github.webhooks.duplicate({ event: "pull_request", action: "unlabeled" });
  await pull.label("risky");
  await pull.unlabel("risky");
  await github.settled();
  expect(names()).toEqual(["pull_request.unlabeled", "pull_request.unlabeled"]);
  expect(received[0]?.guid).toBe(received[1]?.guid);

  received.length = 0;
  github.webhooks.hold();
  await pull.label("one");
  await pull.label("two");
  expect(received).toEqual([]);
  github.webhooks.release("reversed");
  await github.settled();
  expect(received.map((one) => one.payload.label)).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: "one" }), expect.objectContaining({ name: "two" })]),
  );
});

test("the App finds a failed delivery in the log and asks for it again under the same GUID", async () => {
  answer = 500;
  await network.openPullRequest({ head: "open-ssh", title: "Open SSH", files: { "a.yaml": "a: 2\n" } });
  await github.settled();
  answer = 202;
  const app = octokitForApp(github);
  const list = await app.rest.apps.listWebhookDeliveries({ per_page: 1 });
  const [newest] = list.data;
  expect(newest).toMatchObject({ event: "pull_request", action: "opened", status_code: 500, redelivery: false });
  expect(list.headers.link).toMatch(/cursor=\d+/);
  received.length = 0;
  await app.rest.apps.redeliverWebhookDelivery({ delivery_id: newest?.id ?? 0 });
  await github.settled();
  expect(received.map((one) => one.guid)).toEqual([newest?.guid]);
  const detail = await app.rest.apps.getWebhookDelivery({ delivery_id: newest?.id ?? 0 });
  expect(detail.data.request.payload).toMatchObject({ action: "opened" });
  github.assertClean();
});
