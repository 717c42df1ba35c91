/** A change that adds files, for what is measured on their content alone. */

import type { Differential, FileContent } from "../core/differential.ts";
import { memoryTree } from "../sources/memory.ts";

export function addedFiles(texts: readonly (readonly [path: string, text: string])[]): Differential {
  const contents = texts.map(([path, text]): readonly [string, FileContent] => [
    path,
    { kind: "text", text, byteOrderMark: false },
  ]);
  return {
    repository: "harbor/infrastructure",
    base: memoryTree(new Map()),
    head: memoryTree(new Map(contents)),
    files: contents.map(([path]) => ({ path, status: "added", kind: "file", additions: 1, deletions: 0, hunks: [] })),
    commits: [],
  };
}
