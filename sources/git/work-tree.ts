/** Changes that are not committed yet: files as they lie in the work tree, compared with a commit. */

import type { ChangedFile, Tree, TreeEntry } from "../../core/differential.ts";
import { readFiles } from "../disk.ts";
import { entriesBelow, sortedByPath } from "../listing.ts";
import { countLines } from "../whole-file.ts";
import { differenceFlags, readDifference } from "./patch.ts";
import { runGit, streamGit } from "./process.ts";
import type { GitOptions } from "./process.ts";
import { kindOfMode } from "./tree.ts";

/** Work tree at head; what git ignores stays out. `directory` is the top of the repository. */
export function openWorkTree(options: GitOptions): Tree {
  let listing: Promise<readonly TreeEntry[]> | undefined;
  return {
    list: async (directory) => entriesBelow(await (listing ??= listWorkTree(options)), directory),
    read: (paths) => readFiles(options.directory, paths),
  };
}

async function listWorkTree(options: GitOptions): Promise<readonly TreeEntry[]> {
  const [staged, untracked, deleted] = await Promise.all([
    runGit(["ls-files", "-z", "--stage"], options),
    untrackedFiles(options),
    runGit(["ls-files", "-z", "--deleted"], options),
  ]);
  const entries = new Map<string, TreeEntry>(untracked.map((path) => [path, { path, kind: "file" }]));
  for (const record of records(staged.output)) {
    const tab = record.indexOf("\t");
    const path = record.slice(tab + 1);
    entries.set(path, { path, kind: kindOfMode(record.slice(0, 6)) });
  }
  for (const path of records(deleted.output)) entries.delete(path);
  return sortedByPath([...entries.values()]);
}

/** Files that git does not know yet and does not ignore; a repository inside this one is not ours (`name/`). */
async function untrackedFiles(options: GitOptions): Promise<readonly string[]> {
  const { output } = await runGit(["ls-files", "-z", "--others", "--exclude-standard"], options);
  return records(output).filter((path) => !path.endsWith("/"));
}

function records(output: Buffer): readonly string[] {
  return output.toString("utf8").split("\0").filter(Boolean);
}

/** Tracked files that differ from a commit, and files that git does not know yet (whole files, all lines new). */
export async function changesInWorkTree(sha: string, options: GitOptions): Promise<readonly ChangedFile[]> {
  const reader = readDifference();
  await streamGit(["diff", ...differenceFlags, sha, "--"], options, reader.take);
  const tracked = reader.end();

  const untracked = await untrackedFiles(options);
  const contents = await readFiles(options.directory, untracked);
  const added = untracked.map((path): ChangedFile => {
    const content = contents.get(path);
    const lines = content?.kind === "text" ? countLines(content.text) : 0;
    return {
      path,
      status: "added",
      kind: content?.kind === "symlink" ? "symlink" : "file",
      additions: lines,
      deletions: 0,
      ...(content?.kind === "text" && { hunks: lines === 0 ? [] : [{ lines: [1, lines], changed: [[1, lines]] }] }),
    };
  });
  return sortedByPath([...tracked, ...added]);
}

/** Whether anything is not committed: told when a review leaves it out. */
export async function hasUncommittedChanges(options: GitOptions): Promise<boolean> {
  const { output } = await runGit(["status", "--porcelain", "-z", "--ignore-submodules=dirty"], options);
  return output.length > 0;
}
