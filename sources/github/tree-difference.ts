/** What differs between two listings: the whole truth about changed files where GitHub's own lists end, without the lines. */

import type { ChangedFile, TreeEntry } from "../../core/differential.ts";
import type { Listing } from "./listing.ts";

/** Sorted by path. A file that moved without a change is one renamed file; any other move is a file less and one more. */
export function differenceOf(base: Listing, head: Listing): readonly ChangedFile[] {
  const gone = base.entries.filter((entry) => !head.byPath.has(entry.path));
  const moved = new Map(gone.flatMap((entry) => (entry.id === undefined ? [] : [[entry.id, entry.path] as const])));
  const added = head.entries.flatMap((entry) => {
    const before = base.byPath.get(entry.path);
    if (before === undefined) return addedFile(entry, entry.id === undefined ? undefined : moved.get(entry.id));
    if (before.id === entry.id && before.kind === entry.kind) return [];
    return changed(entry, before.kind === entry.kind ? "modified" : "type-changed");
  });
  const sources = new Set(added.map((file) => file.previousPath));
  const removed = gone.filter((entry) => !sources.has(entry.path)).map((entry) => changed(entry, "removed"));
  return [...added, ...removed].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function addedFile(entry: TreeEntry, previousPath: string | undefined): ChangedFile {
  if (previousPath === undefined) return changed(entry, "added");
  return { ...changed(entry, "renamed"), previousPath, hunks: [] };
}

function changed({ path, kind }: TreeEntry, status: ChangedFile["status"]): ChangedFile {
  return { path, status, kind, additions: 0, deletions: 0 };
}
