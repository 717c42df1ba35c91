/** Brings commits and blobs into a bare clone: each in one fetch, whatever their number. */

import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { GitError, runGit, streamGit } from "../git/process.ts";
import { localEnvironment, remoteEnvironment } from "./remote.ts";
import type { Remote } from "./remote.ts";
import { packsOf } from "./shelf.ts";

export interface FetchOptions {
  readonly folder: string;
  readonly remote: Remote;
  /** Bytes that one fetch may bring. */
  readonly most: number;
  readonly signal?: AbortSignal | undefined;
}

const flags = [
  "--quiet",
  "--no-tags",
  "--no-write-fetch-head",
  "--no-auto-maintenance",
  "--recurse-submodules=no",
  "--filter=blob:none",
];

/** An empty bare repository without hooks, description or remote. */
export async function createRepository(folder: string, signal: AbortSignal | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await runGit(["init", "--quiet", "--bare", "--template=", "."], {
    directory: folder,
    signal,
    environment: localEnvironment,
  });
}

/** Commits with their trees and without their history; what earlier commits share with them is not sent again. */
export async function fetchCommits(shas: readonly string[], options: FetchOptions): Promise<void> {
  await removeLeftovers(options.folder);
  const wanted = shas.map((sha) => `+${sha}:refs/kept/${sha}`);
  await fetch(["--depth=1", "origin", ...wanted], options);
}

/** Blobs by their ids, all in one answer. Without negotiation: the server need not know what else is here. */
export async function fetchBlobs(ids: readonly string[], options: FetchOptions): Promise<void> {
  await fetch(["--stdin", "origin"], options, { input: ids.map((id) => `${id}\n`).join(""), isBlobs: true });
}

async function fetch(
  args: readonly string[],
  { folder, remote, most, signal }: FetchOptions,
  { input, isBlobs = false }: { readonly input?: string; readonly isBlobs?: boolean } = {},
): Promise<void> {
  const before = (await packsOf(folder)).bytes;
  const tooMuch = new AbortController();
  async function weigh(): Promise<void> {
    const { bytes } = await packsOf(folder);
    if (bytes - before > most) tooMuch.abort(new GitError(`a fetch brings more than ${most / 1e6} MB`));
  }
  const timer = setInterval(() => void weigh(), 250);
  const negotiation = isBlobs ? ["-c", "fetch.negotiationAlgorithm=noop"] : [];
  try {
    await streamGit(
      [...negotiation, "fetch", ...flags, ...args],
      {
        directory: folder,
        environment: remoteEnvironment(remote),
        killSignal: "SIGTERM",
        signal: signal === undefined ? tooMuch.signal : AbortSignal.any([signal, tooMuch.signal]),
        ...(input !== undefined && { input }),
      },
      () => undefined,
    );
  } finally {
    clearInterval(timer);
  }
  await weigh();
  tooMuch.signal.throwIfAborted();
}

/** Lock files and half packs of a git that was killed. Whoever calls holds the repository's own lock. */
async function removeLeftovers(folder: string): Promise<void> {
  const places = ["", "refs/kept", "objects/pack"];
  for (const place of places) {
    const found = await readdir(join(folder, place)).catch(() => []);
    const left = found.filter((name) => name.endsWith(".lock") || name.startsWith("tmp_"));
    for (const name of left) await rm(join(folder, place, name), { force: true });
  }
}

/** Of these objects, those that the clone lacks. */
export async function missingObjects(
  ids: readonly string[],
  folder: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const { output } = await runGit(["cat-file", "--batch-check"], {
    directory: folder,
    signal,
    environment: localEnvironment,
    input: ids.map((id) => `${id}\n`).join(""),
  });
  const lines = output.toString("latin1").split("\n");
  return ids.filter((_, index) => lines[index]?.endsWith(" missing") === true);
}
