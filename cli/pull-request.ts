/** A pull request by its address, read with the token of whoever asks; nothing is posted. */

import { Octokit } from "@octokit/rest";
import type { Differential } from "../core/differential.ts";
import type { LookUpTicket } from "../core/tracker.ts";
import type { RuleSetSource } from "../engine/rule-set/effective.ts";
import { readPullRequest, ruleSourceOf } from "../sources/github.ts";
import { connectTrackers, readTrackerSettings, withGitHubIssues } from "../sources/trackers.ts";
import { systemClock } from "../store/system-clock.ts";
import { UsageError } from "./command.ts";
import { packageVersion } from "../engine/package-root.ts";

/** GitHub refuses, or does not have it: the message says what may be missing. */
export class PullRequestError extends Error {
  override readonly name = "PullRequestError";
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface OpenedPullRequest {
  readonly differential: Differential;
  readonly rules: RuleSetSource;
  readonly lookUpTicket: LookUpTicket;
}

export async function openPullRequest(address: string, env: Environment): Promise<OpenedPullRequest> {
  const { host, owner, repo, number } = readAddress(address);
  const api = new Octokit({
    baseUrl: apiAddress(host, env),
    userAgent: `plumbline/${packageVersion()}`,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    ...(env["GITHUB_TOKEN"] !== undefined && env["GITHUB_TOKEN"] !== "" && { auth: env["GITHUB_TOKEN"] }),
  });
  try {
    const differential = await readPullRequest(api, { owner, repo, number });
    const { baseTip, request } = differential;
    const connected = connectTrackers(readTrackerSettings(env).settings, { fetch, clock: systemClock });
    return {
      differential,
      lookUpTicket: withGitHubIssues(api, connected, { now: () => systemClock.now(), host }),
      rules: ruleSourceOf(api, {
        owner,
        repo,
        baseTip,
        baseBranch: request?.baseBranch ?? "base",
        changed: async () => differential.files.map(({ path }) => path),
      }),
    };
  } catch (error) {
    throw explain(error, address, env);
  }
}

function silent(): void {
  // Octokit would print refused calls; ours is the one line that says what to do.
}

interface PullRequestAddress {
  readonly host: string;
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** `https://github.com/OWNER/REPO/pull/N`, also with `/files` and the like behind it. */
function readAddress(address: string): PullRequestAddress {
  const match = /^https:\/\/([\w.-]+(?::\d+)?)\/([\w.-]+)\/([\w.-]+)\/pull\/([1-9]\d{0,9})(?:[/?#].*)?$/.exec(address);
  const [, host, owner, repo, number] = match ?? [];
  if (host === undefined || owner === undefined || repo === undefined) {
    throw new UsageError(
      `\`${address}\` is no pull request's address (https://github.com/OWNER/REPO/pull/N); name branches with --base and --head`,
    );
  }
  return { host, owner, repo, number: Number(number) };
}

/** A token is sent to github.com or to the server that the environment names, never to whatever host an address names. */
function apiAddress(host: string, env: Environment): string {
  const explicit = env["GITHUB_API_URL"];
  if (explicit !== undefined && explicit !== "") return explicit.replace(/\/+$/, "");
  if (host === "github.com") return "https://api.github.com";
  const known = [env["GHE_HOST"], env["GH_HOST"]];
  if (known.includes(host)) return `https://${host}/api/v3`;
  throw new UsageError(`set GITHUB_API_URL=https://${host}/api/v3 to read from ${host}`);
}

function explain(error: unknown, address: string, env: Environment): unknown {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  const hasToken = (env["GITHUB_TOKEN"] ?? "") !== "";
  const token = hasToken ? "what GITHUB_TOKEN may read does not include it" : "it needs a GITHUB_TOKEN";
  if (status === 404) return new PullRequestError(`there is no ${address}, or ${token}`, { cause: error });
  if (status === 401) return new PullRequestError("GitHub does not accept GITHUB_TOKEN", { cause: error });
  if (status === 403 || status === 429) {
    return new PullRequestError(`GitHub refuses to show ${address}: a rate limit is used up, or ${token}`, {
      cause: error,
    });
  }
  return error;
}
