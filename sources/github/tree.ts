/** The tree of one commit on GitHub, lazy: nothing is asked twice within a review. */

import { contentLimit } from "../../core/decode.ts";
import type { FileContent, Tree, TreeEntry } from "../../core/differential.ts";
import type { RepositoryClone } from "../clone.ts";
import type { GitHubApi } from "./api.ts";
import { readBlobs } from "./blobs.ts";
import type { WantedFile } from "./blobs.ts";
import { listTree } from "./listing.ts";
import type { Listing, TreeName } from "./listing.ts";

/** Contents by blob id, shared by the trees of one review: a file that is the same at base and head is read once. */
export type KnownBlobs = Map<string, FileContent>;

export interface GitHubTree extends Tree {
  readonly sha: string;
  /** The whole listing, with the word whether GitHub cut it. */
  listing(): Promise<Listing>;
}

/** What a tree is told beforehand, and where it may read many files at once. */
export interface KnownContents {
  readonly contents?: ReadonlyMap<string, FileContent>;
  readonly blobs?: KnownBlobs;
  readonly clone?: RepositoryClone | undefined;
}

/** Reads of more files than this come from the clone, if there is one: git brings any number in one answer. */
export const filesThroughApi = 100;

/** In bytes, for one tree of one review: more than any change that people make, less than what ends the process. */
const bytesAtMost = 100_000_000;
const rawReadsAtMost = 300;

export function treeAt(api: GitHubApi, name: TreeName, known: KnownContents = {}): GitHubTree {
  const contents = new Map<string, Promise<FileContent>>();
  for (const [path, content] of known.contents ?? []) contents.set(path, Promise.resolve(content));
  const blobs = known.blobs ?? new Map<string, FileContent>();
  const raw = { left: rawReadsAtMost };
  let bytesLeft = bytesAtMost;
  let listed: Promise<Listing> | undefined;
  let arrived: Listing | undefined;
  let batch: { readonly wanted: WantedFile[]; readonly answer: Promise<ReadonlyMap<string, FileContent>> } | undefined;

  async function listing(): Promise<Listing> {
    listed ??= listTree(api, name).catch((error: unknown) => {
      listed = undefined;
      throw error;
    });
    arrived = await listed;
    return arrived;
  }

  /** What the listing (where it is there already) and the blobs of the other tree tell without a call. */
  function foretold(path: string): FileContent | undefined {
    const entry = arrived?.byPath.get(path);
    if (entry === undefined) return arrived?.isComplete === true ? { kind: "missing" } : undefined;
    if (entry.kind !== "file") return { kind: entry.kind };
    if (entry.size !== undefined && entry.size > contentLimit) return { kind: "too-large", bytes: entry.size };
    return (entry.id === undefined ? undefined : blobs.get(entry.id)) ?? unaffordable(entry);
  }

  function unaffordable({ size = 0 }: TreeEntry): FileContent | undefined {
    if (size > bytesLeft) return { kind: "unreadable", reason: `lies beyond the first ${bytesAtMost / 1e6} MB` };
    bytesLeft -= size;
    return undefined;
  }

  /** Checks ask side by side, each for its own few files: what is asked in one turn of the event loop goes out as one. */
  function readSoon(paths: readonly string[]): Promise<ReadonlyMap<string, FileContent>> {
    if (!batch) {
      const wanted: WantedFile[] = [];
      const answer = new Promise((resolve) => setImmediate(resolve)).then(() => {
        batch = undefined;
        return readMany(wanted);
      });
      batch = { wanted, answer };
    }
    batch.wanted.push(...paths.map((path) => ({ path, ...sizeOf(arrived?.byPath.get(path)) })));
    return batch.answer;
  }

  function readAll(paths: readonly string[]): void {
    const answer = readSoon(paths);
    for (const path of paths) {
      const content = answer.then((all) => all.get(path) ?? { kind: "missing" as const });
      contents.set(path, content);
      content.then(
        (found) => found.kind === "text" && found.id !== undefined && blobs.set(found.id, found),
        () => contents.delete(path),
      );
    }
  }

  async function readMany(wanted: readonly WantedFile[]): Promise<ReadonlyMap<string, FileContent>> {
    const { clone } = known;
    if (clone !== undefined && wanted.length > filesThroughApi) {
      const paths = wanted.map(({ path }) => path);
      const answer = await clone.read(name.sha, paths, name.signal);
      if ("contents" in answer) return answer.contents;
    }
    return readBlobs(api, name, wanted, raw);
  }

  return {
    sha: name.sha,
    listing,
    async list(directory) {
      const { entries } = await listing();
      const prefix = directory === "" ? "" : `${directory.replace(/\/+$/, "")}/`;
      return prefix === "" ? entries : entries.filter((entry) => entry.path.startsWith(prefix));
    },
    async read(paths) {
      const missing: string[] = [];
      for (const path of new Set(paths)) {
        if (contents.has(path)) continue;
        const content = foretold(path);
        if (content === undefined) missing.push(path);
        else contents.set(path, Promise.resolve(content));
      }
      if (missing.length > 0) readAll(missing);
      const unknown: FileContent = { kind: "missing" };
      return new Map(
        await Promise.all(paths.map(async (path) => [path, (await contents.get(path)) ?? unknown] as const)),
      );
    },
  };
}

function sizeOf(entry: TreeEntry | undefined): { readonly size?: number } {
  return entry?.size === undefined ? {} : { size: entry.size };
}
