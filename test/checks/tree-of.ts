/** A tree of files in memory, for tests of checks that read beside the document. */

import type { FileContent, Tree } from "../../core/differential.ts";

export interface WatchedTree extends Tree {
  /** Every batch of paths that was read. */
  readonly batches: readonly (readonly string[])[];
}

export function treeOf(files: Readonly<Record<string, string>>): WatchedTree {
  const texts = new Map(Object.entries(files));
  const batches: (readonly string[])[] = [];
  return {
    batches,
    list: async (directory) =>
      [...texts.keys()]
        .filter((path) => directory === "" || path.startsWith(`${directory}/`))
        .sort()
        .map((path) => ({ path, kind: "file" as const })),
    read: async (paths) => {
      batches.push(paths);
      return new Map(paths.map((path): [string, FileContent] => [path, contentOf(texts.get(path))]));
    },
  };
}

function contentOf(text: string | undefined): FileContent {
  return text === undefined ? { kind: "missing" } : { kind: "text", text, byteOrderMark: false };
}
