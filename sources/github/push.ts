/** What came with a push to a branch: its commits, and the merged requests that brought them. */

import type { Commit, MergedRequest, Push, PushedCommit } from "../../core/differential.ts";
import { callOptions } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";
import { approvalsOf, opinionsField } from "./opinions.ts";
import type { Opinions } from "./opinions.ts";
import { authorOf } from "./spoken.ts";

/** `compare` lists no more. */
const mostCommits = 250;
const commitsOfOneQuery = 50;
/** Commits without a request whose own files are read; more than these make one thing of many. */
const mostReads = 20;

export interface PushedRange extends RepositoryName {
  readonly branch: string;
  readonly isForced: boolean;
  readonly commits: readonly Commit[];
  readonly signal?: AbortSignal | undefined;
}

/** One query for every 50 commits, and one call for each of the first twenty that came without a request. */
export async function readPush(api: GitHubApi, range: PushedRange): Promise<Push> {
  const { branch, isForced, commits } = range;
  const own = commits.filter(({ isMerge }) => !isMerge);
  const requests = await readRequests(api, range, own);
  const direct = own.filter(({ sha }) => (requests.get(sha) ?? []).length === 0).slice(0, mostReads);
  const paths = new Map(
    await Promise.all(direct.map(async ({ sha }) => [sha, await readPaths(api, range, sha)] as const)),
  );
  return {
    branch,
    isForced,
    commits: own.map((commit) => pushed(commit, requests.get(commit.sha) ?? [], paths.get(commit.sha))),
    ...(commits.length >= mostCommits && { beyond: `GitHub lists ${mostCommits} commits of a push, not all` }),
  };
}

function pushed(
  { sha, message, author }: Commit,
  requests: readonly MergedRequest[],
  paths: readonly string[] | undefined,
): PushedCommit {
  const login = author?.login ?? author?.name ?? "somebody";
  return {
    sha,
    subject: message.split("\n")[0] ?? "",
    author: { login, isBot: login.endsWith("[bot]") },
    requests,
    ...(paths !== undefined && { paths }),
  };
}

async function readPaths(
  api: GitHubApi,
  { owner, repo, signal }: PushedRange,
  ref: string,
): Promise<readonly string[]> {
  const { data } = await api.rest.repos.getCommit({ owner, repo, ref, ...callOptions(signal) });
  return (data.files ?? []).flatMap(({ filename, previous_filename: before }) =>
    before === undefined ? [filename] : [filename, before],
  );
}

interface Answer {
  readonly repository: Readonly<Record<`c${number}`, CommitAnswer | null>> | null;
}

interface CommitAnswer {
  readonly associatedPullRequests?: { readonly nodes: readonly (PullAnswer | null)[] | null } | null;
}

interface PullAnswer {
  readonly number: number;
  readonly state: string;
  readonly baseRefName: string;
  readonly author: { readonly __typename: string; readonly login: string } | null;
  readonly latestOpinionatedReviews: Opinions | null;
}

async function readRequests(
  api: GitHubApi,
  { owner, repo, branch, signal }: PushedRange,
  commits: readonly Commit[],
): Promise<ReadonlyMap<string, readonly MergedRequest[]>> {
  const found = new Map<string, readonly MergedRequest[]>();
  for (let from = 0; from < commits.length; from += commitsOfOneQuery) {
    const some = commits.slice(from, from + commitsOfOneQuery);
    const fields = some.map(({ sha }, index) => `c${index}: object(oid: "${sha}") { ...brought }`);
    const query = `query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    ${fields.join("\n    ")}
  }
}
fragment brought on Commit {
  associatedPullRequests(first: 5) {
    nodes {
      number state baseRefName
      author { __typename login }
      ${opinionsField}
    }
  }
}`;
    const { repository } = await api.graphql<Answer>(query, { owner, repo, ...callOptions(signal) });
    for (const [index, { sha }] of some.entries()) found.set(sha, mergedOf(repository?.[`c${index}`] ?? null, branch));
  }
  return found;
}

function mergedOf(commit: CommitAnswer | null, branch: string): readonly MergedRequest[] {
  return (commit?.associatedPullRequests?.nodes ?? []).flatMap((pull) => {
    if (pull === null || pull.state !== "MERGED" || pull.baseRefName !== branch) return [];
    return [
      { number: pull.number, author: authorOf(pull.author), approvals: approvalsOf(pull.latestOpinionatedReviews) },
    ];
  });
}
