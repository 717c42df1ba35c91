/** A differential from GitHub: a pull request or a merge group, read in a few calls. */

import type {
  ChangedFile,
  Commit,
  CommitStep,
  Differential,
  EntryKind,
  FileContent,
  Tree,
} from "../core/differential.ts";
import type { RepositoryClone } from "./clone.ts";
import type { GitHubApi, RepositoryName } from "./github/api.ts";
import { compare, comparedFiles, listedFiles, listPullRequestFiles, toChangedFile } from "./github/changed-files.ts";
import { readInherited } from "./github/inherited.ts";
import type { Comparison } from "./github/changed-files.ts";
import type { Listing } from "./github/listing.ts";
import { peopleOf } from "./github/people.ts";
import { readPush } from "./github/push.ts";
import { readPullRequestFacts } from "./github/pull-request-query.ts";
import type { PullRequestFacts, PullRequestName } from "./github/pull-request-query.ts";
import { filesThroughApi, treeAt } from "./github/tree.ts";
import { differenceOf } from "./github/tree-difference.ts";
import type { GitHubTree, KnownBlobs } from "./github/tree.ts";

export { readPullRequestFacts } from "./github/pull-request-query.ts";
export type { PullRequestFacts } from "./github/pull-request-query.ts";
export { previousVersions } from "./github/rule-history.ts";
export { ownersPath, ownersSourceOf, ruleSourceOf } from "./github/rule-source.ts";
export type { RuleSourceQuestion } from "./github/rule-source.ts";
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

export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined;
  /** Serves what has more files than GitHub's API is good for; without one the API serves it, as far as it goes. */
  readonly clone?: RepositoryClone | undefined;
}

/** The second half of `readPullRequest`, for a caller who has the facts already. */
export async function readDifferential(
  api: GitHubApi,
  name: RepositoryName & ReadingOptions,
  facts: PullRequestFacts,
): Promise<GitHubDifferential> {
  const { owner, repo, signal, clone } = name;
  const { number, changedFiles: count } = facts;
  const between = await readBetween(api, {
    owner,
    repo,
    signal,
    clone,
    base: facts.baseSha,
    head: facts.headSha,
    count,
    tip: { sha: facts.baseSha, contents: facts.baseContents },
    ...(count > comparedFiles && { list: () => listPullRequestFiles(api, { owner, repo, signal, number, count }) }),
  });
  return {
    ...between,
    stepOf: ({ sha, parent }) => readStep(api, { owner, repo, signal, clone, head: sha, base: parent ?? sha }),
    ...(await readSurroundings(api, name, facts, between.commits)),
    headSha: facts.headSha,
    baseTip: treeAt(api, { owner, repo, sha: facts.baseSha, signal }, { contents: facts.baseContents }),
  };
}

/** What is known of a pull request beside its trees: all that an edit of its text can change. */
export async function readSurroundings(
  api: GitHubApi,
  name: RepositoryName & { readonly signal?: AbortSignal | undefined },
  facts: PullRequestFacts,
  commits: readonly Commit[],
): Promise<Surroundings> {
  return {
    repository: `${name.owner}/${name.repo}`,
    request: facts.request,
    branch: facts.headBranch,
    isPrivate: facts.isPrivate,
    history: facts.history,
    ...(facts.defaultBranch !== undefined && { defaultBranch: facts.defaultBranch }),
    inherited: await readInherited(api, name, facts, commits),
    people: peopleOf(api, name.signal),
  };
}

type Surroundings = Pick<
  Differential,
  "repository" | "request" | "branch" | "history" | "isPrivate" | "defaultBranch" | "inherited" | "people"
>;

/** Reads what a merge queue is about to put on a branch. There is no request: its author has been asked on the pull request. */
export async function readMergeGroup(
  api: GitHubApi,
  name: RepositoryName &
    ReadingOptions & {
      readonly headSha: string;
      readonly baseSha: string;
      readonly branch?: string | undefined;
    },
): Promise<GitHubDifferential> {
  const { owner, repo, headSha, baseSha, branch, signal, clone } = name;
  const between = await readBetween(api, { owner, repo, signal, clone, base: baseSha, head: headSha });
  return {
    ...between,
    repository: `${owner}/${repo}`,
    headSha,
    ...(branch !== undefined && { branch }),
    baseTip: treeAt(api, { owner, repo, sha: baseSha, signal }),
  };
}

