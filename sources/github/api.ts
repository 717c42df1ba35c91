/** The part of Octokit that the GitHub source is handed; it already carries credentials, limiter and retries. */

import type { Octokit } from "@octokit/rest";

export type GitHubApi = Pick<Octokit, "rest" | "graphql" | "request">;

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** `request` options of one call: the signal that aborts it, and none where there is none. */
export function callOptions(signal: AbortSignal | undefined): { request: { signal?: AbortSignal } } {
  return { request: signal === undefined ? {} : { signal } };
}

/** HTTP status of a failed call; `undefined` for anything that is not an answer of the server. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("status" in error)) return undefined;
  return typeof error.status === "number" ? error.status : undefined;
}
