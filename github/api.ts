/** The part of Octokit that our writers are handed, and the names of what they write to. */

import type { Octokit } from "@octokit/rest";

export type GitHubApi = Pick<Octokit, "rest" | "graphql" | "request">;

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** HTTP status of a refused call; `undefined` for anything that is not an answer of the server. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("status" in error)) return undefined;
  return typeof error.status === "number" ? error.status : undefined;
}

/** Nobody knows whether the call took effect: the connection broke, or a server in between gave up. */
export function isOutcomeUnknown(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status >= 500;
}
