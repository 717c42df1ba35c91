/** Files and folders as they lie on disk, git or not: everything is new, nothing was there before. */

import { lstat, readdir, realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { ChangedFile, Differential, Tree, TreeEntry } from "../core/differential.ts";
import { readFiles, systemCode } from "./disk.ts";
import { sortedByPath } from "./listing.ts";
import { ignoredBelow } from "./git/ignored.ts";
import { emptyTree } from "./memory.ts";

export interface FolderOptions {
  /** Paths are relative to it. */
  readonly directory: string;
  /** Files and folders; none = the whole directory. Of folders, what git ignores is left out. */
  readonly paths?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

export interface FolderDifferential extends Differential {
  /** The folder that all paths of the differential are relative to: configuration is taken from here. */
  readonly directory: string;
}

/** A path on the command line that cannot be read. */
export class FolderError extends Error {
  override readonly name = "FolderError";
}

/** Folders that tools keep for themselves; nobody wrote what lies in them for others to read. */
const toolFolders: ReadonlySet<string> = new Set([
  ".cache",
  ".direnv",
  ".git",
  ".hg",
  ".idea",
  ".jj",
  ".pytest_cache",
  ".svn",
  ".terraform",
  ".terragrunt-cache",
  ".tox",
  ".venv",
  ".yarn",
  "__pycache__",
  "node_modules",
]);

const fileLimit = 200_000;

/** @throws FolderError when a path is not there, or the folder holds more than 200,000 files. */
export async function openFolder(options: FolderOptions): Promise<FolderDifferential> {
  const asked = options.paths?.length ? options.paths : ["."];
  const places = await Promise.all(asked.map((path) => placeOf(options.directory, path)));
  const root = await rootOf(options.directory, places);

  const entries = new Map<string, TreeEntry>();
  for (const place of places) {
    const path = relative(root, place.location).split(sep).join("/");
    const found = place.isFolder ? await listWritten(root, path, options.signal) : [await entryOf(root, path)];
    for (const entry of found) entries.set(entry.path, entry);
  }
  const files = sortedByPath([...entries.values()]).map((entry): ChangedFile => ({
    path: entry.path,
    status: "added",
    kind: entry.kind,
    additions: 0,
    deletions: 0,
  }));
  const head = openDirectory(root, options.signal);
  return {
    repository: basename(root),
    directory: root,
    base: emptyTree,
    head,
    trusted: head,
    files,
    commits: [],
  };
}

interface AskedPlace {
  readonly location: string;
  readonly isFolder: boolean;
}

async function placeOf(directory: string, path: string): Promise<AskedPlace> {
  try {
    const location = resolve(directory, path);
    // A folder may be named through a link; a file that is a link is reported as one.
    const isFolder = await lstat(await realpath(location)).then((status) => status.isDirectory());
    if (isFolder) return { location: await realpath(location), isFolder };
    return { location: join(await realpath(dirname(location)), basename(location)), isFolder };
  } catch (error) {
    throw new FolderError(`cannot read \`${path}\`: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = systemCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return "no such file or folder";
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  if (code === "ELOOP") return "its links go in a circle";
  return String(error);
}

/** One folder is its own root; otherwise the directory, or the nearest folder that holds everything asked for. */
async function rootOf(directory: string, places: readonly AskedPlace[]): Promise<string> {
  const [only, ...others] = places;
  if (only?.isFolder === true && others.length === 0) return only.location;
  let root = await realpath(directory);
  while (!places.every((place) => isWithin(place.location, root))) root = dirname(root);
  return root;
}

function isWithin(location: string, root: string): boolean {
  return location === root || location.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
}

async function entryOf(root: string, path: string): Promise<TreeEntry> {
  const status = await lstat(join(root, path));
  return { path, kind: status.isSymbolicLink() ? "symlink" : "file", size: status.size };
}

function openDirectory(root: string, signal: AbortSignal | undefined): Tree {
  return {
    list: (directory) => listFolder(root, directory, signal).catch(() => []),
    read: (paths) => readFiles(root, paths),
  };
}

/** What somebody wrote: everything below a folder but what git ignores. A file that is named counts in any case. */
async function listWritten(
  root: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<readonly TreeEntry[]> {
  const [entries, isIgnored] = await Promise.all([
    listFolder(root, folder, signal),
    ignoredBelow({ directory: join(root, folder), signal }),
  ]);
  const prefix = folder === "" ? 0 : folder.length + 1;
  return entries.filter((entry) => !isIgnored(entry.path.slice(prefix)));
}

/** Everything below a folder (path relative to the root), links not followed, sorted. */
async function listFolder(
  root: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<readonly TreeEntry[]> {
  const entries: TreeEntry[] = [];
  const waiting = [folder === "." ? "" : folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    signal?.throwIfAborted();
    for (const item of await readdir(join(root, next), { withFileTypes: true })) {
      const path = next === "" ? item.name : `${next}/${item.name}`;
      if (item.isDirectory()) {
        if (!toolFolders.has(item.name)) waiting.push(path);
      } else if (item.isFile() || item.isSymbolicLink()) {
        entries.push({ path, kind: item.isSymbolicLink() ? "symlink" : "file" });
      }
    }
    if (entries.length > fileLimit) {
      throw new FolderError(
        `\`${root}\` holds more than ${fileLimit.toLocaleString("en")} files; name the folders to check`,
      );
    }
  }
  return sortedByPath(entries);
}
