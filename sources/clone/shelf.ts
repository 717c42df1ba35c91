/** Where clones lie on disk: one folder per repository and installation, bounded in bytes, the longest unused out first. */

import { createHash } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lock, tryLock } from "./lock.ts";
import type { Release } from "./lock.ts";

export interface CloneName {
  /** Clones are never shared between installations, not even of one repository. */
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
}

export interface Shelf {
  /** The repository's folder; it need not exist. */
  folderOf(name: CloneName): string;
  lock(folder: string, signal?: AbortSignal): Promise<Release>;
  /** Notes that somebody reads the folder: it is not taken away for the next ten minutes. */
  use(folder: string): Promise<void>;
  /** Takes the folder away. The caller holds its lock, or nobody can. */
  discard(folder: string): Promise<void>;
  /** Makes room after a clone has grown. */
  tidy(): Promise<void>;
}

/** Milliseconds; a review lasts less. */
const inUseFor = 600_000;
const usedFile = "plumbline-used";

/** @param quota bytes of all clones together. */
export function openShelf(directory: string, quota: number): Shelf {
  const repositories = join(directory, "repositories");
  const locks = join(directory, "locks");
  const discarded = join(directory, "discarded");
  const ready = prepare([repositories, locks, discarded]);

  async function discard(folder: string): Promise<void> {
    const aside = join(discarded, `${process.pid}-${Date.now()}-${nameIn(folder)}`);
    // Moved first: nobody ever sees half a repository.
    await rename(folder, aside).catch(() => undefined);
    await rm(aside, { recursive: true, force: true });
  }

  return {
    folderOf({ installation, owner, repo }) {
      const identity = JSON.stringify([installation, owner.toLowerCase(), repo.toLowerCase()]);
      // Names from outside never become names of files.
      return join(repositories, `${createHash("sha256").update(identity).digest("hex").slice(0, 32)}.git`);
    },
    async lock(folder, signal) {
      await ready;
      return lock(join(locks, nameIn(folder)), signal);
    },
    async use(folder) {
      const file = join(folder, usedFile);
      await utimes(file, new Date(), new Date()).catch(() => writeFile(file, "", { mode: 0o600 }));
    },
    discard,
    async tidy() {
      const clones = await Promise.all((await names(repositories)).map((name) => weigh(join(repositories, name))));
      let bytes = clones.reduce((sum, clone) => sum + clone.bytes, 0);
      for (const { folder, bytes: weight, used } of clones.toSorted((one, other) => one.used - other.used)) {
        if (bytes <= quota || Date.now() - used < inUseFor) return;
        const release = await tryLock(join(locks, nameIn(folder)));
        if (release === undefined) continue;
        await discard(folder).finally(release);
        bytes -= weight;
      }
    },
  };
}

/** What a process that died had begun to take away goes now. */
async function prepare([repositories = "", locks = "", discarded = ""]: readonly string[]): Promise<void> {
  for (const folder of [repositories, locks, discarded]) await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await names(discarded)) await rm(join(discarded, name), { recursive: true, force: true });
}

interface Clone {
  readonly folder: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly used: number;
}

async function weigh(folder: string): Promise<Clone> {
  const used = await stat(join(folder, usedFile)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  return { folder, used, bytes: (await packsOf(folder)).bytes };
}

/** Files of a clone's packs, also those still being written, and their bytes. */
export async function packsOf(folder: string): Promise<{ readonly files: number; readonly bytes: number }> {
  const packs = join(folder, "objects", "pack");
  const found = await names(packs);
  const sizes = await Promise.all(
    found.map((name) =>
      stat(join(packs, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return {
    files: found.filter((name) => name.endsWith(".pack")).length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

async function names(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

function nameIn(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1);
}