/** Reads what a push has brought to a branch, and which merged requests brought it. */
export async function readPushed(
  api: GitHubApi,
  name: RepositoryName & {
    readonly headSha: string;
    readonly before: string;
    readonly branch: string;
    readonly isForced: boolean;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<GitHubDifferential> {
  const { before, ...place } = name;
  const differential = await readMergeGroup(api, { ...place, baseSha: before });
  return { ...differential, push: await readPush(api, { ...name, commits: differential.commits }) };
}

interface Range extends RepositoryName, ReadingOptions {
  readonly base: string;
  readonly head: string;
  /** Reads the files from elsewhere, where `compare` cannot list them all. */
  readonly list?: () => Promise<Comparison["files"]>;
  /** Changed files in all, where that is known. */
  readonly count?: number;
  /** Files of the base branch's tip that are known already. */
  readonly tip?: { readonly sha: string; readonly contents: ReadonlyMap<string, FileContent> };
}

interface Between {
  readonly base: Tree & { readonly sha: string };
  readonly head: Tree & { readonly sha: string };
  readonly files: readonly ChangedFile[];
  readonly filesBeyond?: string;
  readonly treeBeyond?: string;
  readonly commits: readonly Commit[];
  readonly behindBy: number;
}

/** Few files come through the API; many, or an unknown number that turns out to be many, from a clone. */
async function readBetween(api: GitHubApi, range: Range): Promise<Between> {
  const { clone, count, head, signal } = range;
  if (clone === undefined || (count !== undefined && count <= filesThroughApi)) return readListed(api, range);
  const comparison = await compare(api, range);
  if (comparison.files.length <= filesThroughApi) return readListed(api, range, comparison);
  const cloned = await clone.between({ base: comparison.mergeBase, head, signal });
  if ("files" in cloned) return { ...cloned, commits: comparison.commits, behindBy: comparison.behindBy };
  const { clone: _broken, ...others } = range;
  const between = await readListed(api, others, comparison);
  if (between.filesBeyond === undefined) return between;
  return { ...between, filesBeyond: `${between.filesBeyond}, and cloning failed (${cloned.failure})` };
}

async function readListed(api: GitHubApi, range: Range, known?: Comparison): Promise<Between> {
  const { owner, repo, signal, clone } = range;
  const blobs: KnownBlobs = new Map();
  const head = treeAt(api, { owner, repo, sha: range.head, signal }, { blobs, clone });
  const [comparison, listed, atHead] = await Promise.all([
    known ?? compare(api, range),
    range.list?.(),
    head.listing(),
  ]);
  const rows = listed ?? comparison.files;
  const kindAtHead = (path: string): EntryKind | undefined => atHead.byPath.get(path)?.kind;
  const contents = range.tip?.sha === comparison.mergeBase ? range.tip.contents : new Map<string, FileContent>();
  const base = treeAt(api, { owner, repo, sha: comparison.mergeBase, signal }, { contents, blobs, clone });
  const files = rows.flatMap((row) => toChangedFile(row, kindAtHead) ?? []);
  return {
    head,
    base,
    commits: comparison.commits,
    behindBy: comparison.behindBy,
    ...(await completed(files, { base, atHead, rows: rows.length, count: range.count })),
    ...(atHead.isComplete ? {} : { treeBeyond: `GitHub lists ${atHead.entries.length} entries of this tree, not all` }),
  };
}

/** What one commit changes: a comparison with the commit before it. */
async function readStep(api: GitHubApi, range: Range): Promise<CommitStep> {
  const { base, head, files, filesBeyond } = await readBetween(api, range);
  if (filesBeyond !== undefined) throw new Error(filesBeyond);
  return { before: base, after: head, files };
}

interface Listed {
  readonly base: GitHubTree;
  readonly atHead: Listing;
  /** How many files GitHub listed, and how many there are where that is known. */
  readonly rows: number;
  readonly count: number | undefined;
}

/** GitHub's lists end somewhere, and its count may be of yesterday: then the trees tell. What lies beyond is said, never taken for sound. */
async function completed(
  files: readonly ChangedFile[],
  { base, atHead, rows, count }: Listed,
): Promise<Pick<Between, "files" | "filesBeyond">> {
  const isCut = count === undefined ? rows >= comparedFiles : count > rows;
  if (!isCut) return { files };
  if (count !== undefined && count > listedFiles) return { files, filesBeyond: cut(count - rows, count) };

  const atBase = await base.listing();
  if (!atBase.isComplete || !atHead.isComplete) {
    return { files, filesBeyond: count === undefined ? "GitHub does not list them all" : cut(count - rows, count) };
  }
  const known = new Set(
    files.flatMap((file) => (file.previousPath === undefined ? [file.path] : [file.path, file.previousPath])),
  );
  const others = differenceOf(atBase, atHead).filter((file) => !known.has(file.path));
  const all = [...files, ...others];
  if (all.length <= listedFiles) return { files: all };
  return { files: all.slice(0, listedFiles), filesBeyond: cut(all.length - listedFiles, all.length) };
}

function cut(left: number, count: number): string {
  return `${left} of ${count} files: GitHub lists the first ${count - left}`;
}
