/** A commit's tree in a local repository: one `ls-tree`, kept; one `cat-file --batch` per read. */

import type { EntryKind, FileContent, Tree, TreeEntry } from "../../core/differential.ts";
import { entriesBelow, sortedByPath } from "../listing.ts";
import { readObjects } from "./objects.ts";
import { runGit } from "./process.ts";
import type { GitOptions } from "./process.ts";

type IdentifiedEntry = TreeEntry & { readonly id: string };

/** Reads blobs by their ids; an answer for each, in their order. */
export type ReadBlobs = (ids: readonly string[], options: GitOptions) => Promise<readonly FileContent[]>;

export function openGitTree(sha: string, options: GitOptions, readBlobs: ReadBlobs = readObjects): Tree {
  let listing: Promise<ReadonlyMap<string, IdentifiedEntry>> | undefined;
  const entries = () => (listing ??= listTree(sha, options));

  return {
    sha,
    list: async (directory) => entriesBelow([...(await entries()).values()], directory),
    read: async (paths) => readEntries(paths, await entries(), (ids) => readBlobs(ids, options)),
  };
}

/** Paths may hold newlines and quotes: `-z`. Sizes are left out, they make git open every object (and fetch it, in a partial clone). */
async function listTree(sha: string, options: GitOptions): Promise<ReadonlyMap<string, IdentifiedEntry>> {
  const { output } = await runGit(["ls-tree", "-r", "-z", "--full-tree", sha], options);
  const entries: IdentifiedEntry[] = [];
  for (const record of output.toString("utf8").split("\0")) {
    const tab = record.indexOf("\t");
    if (tab === -1) continue;
    const [mode, , id] = record.slice(0, tab).split(" ");
    if (mode === undefined || id === undefined) continue;
    entries.push({ path: record.slice(tab + 1), kind: kindOfMode(mode), id });
  }
  return new Map(sortedByPath(entries).map((entry) => [entry.path, entry]));
}

/** Git's file mode, in octal digits. */
export function kindOfMode(mode: string): EntryKind {
  if (mode === "120000") return "symlink";
  if (mode === "160000") return "submodule";
  return "file";
}

async function readEntries(
  paths: readonly string[],
  entries: ReadonlyMap<string, IdentifiedEntry>,
  readBlobs: (ids: readonly string[]) => Promise<readonly FileContent[]>,
): Promise<ReadonlyMap<string, FileContent>> {
  const ids = new Set<string>();
  for (const path of paths) {
    const entry = entries.get(path);
    if (entry && entry.kind !== "submodule") ids.add(entry.id);
  }
  const asked = [...ids];
  const answers = await readBlobs(asked);
  const contents = new Map(asked.map((id, index) => [id, answers[index]]));

  return new Map(
    paths.map((path) => {
      const entry = entries.get(path);
      if (!entry) return [path, { kind: "missing" }];
      return [path, contentOf(entry, contents.get(entry.id))];
    }),
  );
}

function contentOf(entry: IdentifiedEntry, content: FileContent | undefined): FileContent {
  if (entry.kind === "submodule") return { kind: "submodule" };
  if (entry.kind === "symlink") {
    return content?.kind === "text" ? { kind: "symlink", target: content.text } : { kind: "symlink" };
  }
  if (content === undefined || content.kind === "missing") {
    return { kind: "unreadable", reason: `git has no object ${entry.id.slice(0, 12)}; the clone may be partial` };
  }
  return content;
}
