/** A local repository and the commits that names in it stand for; errors say what was tried and what to do. */

import { basename, dirname } from "node:path";
import { askGit, GitError, runGit } from "./process.ts";
import type { GitOptions } from "./process.ts";

export interface Repository extends GitOptions {
  /** Folder's name, without `.git`. */
  readonly name: string;
  readonly isBare: boolean;
  /** History is cut off somewhere: a merge base may lie beyond. */
  readonly isShallow: boolean;
}

export interface NamedCommit {
  readonly name: string;
  readonly sha: string;
}

/** Finds the repository that a folder is in. `directory` of the answer is its top (its git folder, if bare). */
export async function findRepository(options: GitOptions): Promise<Repository> {
  const { code, output } = await runGit(
    ["rev-parse", "--is-bare-repository", "--is-shallow-repository", "--is-inside-work-tree", "--absolute-git-dir"],
    { ...options, accept: [128] },
  );
  const [bare, shallow, inside, gitDirectory = ""] = output.toString("utf8").split("\n");
  if (code !== 0) {
    // Asked again for its words: a repository of another user is told apart from no repository at all.
    await askGit(["rev-parse", "--git-dir"], options).catch((error: unknown) => {
      if (error instanceof GitError && !error.message.includes("not a git repository")) throw error;
    });
    throw new GitError(`\`${options.directory}\` is not in a git repository`);
  }
  const isBare = bare === "true" || inside !== "true";
  const top = isBare ? gitDirectory : await askGit(["rev-parse", "--show-toplevel"], options);
  return {
    directory: top,
    signal: options.signal,
    name: basename(basename(top) === ".git" ? dirname(top) : top).replace(/\.git$/, ""),
    isBare,
    isShallow: shallow === "true",
  };
}

/** The commit that a name stands for; `undefined` when there is none. */
export async function findCommit(repository: Repository, name: string): Promise<string | undefined> {
  // A name that starts with a dash would be an option; one with a control character cannot be a name.
  if (name === "" || name.startsWith("-") || hasControlCharacter(name)) return undefined;
  const { code, output } = await runGit(["rev-parse", "--verify", "--quiet", `${name}^{commit}`], {
    ...repository,
    accept: [1, 128],
  });
  return code === 0 ? output.toString("utf8").trim() : undefined;
}

function hasControlCharacter(name: string): boolean {
  return /[\u0000-\u001f\u007f]/.test(name);
}

export async function resolveCommit(repository: Repository, name: string): Promise<NamedCommit> {
  const sha = await findCommit(repository, name);
  if (sha === undefined) throw new GitError(`there is no commit named \`${JSON.stringify(name).slice(1, -1)}\` here`);
  return { name, sha };
}

/** Name of the branch that is checked out; `undefined` on a detached head. */
export async function currentBranch(repository: Repository): Promise<string | undefined> {
  const { code, output } = await runGit(["symbolic-ref", "--quiet", "--short", "HEAD"], { ...repository, accept: [1] });
  return code === 0 ? output.toString("utf8").trim() : undefined;
}

/** The branch that a head is, if it is one. */
export async function branchNamed(repository: Repository, head: string): Promise<string | undefined> {
  if (head === "HEAD") return currentBranch(repository);
  const remote = await findCommit(repository, `refs/remotes/${head}`);
  if (remote !== undefined) return head.slice(head.indexOf("/") + 1);
  const local = await findCommit(repository, `refs/heads/${head}`);
  return local === undefined ? undefined : head;
}

/**
 * What a change is compared with when nobody says: the upstream that the branch was cut from (unless it is the same
 * branch on the server), else the remote's default branch, else main or master.
 */
export async function defaultBase(repository: Repository, branch: string | undefined): Promise<NamedCommit> {
  const candidates = [
    ...(branch === undefined ? [] : await upstreamOf(repository, branch)),
    "origin/HEAD",
    "origin/main",
    "origin/master",
    "main",
    "master",
  ].filter((name) => name !== branch);
  for (const name of new Set(candidates)) {
    const sha = await findCommit(repository, name);
    if (sha !== undefined) return { name: name === "origin/HEAD" ? await remoteDefault(repository) : name, sha };
  }
  const tried = candidates.map((name) => `\`${name}\``).join(", ");
  throw new GitError(`no branch to compare with: tried ${tried}; name one with --base`);
}

async function upstreamOf(repository: Repository, branch: string): Promise<readonly string[]> {
  const upstream = await askGit(["for-each-ref", "--format=%(upstream:short)", `refs/heads/${branch}`], repository);
  const isSameBranch = upstream.slice(upstream.indexOf("/") + 1) === branch && !isTrunk(branch);
  return upstream === "" || isSameBranch ? [] : [upstream];
}

function isTrunk(branch: string): boolean {
  return branch === "main" || branch === "master";
}

/** The default branch as the remote has it; `undefined` where this clone was never told. */
export async function trunkOf(repository: Repository): Promise<string | undefined> {
  const name = await remoteDefault(repository);
  return name === "origin/HEAD" ? undefined : name.replace(/^origin\//, "");
}

async function remoteDefault(repository: Repository): Promise<string> {
  const { code, output } = await runGit(["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"], {
    ...repository,
    accept: [1],
  });
  return code === 0 ? output.toString("utf8").trim() : "origin/HEAD";
}

/** The commit where head left base. */
export async function mergeBase(repository: Repository, base: NamedCommit, head: NamedCommit): Promise<string> {
  const { code, output } = await runGit(["merge-base", base.sha, head.sha], { ...repository, accept: [1] });
  const sha = output.toString("utf8").split("\n")[0] ?? "";
  if (code === 0 && sha !== "") return sha;
  if (repository.isShallow) {
    throw new GitError(
      `this clone is shallow and does not hold the commit where \`${head.name}\` left \`${base.name}\`; run: git fetch --unshallow`,
    );
  }
  throw new GitError(`\`${base.name}\` and \`${head.name}\` share no history`);
}
