/** A tree that lies in memory: scenarios, and the nothing before the first commit. */

import type { FileContent, Tree } from "../core/differential.ts";
import { entriesBelow, sortedByPath } from "./listing.ts";

export function memoryTree(contents: ReadonlyMap<string, FileContent>, sha?: string): Tree {
  const entries = sortedByPath(
    [...contents].map(([path, { kind }]) => ({
      path,
      kind: kind === "symlink" || kind === "submodule" ? kind : ("file" as const),
    })),
  );
  return {
    ...(sha !== undefined && { sha }),
    list: (directory) => Promise.resolve(entriesBelow(entries, directory)),
    read: (paths) => Promise.resolve(new Map(paths.map((path) => [path, contents.get(path) ?? { kind: "missing" }]))),
  };
}

export const emptyTree: Tree = memoryTree(new Map());
