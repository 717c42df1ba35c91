/** Where a document of this kind would lie here: beside those that the repository already has. */

import type { Differential } from "../../../core/differential.ts";
import { matchPaths } from "../../../core/glob.ts";

export interface ExamplePath {
  /** To be copied and completed: `docs/adr/….md`. It names no file, so that it passes for none. */
  readonly path: string;
  /** The last of those that lie there; they are numbered or dated as a rule. */
  readonly seen: string;
}

/** Lists what others wrote, not what one would write. */
const noDocument = /(?:^|[/_-])(?:template|readme|index|summary|_?sidebar)\b/i;

/** The folder that holds most of them; `undefined` where there are none, or nobody can tell. */
export async function examplePath({ head }: Differential, paths: readonly string[]): Promise<ExamplePath | undefined> {
  const isDocument = matchPaths(paths);
  const folders = new Map<string, string[]>();
  for (const { path, kind } of await head.list("").catch(() => [])) {
    if (kind !== "file" || !/\.(?:md|markdown)$/i.test(path) || noDocument.test(path) || !isDocument(path)) continue;
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  const [fullest] = [...folders].sort(([, one], [, other]) => other.length - one.length);
  const seen = fullest?.[1].sort((one, other) => one.localeCompare(other, "en", { numeric: true })).at(-1);
  return fullest === undefined || seen === undefined ? undefined : { path: `${fullest[0]}….md`, seen };
}
