/** Issues of GitHub as tickets: asked with the installation's own access, and remembered for it alone. */

import { Octokit } from "@octokit/rest";
import { expect, test } from "@jest/globals";
import type { LookUpTicket, TicketReference } from "../../core/tracker.ts";
import { withGitHubIssues } from "../../sources/trackers.ts";

interface Issue {
  readonly status?: number;
  readonly body: unknown;
}

function gitHub(issues: Readonly<Record<string, Issue>>) {
  const asked: string[] = [];
  const answer = async (address: string | URL | Request): Promise<Response> => {
    const path = new URL(String(address)).pathname;
    asked.push(path);
    const { status = 200, body } = issues[path] ?? { status: 404, body: { message: "Not Found" } };
    return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
  };
  const silent = (): void => undefined;
  const api = new Octokit({
    request: { fetch: answer },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  return { api, asked };
}

const path = (number: number): string => `/repos/shop/tracker/issues/${number}`;

function issue(id: string, more: Partial<TicketReference> = {}): TicketReference {
  return { trackers: ["github", "gitlab"], text: `#${id}`, id, project: "shop/tracker", ...more };
}

const others: LookUpTicket = async () => ({ kind: "unsupported", reason: "asked elsewhere" });

test.each<[string, Issue, unknown]>([
  ["open", { body: { state: "open" } }, { kind: "open", project: "shop/tracker" }],
  ["closed", { body: { state: "closed" } }, { kind: "done", project: "shop/tracker" }],
  ["a pull request", { body: { state: "open", pull_request: {} } }, { kind: "missing" }],
  ["not there", { status: 404, body: { message: "Not Found" } }, { kind: "missing" }],
  ["deleted", { status: 410, body: { message: "Gone" } }, { kind: "missing" }],
  [
    "beyond the App's permissions",
    { status: 403, body: { message: "Resource not accessible by integration" } },
    { kind: "unsupported", reason: "Plumbline has no permission to read issues" },
  ],
  ["broken", { status: 500, body: {} }, { kind: "unreachable", reason: "GitHub cannot answer now" }],
])("an issue that is %s", async (_, answer, expected) => {
  const { api } = gitHub({ [path(12)]: answer });
  expect(await withGitHubIssues(api, others, { now: () => 0 })(issue("12"))).toEqual(expected);
});

test("what one installation may see is not told to another", async () => {
  const one = gitHub({ [path(12)]: { body: { state: "open" } } });
  const other = gitHub({});
  expect(await withGitHubIssues(one.api, others, { now: () => 0 })(issue("12"))).toMatchObject({ kind: "open" });
  expect(await withGitHubIssues(other.api, others, { now: () => 0 })(issue("12"))).toEqual({ kind: "missing" });
});

test("an answer holds for a while, and longer where nobody answers", async () => {
  const issues: Record<string, Issue> = { [path(12)]: { body: { state: "open" } } };
  const { api, asked } = gitHub(issues);
  let now = 0;
  const ask = () => withGitHubIssues(api, others, { now: () => now })(issue("12"));
  await ask();
  await ask();
  expect(asked).toHaveLength(1);
  now += 10 * 60_000;
  issues[path(12)] = { status: 502, body: {} };
  expect(await ask()).toMatchObject({ kind: "unreachable", last: { kind: "open" } });
});

test.each<[string, TicketReference]>([
  ["another tracker's", { trackers: ["jira"], text: "OPS-12", id: "OPS-12", project: "OPS" }],
  ["on another host", issue("12", { host: "git.example.com" })],
  ["of nobody knows which repository", { trackers: ["github", "gitlab", "other"], text: "tracker#12" }],
  ["in a group of groups", issue("12", { project: "shop/network/tracker" })],
  ["no number", issue("../../user")],
])("a ticket that is %s is not asked of GitHub", async (_, ticket) => {
  const { api, asked } = gitHub({});
  expect(await withGitHubIssues(api, others, { now: () => 0 })(ticket)).toEqual(await others(ticket));
  expect(asked).toEqual([]);
});

test("a server of one's own is asked about its own links", async () => {
  const { api } = gitHub({ [path(12)]: { body: { state: "open" } } });
  const lookUp = withGitHubIssues(api, others, { now: () => 0, host: "github.example.com" });
  expect(await lookUp(issue("12", { trackers: ["github", "other"], host: "github.example.com" }))).toMatchObject({
    kind: "open",
  });
  expect(await lookUp(issue("12", { host: "github.com" }))).toMatchObject({ kind: "unsupported" });
});
