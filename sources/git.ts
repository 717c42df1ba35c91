/** A differential of any local git repository: `base...head` from the merge base, read with git itself. */

import type { ChangedFile, ChangeRequest, Commit, CommitStep, Differential, Tree } from "../core/differential.ts";
import { readObjects } from "./git/objects.ts";
import { differenceFlags, readDifference } from "./git/patch.ts";
import { readInherited } from "./git/inherited.ts";
import { askGit, GitError, runGit, streamGit } from "./git/process.ts";
import type { GitOptions } from "./git/process.ts";
import { branchNamed, defaultBase, findRepository, mergeBase, resolveCommit, trunkOf } from "./git/repository.ts";
import type { NamedCommit, Repository } from "./git/repository.ts";
import { openGitTree } from "./git/tree.ts";
import { changesInWorkTree, hasUncommittedChanges, openWorkTree } from "./git/work-tree.ts";

export { GitError };

/** As `head`: `HEAD` with everything that is not committed yet. */
export const workTree = "WORKTREE";

export interface GitDifferentialOptions {
  /** Any folder of the repository, or a bare repository. */
  readonly directory: string;
  /** Default: upstream, the remote's default branch, main or master. */
  readonly base?: string | undefined;
  /** Default: `HEAD`. */
  readonly head?: string | undefined;
  readonly request?: ChangeRequest | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface GitDifferential extends Differential {
  /** The base as it was named or found, before going back to the merge base. */
  readonly baseTip: NamedCommit;
  /** The tree at `baseTip`: rules are read here. */
  readonly baseTipTree: Tree;
  /** Top folder of the repository; its git folder, if bare. */
  readonly directory: string;
  /** Changes in the work tree that this differential leaves out. */
  readonly leavesOutUncommitted: boolean;
}

/** Most commits that are read, the newest ones. */
const commitLimit = 1_000;

/** @throws GitError naming what is missing: no repository, no such commit, nothing to compare with, no merge base. */
export async function openGitDifferential(options: GitDifferentialOptions): Promise<GitDifferential> {
  const repository = await findRepository({ directory: options.directory, signal: options.signal });
  const readsWorkTree = options.head === workTree;
  if (readsWorkTree && repository.isBare) throw new GitError("a bare repository has no work tree to review");

  const headName = readsWorkTree ? "HEAD" : (options.head ?? "HEAD");
  const head = await resolveCommit(repository, headName);
  const branch = await branchNamed(repository, headName);
  const base = await (options.base === undefined
    ? defaultBase(repository, branch)
    : resolveCommit(repository, options.base));
  const fork = await mergeBase(repository, base, head);

  const [files, commits, history, leavesOutUncommitted, behindBy, defaultBranch] = await Promise.all([
    readsWorkTree ? changesInWorkTree(fork, repository) : changesBetween(repository, fork, head.sha),
    commitsBetween(repository, fork, head.sha),
    newestSubjects(repository, fork),
    !readsWorkTree && headName === "HEAD" && !repository.isBare && hasUncommittedChanges(repository),
    countCommits(repository, head.sha, base.sha),
    trunkOf(repository),
  ]);
  const inherited = await readInherited(repository, base.sha, [options.request?.body ?? "", ...messagesOf(commits)]);
  return {
    repository: repository.name,
    directory: repository.directory,
    base: openGitTree(fork, repository),
    head: readsWorkTree ? openWorkTree(repository) : openGitTree(head.sha, repository),
    baseTip: base,
    baseTipTree: openGitTree(base.sha, repository),
    files,
    commits,
    stepOf: (commit) => stepOf(repository, commit),
    history,
    behindBy,
    inherited,
    ...(defaultBranch !== undefined && { defaultBranch }),
    leavesOutUncommitted,
    ...(options.request && { request: options.request }),
    ...(branch !== undefined && { branch }),
  };
}

/** What differs between two commits that are here, with their blobs. */
export async function changesBetween(options: GitOptions, base: string, head: string): Promise<readonly ChangedFile[]> {
  const reader = readDifference();
  await streamGit(["diff-tree", "-r", ...differenceFlags, base, head, "--"], options, reader.take);
  return reader.end();
}

/** As many as show how commits are written here; none where there is no history to read. */
async function newestSubjects(repository: Repository, tip: string): Promise<readonly string[]> {
  const { output } = await runGit(
    ["log", "-z", "--max-count=20", "--encoding=UTF-8", "--no-color", "--format=tformat:%s", tip, "--"],
    repository,
  );
  return output.toString("utf8").split("\0").filter(Boolean);
}

/** Oldest first, as GitHub lists them. */
export async function commitsBetween(repository: Repository, base: string, head: string): Promise<readonly Commit[]> {
  const { output } = await runGit(
    [
      "log",
      "-z",
      "--reverse",
      `--max-count=${commitLimit}`,
      "--encoding=UTF-8",
      "--no-color",
      `--format=tformat:${commitFormat}`,
      `${base}..${head}`,
      "--",
    ],
    repository,
  );
  return output
    .toString("utf8")
    .split("\0")
    .filter((record) => record !== "")
    .map(readCommit);
}

/** A commit on lines, as `readCommit` takes it. */
export const commitFormat = "%H%n%P%n%an%n%ae%n%cI%n%B";

export function readCommit(record: string): Commit {
  const [sha = "", parents = "", name = "", email = "", at = "", ...message] = record.split("\n");
  return {
    sha,
    message: message.join("\n").trimEnd(),
    isMerge: parents.includes(" "),
    ...(parents === "" ? {} : { parent: parents.split(" ")[0] ?? "" }),
    author: { name, email },
    at,
  };
}

async function stepOf(repository: Repository, { sha, parent }: Commit): Promise<CommitStep> {
  if (parent === undefined) throw new GitError("it is the first of its history");
  const files = await changesBetween(repository, parent, sha);
  return { before: openGitTree(parent, repository), after: openGitTree(sha, repository), files };
}

function messagesOf(commits: readonly Commit[]): readonly string[] {
  return commits.map(({ message }) => message);
}

/** Commits of `tip` that `from` does not have. */
async function countCommits(repository: Repository, from: string, tip: string): Promise<number> {
  return Number(await askGit(["rev-list", "--count", `${from}..${tip}`, "--"], repository));
}

/** Versions of a file that a branch has had, newest first, at most `limit`; versions without it are left out. */
export async function* previousVersions(
  directory: string,
  ref: string,
  path: string,
  limit = 10,
): AsyncGenerator<{ readonly sha: string; readonly text: string }> {
  const repository = await findRepository({ directory });
  const { sha: tip } = await resolveCommit(repository, ref);
  const { output } = await runGit(
    ["log", "-z", "--format=tformat:%H", `--max-count=${limit}`, tip, "--", path],
    repository,
  );
  for (const sha of output.toString("utf8").split("\0").filter(Boolean)) {
    const [content] = await readObjects([`${sha}:${path}`], repository);
    if (content?.kind === "text") yield { sha, text: content.text };
  }
}
