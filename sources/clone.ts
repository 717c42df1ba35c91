/** Partial clones: what GitHub's API lists only in part, or file by file, git brings in two fetches. */

import type { ChangedFile, FileContent, Tree } from "../core/differential.ts";
import { createRepository, fetchBlobs, fetchCommits, missingObjects } from "./clone/fetch.ts";
import type { FetchOptions } from "./clone/fetch.ts";
import { localEnvironment } from "./clone/remote.ts";
import { isRefused, isTheirs, wordsFor } from "./clone/trouble.ts";
import { openShelf, packsOf } from "./clone/shelf.ts";
import type { CloneName, Shelf } from "./clone/shelf.ts";
import { changesBetween } from "./git.ts";
import { GitError, runGit } from "./git/process.ts";
import { openGitTree } from "./git/tree.ts";

export interface CloneOptions {
  /** A folder of ours alone. Repositories' content lies in it, readable for this user only. */
  readonly directory: string;
  /** Where repositories are cloned from, without final slash: `https://github.com`. */
  readonly serverUrl: string;
  /** An installation's token; `renewed` after one was refused. It is never kept. */
  readonly token: (installation: number, renewed: boolean) => Promise<string>;
  /** Bytes of all clones together. */
  readonly quota?: number;
  /** Told of what could not be cloned, in words without names or tokens. */
  readonly onFailure?: (reason: string) => void;
}

export interface Clones {
  of(name: CloneName): RepositoryClone;
}

/** Where git is missing, the server refuses, or something grows too large, the answer says so; only aborts and defects throw. */
export interface RepositoryClone {
  /** What differs between two commits, with exact lines, and both trees. Reading in the trees throws `GitError`. */
  between(range: CommitRange): Promise<CloneDifference | CloneFailure>;
  /** Files of one commit: what is not here yet is fetched in one go. */
  read(sha: string, paths: readonly string[], signal?: AbortSignal): Promise<ClonedFiles | CloneFailure>;
}

export interface CloneFailure {
  /** A few words without names, addresses or tokens. */
  readonly failure: string;
}

export interface ClonedFiles {
  readonly contents: ReadonlyMap<string, FileContent>;
}

export interface CommitRange {
  readonly base: string;
  readonly head: string;
  readonly signal?: AbortSignal | undefined;
}

export interface CloneDifference {
  readonly base: CommitTree;
  readonly head: CommitTree;
  readonly files: readonly ChangedFile[];
}

export type CommitTree = Tree & { readonly sha: string };

const defaultQuota = 5_000_000_000;
/** One repository may have this part of the quota, and one fetch half of that. */
const share = 0.25;
/** More packs than this make every look-up slow: the clone is begun anew. */
const packsAtMost = 200;

export function openClones({ directory, quota = defaultQuota, ...options }: CloneOptions): Clones {
  const shelf = openShelf(directory, quota);
  return { of: (name) => openClone(name, { ...options, shelf, share: quota * share }) };
}

interface CloneContext extends Pick<CloneOptions, "serverUrl" | "token" | "onFailure"> {
  readonly shelf: Shelf;
  /** Bytes. */
  readonly share: number;
}

