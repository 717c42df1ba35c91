/** The folder on disk that one run sees as `/src` and `/opt/support`: fresh, readable to all, and gone afterwards. */

import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { placeForCopies } from "./copies.ts";
import type { SandboxLimits } from "./limits.ts";

export interface Workspace {
  readonly root: string;
  readonly source: string;
  readonly support: string;
  readonly remove: () => Promise<void>;
}

/** A name or an amount that no run is given. The message is for the report. */
export class RefusedFileError extends Error {
  override readonly name = "RefusedFileError";
}

export async function openWorkspace(
  files: ReadonlyMap<string, string>,
  support: ReadonlyMap<string, string>,
  limits: Pick<SandboxLimits, "files" | "fileBytes">,
): Promise<Workspace> {
  refuseExcess(files, limits);
  for (const path of [...files.keys(), ...support.keys()]) refuseName(path);
  const { folder } = placeForCopies();
  try {
    return await fill(folder, files, support);
  } catch (error) {
    // Memory that serves as a disk is little in some containers.
    if (!isFull(error) || folder === tmpdir()) throw error;
    return await fill(tmpdir(), files, support);
  }
}

async function fill(
  folder: string,
  files: ReadonlyMap<string, string>,
  support: ReadonlyMap<string, string>,
): Promise<Workspace> {
  const root = mkdtempSync(join(folder, "plumbline-run-"));
  const workspace: Workspace = {
    root,
    source: join(root, "src"),
    support: join(root, "support"),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
  try {
    // The program runs as somebody else than this process, and under any umask.
    chmodSync(root, 0o755);
    await writeAll(workspace.source, files);
    await writeAll(workspace.support, support);
    return workspace;
  } catch (error) {
    await workspace.remove();
    throw error;
  }
}

function refuseExcess(files: ReadonlyMap<string, string>, limits: Pick<SandboxLimits, "files" | "fileBytes">): void {
  if (files.size > limits.files) throw new RefusedFileError(`more than ${limits.files} files`);
  let bytes = 0;
  for (const text of files.values()) bytes += Buffer.byteLength(text);
  if (bytes > limits.fileBytes) throw new RefusedFileError(`more than ${limits.fileBytes / 1024 / 1024} MiB of files`);
}

/** Git allows fewer names than a file system; a path of ours never leaves its folder and never meets a control character. */
export function refuseName(path: string): void {
  const parts = path.split("/");
  const isSound =
    path !== "" &&
    path.length <= 1_024 &&
    !/[\u0000-\u001f\u007f\\]/u.test(path) &&
    parts.every((part) => part !== "" && part !== "." && part !== ".." && Buffer.byteLength(part) <= 255);
  if (!isSound) throw new RefusedFileError("a name that no file in a sandbox may bear");
}

const filesAtOnce = 50;

/** Written at once, as a trip to the thread pool takes longer than a small file; others have their turn between handfuls. */
async function writeAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const made = new Set<string>();
  let written = 0;
  makeFolder(folder, made);
  for (const [path, text] of files) {
    for (const each of foldersAbove(path)) makeFolder(join(folder, each), made);
    writeOne(join(folder, path), path, text);
    written += 1;
    if (written % filesAtOnce === 0) await setImmediate();
  }
}

function writeOne(target: string, path: string, text: string): void {
  try {
    writeFileSync(target, text, { flag: "wx", mode: 0o644 });
  } catch (error) {
    throw isMeeting(error) ? new RefusedFileError(`\`${path}\` is both a file and a folder`) : error;
  }
  chmodSync(target, 0o644);
}

function foldersAbove(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function makeFolder(folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  try {
    mkdirSync(folder, { mode: 0o755 });
  } catch (error) {
    if (isMeeting(error)) throw new RefusedFileError("a name that is both a file and a folder");
    throw error;
  }
  chmodSync(folder, 0o755);
  made.add(folder);
}

function isMeeting(error: unknown): boolean {
  return ["EEXIST", "ENOTDIR", "EISDIR"].includes(codeOf(error));
}

function isFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
