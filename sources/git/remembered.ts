/** Trees of one repository that share what they have read: most of two commits that follow each other is the same. */

import type { FileContent, Tree } from "../../core/differential.ts";
import { readObjects } from "./objects.ts";
import type { GitOptions } from "./process.ts";
import { openGitTree } from "./tree.ts";
import type { ReadBlobs } from "./tree.ts";

/** Characters of content that are kept. */
const contentKept = 64 * 1024 * 1024;
/** Listings that are kept; one of a large repository has a hundred thousand entries. */
const treesKept = 12;

/** Answers the tree of a commit; starting git is what reading a history costs, so it is started for what is new alone. */
export function rememberTrees(options: GitOptions): (sha: string) => Tree {
  const trees = new Map<string, Tree>();
  const readBlobs = rememberBlobs();
  return (sha) => {
    const tree = trees.get(sha) ?? openGitTree(sha, options, readBlobs);
    // To the end of the line: what is in use is not the oldest.
    trees.delete(sha);
    trees.set(sha, tree);
    for (const oldest of [...trees.keys()].slice(0, -treesKept)) trees.delete(oldest);
    return tree;
  };
}

/** A blob's id says all of its content: whoever has read it once need not look again. */
export function rememberBlobs(read: ReadBlobs = readObjects, most = contentKept): ReadBlobs {
  const known = new Map<string, FileContent>();
  let size = 0;

  function keep(id: string, content: FileContent): void {
    // What is missing may come with the next fetch.
    if (content.kind === "missing" || known.has(id)) return;
    known.set(id, content);
    size += sizeOf(content);
    for (const [oldest, each] of known) {
      if (size <= most) return;
      known.delete(oldest);
      size -= sizeOf(each);
    }
  }

  return async (ids, options) => {
    const here = new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id)] as const] : [])));
    const missing = ids.filter((id) => !here.has(id));
    const answers = missing.length === 0 ? [] : await read(missing, options);
    for (const [index, id] of missing.entries()) {
      const content = answers[index] ?? { kind: "missing" };
      here.set(id, content);
      keep(id, content);
    }
    return ids.map((id) => here.get(id) ?? { kind: "missing" });
  };
}

function sizeOf(content: FileContent): number {
  return 100 + (content.kind === "text" ? content.text.length : 0);
}
