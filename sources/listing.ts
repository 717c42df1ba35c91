/** A tree whose entries are known at once: how `list` answers, whatever the source. */

import type { TreeEntry } from "../core/differential.ts";

/** Entries below a folder (`""` = all); `entries` are sorted by path. */
export function entriesBelow(entries: readonly TreeEntry[], directory: string): readonly TreeEntry[] {
  const folder = directory.replace(/\/+$/, "");
  if (folder === "" || folder === ".") return entries;
  const prefix = `${folder}/`;
  return entries.filter((entry) => entry.path.startsWith(prefix));
}

/** Sorts as git does, by code units: the same order on every machine. */
export function sortedByPath<Entry extends { readonly path: string }>(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
