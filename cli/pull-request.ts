/** A pull request by its address, read with the token of whoever asks; nothing is posted. */

import type { Differential } from "../core/differential.ts";
import type { LookUpTicket } from "../core/tracker.ts";
import type { RuleSetSource } from "../engine/rule-set/effective.ts";
import { readPullRequest, ruleSourceOf } from "../sources/github.ts";
import { connectTrackers, readTrackerSettings, withGitHubIssues } from "../sources/trackers.ts";
import { systemClock } from "../store/system-clock.ts";
import { UsageError } from "./command.ts";
import { type Environment, extendableIn, openGitHubApi } from "./github-api.ts";

/** GitHub refuses, or does not have it: the message says what may be missing. */
export class PullRequestError extends Error {
  override readonly name = "PullRequestError";
}

export interface OpenedPullRequest {
  readonly differential: Differential;
  readonly rules: RuleSetSource;
  readonly lookUpTicket: LookUpTicket;
}

export async function openPullRequest(address: string, env: Environment): Promise<OpenedPullRequest> {
  const { host, owner, repo, number } = readAddress(address);
  const api = openGitHubApi(host, env);
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
        extendable: extendableIn(env),
        changed: async () => differential.files.map(({ path }) => path),
      }),
    };
  } catch (error) {
    throw explain(error, address, env);
  }
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
