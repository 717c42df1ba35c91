/** Asks GitHub which permissions and events an App has, and says what is off without the missing ones. */

import { createSign } from "node:crypto";
import { Octokit } from "@octokit/rest";
import type { Settings } from "../web/settings.ts";

export interface Remark {
  readonly state: "ok" | "off" | "missing";
  readonly about: string;
  readonly said: string;
}

/** As docs/permissions.md has them. */
const permissions: readonly (readonly [name: string, level: "read" | "write", without: string])[] = [
  ["checks", "write", "no check run can be written: nothing works"],
  ["contents", "read", "files and rules cannot be read: nothing works"],
  ["pull_requests", "write", "title and body cannot be read, `/recheck` is not acknowledged"],
  ["merge_queues", "read", "merge queues with a required check wait for ever"],
];
const events = [
  "pull_request",
  "pull_request_review",
  "push",
  "check_run",
  "check_suite",
  "merge_group",
  "issue_comment",
];

const patience = 10_000;

export async function askGitHub(settings: Settings): Promise<readonly Remark[]> {
  const about = "GitHub";
  try {
    const octokit = new Octokit({
      ...(settings.baseUrl !== undefined && { baseUrl: settings.baseUrl }),
      auth: appToken(settings),
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
    const { data } = await octokit.request("GET /app", { request: { signal: AbortSignal.timeout(patience) } });
    if (data === null) return [{ state: "missing", about, said: "does not know this App" }];
    return [{ state: "ok", about, said: `knows it as ${data.name}` }, ...lacking(data.permissions, data.events)];
  } catch (error) {
    return [
      {
        state: "missing",
        about,
        said: `could not be asked: ${error instanceof Error ? error.message : String(error)}`,
      },
    ];
  }
}

function lacking(granted: object, subscribed: readonly string[]): readonly Remark[] {
  const levels = new Map<string, unknown>(Object.entries(granted));
  return [
    ...permissions.map(([name, level, without]): Remark => {
      const has = levels.get(name);
      const suffices = has === "write" || has === level;
      return {
        state: suffices ? "ok" : "missing",
        about: name,
        said: suffices ? String(has) : `needs ${level}: ${without}`,
      };
    }),
    ...events
      .filter((event) => !subscribed.includes(event))
      .map((event): Remark => ({ state: "missing", about: event, said: "the App is not subscribed to this event" })),
  ];
}

/** A JSON Web Token that GitHub takes for the App itself, good for five minutes. */
function appToken({ appId, privateKey }: Settings): string {
  const now = Math.floor(Date.now() / 1_000);
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const content = `${encode({ alg: "RS256", typ: "JWT" })}.${encode({ iat: now - 60, exp: now + 300, iss: String(appId) })}`;
  return `${content}.${createSign("RSA-SHA256").update(content).sign(privateKey, "base64url")}`;
}

function silent(): void {
  // What GitHub says comes back as a remark.
}
