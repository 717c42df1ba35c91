/** Reads files of one folder from disk: never through a symlink, never outside the folder, a few at a time. */

import { constants } from "node:fs";
import { lstat, open, readlink, realpath } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import type { FileContent } from "../core/differential.ts";
import { contentLimit, decodeContent } from "../core/decode.ts";

const atOnce = 16;

/** Paths are relative to the folder, with `/`. One answer per path; nothing throws for one bad file. */
export async function readFiles(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, FileContent>> {
  const contents = new Map<string, FileContent>();
  const realRoot = await realpath(root);
  const parents = new Map<string, Promise<boolean>>();
  const queue = [...new Set(paths)];

  function isInside(directory: string): Promise<boolean> {
    const known = parents.get(directory);
    if (known) return known;
    const answer = realpath(join(realRoot, directory)).then(
      (real) => real === join(realRoot, directory),
      () => false,
    );
    parents.set(directory, answer);
    return answer;
  }

  async function readNext(): Promise<void> {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const isReadable = isPlainPath(path) && (await isInside(dirname(path)));
      contents.set(path, isReadable ? await readOne(join(realRoot, path)) : { kind: "missing" });
    }
  }

  await Promise.all(Array.from({ length: Math.min(atOnce, queue.length) }, readNext));
  return contents;
}

/** No `..`, nothing absolute, no NUL: what a check made out of a file's content must not lead outside. */
export function isPlainPath(path: string): boolean {
  if (path === "" || path.startsWith("/") || path.includes("\0")) return false;
  if (sep === "\\" && /^[a-z]:|\\/i.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

async function readOne(file: string): Promise<FileContent> {
  try {
    const status = await lstat(file);
    if (status.isSymbolicLink()) return { kind: "symlink", target: await readlink(file) };
    if (status.isDirectory()) return { kind: "missing" };
    if (!status.isFile()) return { kind: "unreadable", reason: "not a regular file" };
    if (status.size > contentLimit) return { kind: "too-large", bytes: status.size };
    return decodeContent(await readRegularFile(file));
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
    if (code === "EACCES" || code === "EPERM") return { kind: "unreadable", reason: "permission denied" };
    return { kind: "unreadable", reason: String(error) };
  }
}

/** Opened so that neither a link nor a pipe that took the file's place meanwhile is followed. */
async function readRegularFile(file: string): Promise<Uint8Array> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** `ENOENT` and its like. Not `instanceof Error`: the error may be of another realm. */
export function systemCode(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
