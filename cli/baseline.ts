/** The baseline that lies in a tree, where there is one. */

import { type BaselineEntry, baselinePath, readBaseline } from "../core/baseline.ts";
import type { Tree } from "../core/differential.ts";
import { UsageError } from "./command.ts";

/** @throws UsageError where there is one that cannot be read: without it, everything old would look new. */
export async function readBaselineOf(tree: Tree): Promise<readonly BaselineEntry[]> {
  const content = (await tree.read([baselinePath])).get(baselinePath);
  if (content === undefined || content.kind === "missing") return [];
  const entries = content.kind === "text" ? readBaseline(content.text) : undefined;
  if (entries === undefined) {
    throw new UsageError(`\`${baselinePath}\` is no baseline; delete it and run: plumbline rules baseline`);
  }
  return entries;
}
