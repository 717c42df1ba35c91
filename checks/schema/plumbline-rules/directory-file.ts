/** `.plumbline.yml` in a sub-tree: which files those are, and what they may say. */

import type { YamlNode } from "../../../languages/yaml/tree.ts";
import type { Complain } from "./problem.ts";

/** Name of the file that tunes rules for the directory it lies in, and below. */
export const directoryFileName = ".plumbline.yml";

const allowed = new Set(["rules", "overrides", "ignore"]);

/** Not at the root of the tree: what concerns everything is said in `.github/plumbline.yml`. */
export function isDirectoryFile(path: string): boolean {
  return path.endsWith(`/${directoryFileName}`);
}

export function checkDirectoryKeys(content: YamlNode, complain: Complain): void {
  if (content.type !== "YamlMapping") return;
  for (const { key } of content.pairs) {
    if (key.type !== "YamlScalar" || allowed.has(key.value)) continue;
    complain(
      key.range,
      `\`${key.value}\` is not a key of a directory's rule set.`,
      "Use one of `rules`, `overrides`, `ignore` here; the rest belongs in `.github/plumbline.yml`.",
    );
  }
}
