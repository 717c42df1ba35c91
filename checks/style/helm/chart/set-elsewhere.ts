/** Keys that values files beside a chart set: environments of a release are often kept in folders of their own. */

import type { Tree } from "../../../../core/differential.ts";

const mostFiles = 200;
const mostBytes = 500_000;

/** Those of the keys that some file of the tree which looks like values sets, at any depth. A look at lines, nothing is parsed. */
export async function setElsewhere(tree: Tree, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const entries = await tree.list("");
  const paths = entries
    .filter(({ path, kind, size = 0 }) => kind === "file" && size <= mostBytes && looksLikeValues(path))
    .map(({ path }) => path)
    .slice(0, mostFiles);
  const contents = await tree.read(paths);
  const set = new Set<string>();
  for (const content of contents.values()) {
    if (content.kind !== "text") continue;
    for (const [, key = ""] of content.text.matchAll(/(?:^|[{,\s])["']?([\w.-]{1,200})["']?[ \t]*:/gmu)) set.add(key);
  }
  return new Set(keys.filter((key) => set.has(key)));
}

/** By its name, or by the folder of an environment that it lies in. */
function looksLikeValues(path: string): boolean {
  if (!/\.ya?ml(?:\.gotmpl)?$/iu.test(path) || /(?:^|\/)templates\//u.test(path)) return false;
  return /values/iu.test(path) || /(?:^|\/)(?:env|envs|environments?|overlays|clusters?|releases?)\//iu.test(path);
}
