/** A differential from GitHub: a pull request or a merge group, read in a few calls. */

import type { ChangedFile, Commit, Differential, EntryKind } from "../core/differential.ts";
import type { GitHubApi, RepositoryName } from "./github/api.ts";
import { compare, comparedFiles, listedFiles, listPullRequestFiles, toChangedFile } from "./github/changed-files.ts";
import { readPullRequestFacts } from "./github/pull-request-query.ts";
import type { PullRequestFacts, PullRequestName } from "./github/pull-request-query.ts";
import { treeAt } from "./github/tree.ts";
import type { GitHubTree, KnownBlobs } from "./github/tree.ts";

export { readPullRequestFacts } from "./github/pull-request-query.ts";
export type { PullRequestFacts } from "./github/pull-request-query.ts";
export { previousVersions } from "./github/rule-history.ts";
export { treeAt } from "./github/tree.ts";
export type { GitHubTree } from "./github/tree.ts";
export type { GitHubApi, RepositoryName } from "./github/api.ts";

/** What a review on GitHub needs beside the differential. */
export interface GitHubDifferential extends Differential {
  readonly headSha: string;
  /** The tree at the current tip of the base branch, where the rules are read. */
  readonly baseTip: GitHubTree;
}

/** Reads a pull request as it is now; `headSha` pins an older head. Content is read when somebody asks for it. */
export async function readPullRequest(
  api: GitHubApi,
  name: PullRequestName & { readonly headSha?: string },
): Promise<GitHubDifferential> {
  const facts = await readPullRequestFacts(api, name);
  return readDifferential(api, name, { ...facts, headSha: name.headSha ?? facts.headSha });
}

/** The second half of `readPullRequest`, for a caller who has the facts already. */
export async function readDifferential(
  api: GitHubApi,
  name: RepositoryName & { readonly signal?: AbortSignal | undefined },
  facts: PullRequestFacts,
): Promise<GitHubDifferential> {
  const { owner, repo, signal } = name;
  const range = { base: facts.baseSha, head: facts.headSha };
  const listed =
    facts.changedFiles > comparedFiles
      ? listPullRequestFiles(api, { owner, repo, signal, number: facts.number, count: facts.changedFiles })
      : undefined;
  const between = await readBetween(api, { owner, repo, signal, ...range, listed, count: facts.changedFiles });
  return {
    ...between,
    repository: `${owner}/${repo}`,
    request: facts.request,
    branch: facts.headBranch,
    headSha: facts.headSha,
    baseTip: treeAt(api, { owner, repo, sha: facts.baseSha, signal }, { contents: facts.baseContents }),
  };
}

/** Reads what a merge queue is about to put on a branch. There is no request: its author has been asked on the pull request. */
export async function readMergeGroup(
  api: GitHubApi,
  name: RepositoryName & {
    readonly headSha: string;
    readonly baseSha: string;
    readonly branch?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<GitHubDifferential> {
  const { owner, repo, headSha, baseSha, branch, signal } = name;
  const between = await readBetween(api, { owner, repo, signal, base: baseSha, head: headSha });
  return {
    ...between,
    repository: `${owner}/${repo}`,
    headSha,
    ...(branch !== undefined && { branch }),
    baseTip: treeAt(api, { owner, repo, sha: baseSha, signal }),
  };
}

interface Range extends RepositoryName {
  readonly base: string;
  readonly head: string;
  readonly signal?: AbortSignal | undefined;
  /** Files from elsewhere, where `compare` cannot list them all. */
  readonly listed?: ReturnType<typeof listPullRequestFiles> | undefined;
  /** Changed files in all, where that is known. */
  readonly count?: number;
}

interface Between {
  readonly base: GitHubTree;
  readonly head: GitHubTree;
  readonly files: readonly ChangedFile[];
  readonly filesBeyond?: string;
  readonly commits: readonly Commit[];
}

async function readBetween(api: GitHubApi, range: Range): Promise<Between> {
  const { owner, repo, signal } = range;
  const blobs: KnownBlobs = new Map();
  const head = treeAt(api, { owner, repo, sha: range.head, signal }, { blobs });
  const [comparison, listed, atHead] = await Promise.all([compare(api, range), range.listed, head.listing()]);
  const rows = listed ?? comparison.files;
  const kindAtHead = (path: string): EntryKind | undefined => atHead.byPath.get(path)?.kind;
  return {
    head,
    base: treeAt(api, { owner, repo, sha: comparison.mergeBase, signal }, { blobs }),
    files: rows.flatMap((row) => toChangedFile(row, kindAtHead) ?? []),
    commits: comparison.commits,
    ...beyond(rows.length, range.count),
  };
}

/** GitHub's lists end somewhere; what lies beyond is said, never taken for sound. */
function beyond(listed: number, count: number | undefined): { readonly filesBeyond?: string } {
  const isCut = count === undefined ? listed >= comparedFiles : count > listed;
  if (!isCut) return {};
  if (count === undefined) return { filesBeyond: `GitHub lists the first ${comparedFiles} files of a merge group` };
  return {
    filesBeyond: `${count - listed} of ${count} files: GitHub lists the first ${Math.min(listed, listedFiles)}`,
  };
}
