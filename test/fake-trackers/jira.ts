/** A fake Jira: one issue by its key, with the fields that are asked for, to whoever has the token. */

import { openFakeTracker } from "./server.ts";
import type { FakeTracker, FakeTrackerOptions, Question, Reply } from "./server.ts";

export interface JiraIssue {
  readonly summary: string;
  /** `new`, `indeterminate` or `done`. */
  category: string;
  /** Its key now, where it has moved. */
  readonly movedTo?: string;
}

export interface FakeJira extends FakeTracker {
  readonly issues: Map<string, JiraIssue>;
}

export const jiraToken = "token-of-the-fake-jira";

export async function openFakeJira(options: FakeTrackerOptions = {}): Promise<FakeJira> {
  const issues = new Map<string, JiraIssue>();
  const server = await openFakeTracker((question) => answer(issues, question), options);
  return { ...server, issues };
}

function answer(issues: ReadonlyMap<string, JiraIssue>, { url, headers }: Question): Reply {
  const missing = { errorMessages: ["Issue does not exist or you do not have permission to see it."], errors: {} };
  const isKnown =
    headers.authorization === `Bearer ${jiraToken}` ||
    headers.authorization === `Basic ${Buffer.from(`ada@example.com:${jiraToken}`).toString("base64")}`;
  if (!isKnown) return { status: 404, headers: { "x-ausername": "anonymous" }, json: missing };
  const key = /^\/rest\/api\/2\/issue\/([^/]+)$/.exec(url.pathname)?.[1] ?? "";
  const issue = issues.get(decodeURIComponent(key));
  if (issue === undefined) return { status: 404, headers: { "x-ausername": "plumbline" }, json: missing };
  const keyNow = issue.movedTo ?? key;
  const fields: Readonly<Record<string, unknown>> = {
    summary: issue.summary,
    status: { name: issue.category, statusCategory: { key: issue.category } },
    project: { key: keyNow.replace(/-\d+$/, "") },
  };
  const asked = url.searchParams.get("fields")?.split(",") ?? Object.keys(fields);
  const shown = Object.fromEntries(Object.entries(fields).filter(([name]) => asked.includes(name)));
  return { status: 200, json: { id: "10000", key: keyNow, fields: shown } };
}