function openClone(name: CloneName, { shelf, share, serverUrl, token, onFailure }: CloneContext): RepositoryClone {
  const folder = shelf.folderOf(name);
  const url = `${serverUrl}/${encodeURIComponent(name.owner)}/${encodeURIComponent(name.repo)}.git`;

  /** Runs a fetch with a token, and once more with a new one where it was refused. */
  async function withToken(
    signal: AbortSignal | undefined,
    run: (options: FetchOptions) => Promise<void>,
  ): Promise<void> {
    const once = async (renewed: boolean): Promise<void> =>
      run({ folder, signal, most: share / 2, remote: { url, token: await token(name.installation, renewed) } });
    await once(false).catch((error: unknown) => {
      if (!(error instanceof GitError) || !isRefused(error)) throw error;
      return once(true);
    });
  }

  async function haveCommits(shas: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    const release = await shelf.lock(folder, signal);
    try {
      await bringCommits(shas, signal).catch(async (error: unknown) => {
        // What is broken here is begun anew; what is wrong over there is not mended by that.
        if (!(error instanceof GitError) || isTheirs(error) || signal?.aborted === true) throw error;
        await shelf.discard(folder);
        await bringCommits(shas, signal);
      });
    } finally {
      await release();
    }
  }

  async function bringCommits(shas: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    const { files, bytes } = await packsOf(folder);
    if (files > packsAtMost || bytes > share) await shelf.discard(folder);
    await createRepository(folder, signal);
    await shelf.use(folder);
    const missing = await missingObjects([...new Set(shas)], folder, signal);
    if (missing.length === 0) return;
    await withToken(signal, (options) => fetchCommits(missing, options));
    await shelf.tidy();
  }

  async function haveBlobs(ids: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => /^[0-9a-f]{40,64}$/.test(id));
    if ((await missingObjects(wanted, folder, signal)).length === 0) return;
    const release = await shelf.lock(folder, signal);
    try {
      const missing = await missingObjects(wanted, folder, signal);
      if (missing.length === 0) return;
      await withToken(signal, (options) => fetchBlobs(missing, options));
      await shelf.tidy();
    } finally {
      await release();
    }
  }

  /** A clone that cannot be read is taken away, so that the next review begins a sound one. */
  async function reading<Answer>(signal: AbortSignal | undefined, read: () => Promise<Answer>): Promise<Answer> {
    try {
      await shelf.use(folder);
      return await read();
    } catch (error) {
      if (signal?.aborted === true || (error instanceof GitError && isTheirs(error))) throw error;
      await shelf.discard(folder);
      throw error instanceof GitError ? error : new GitError("the clone cannot be read", { cause: error });
    }
  }

  function treeAt(sha: string, signal: AbortSignal | undefined): CommitTree {
    const tree = openGitTree(sha, { directory: folder, signal, environment: localEnvironment });
    return {
      sha,
      list: (directory) => reading(signal, () => tree.list(directory)),
      read: (paths) =>
        reading(signal, async (): Promise<ReadonlyMap<string, FileContent>> => {
          const wanted = new Set(paths);
          const entries = await tree.list("");
          const ids = entries.flatMap(({ path, kind, id }) =>
            wanted.has(path) && kind !== "submodule" && id !== undefined ? [id] : [],
          );
          await haveBlobs(ids, signal);
          return tree.read(paths);
        }),
    };
  }

  async function attempt<Answer>(
    signal: AbortSignal | undefined,
    run: () => Promise<Answer>,
  ): Promise<Answer | CloneFailure> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof GitError) || signal?.aborted === true) throw error;
      const failure = wordsFor(error);
      onFailure?.(failure);
      return { failure };
    }
  }

  return {
    read: (sha, paths, signal) =>
      attempt(signal, async () => {
        await haveCommits([sha], signal);
        return { contents: await treeAt(sha, signal).read(paths) };
      }),
    between: ({ base, head, signal }) =>
      attempt(signal, async () => {
        await haveCommits([base, head], signal);
        const options = { directory: folder, signal, environment: localEnvironment };
        return reading(signal, async () => {
          await haveBlobs(await changedBlobs(base, head, options), signal);
          const files = await changesBetween(options, base, head);
          return { base: treeAt(base, signal), head: treeAt(head, signal), files };
        });
      }),
  };
}

interface ReadOptions {
  readonly directory: string;
  readonly signal: AbortSignal | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

/** Ids of both sides of every file that differs: known from the trees alone. */
async function changedBlobs(base: string, head: string, options: ReadOptions): Promise<readonly string[]> {
  const { output } = await runGit(
    ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", base, head],
    options,
  );
  const fields = output.toString("latin1").split("\0");
  // A record, then its path, and so on: a path may look like a record.
  return fields
    .filter((_, index) => index % 2 === 0)
    .flatMap((record) => {
      const [oldMode, newMode, oldId = "", newId = ""] = record.slice(1).split(" ");
      return [...(isBlob(oldMode) ? [oldId] : []), ...(isBlob(newMode) ? [newId] : [])];
    });
}

/** A file or a link; not the nothing before a new file, not a submodule. */
function isBlob(mode: string | undefined): boolean {
  return mode !== undefined && mode !== "000000" && mode !== "160000";
}
