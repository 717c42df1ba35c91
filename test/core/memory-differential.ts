/** A differential between two sets of texts, for tests that need no repository. */

import type { ChangedFile, ChangeRequest, Differential, FileContent, Tree } from "../../core/differential.ts";

export type Texts = Readonly<Record<string, string>>;

export function memoryTree(texts: Texts, reads: string[][] = []): Tree {
  const files = new Map(Object.entries(texts));
  return {
    list: async (directory) =>
      [...files.keys()].filter((path) => path.startsWith(directory)).map((path) => ({ path, kind: "file" })),
    read: async (paths) => {
      reads.push([...paths]);
      return new Map(paths.map((path): [string, FileContent] => [path, contentOf(files.get(path))]));
    },
  };
}

function contentOf(text: string | undefined): FileContent {
  return text === undefined ? { kind: "missing" } : { kind: "text", text, byteOrderMark: false };
}

/** Every file that differs, with one hunk over each line that base does not have. */
export function memoryDifferential(
  base: Texts,
  head: Texts,
  more: { request?: ChangeRequest; files?: readonly ChangedFile[] } = {},
): Differential {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])]
    .sort()
    .filter((path) => base[path] !== head[path]);
  return {
    repository: "harbour/infra",
    base: memoryTree(base),
    head: memoryTree(head),
    files: more.files ?? paths.map((path) => changedFile(path, base[path], head[path])),
    commits: [],
    ...(more.request ? { request: more.request } : {}),
  };
}

function changedFile(path: string, before: string | undefined, after: string | undefined): ChangedFile {
  const known = new Set((before ?? "").split("\n"));
  const lines = (after ?? "").split("\n");
  const changed = lines.flatMap((line, index) => (known.has(line) ? [] : [[index + 1, index + 1] as const]));
  const status = before === undefined ? "added" : after === undefined ? "removed" : "modified";
  return {
    path,
    status,
    kind: "file",
    additions: changed.length,
    deletions: 0,
    hunks: [{ lines: [1, lines.length], changed }],
  };
}
