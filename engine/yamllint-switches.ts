/** `.yamllint`: what it decides on is asked by `style/yaml/yamllint` alone, and our own rules on the same keep silent. */

import type { Tree } from "../core/differential.ts";
import type { ReadSwitches } from "../core/foreign-switches.ts";

/** At the top of the tree only, in yamllint's order. */
export const yamllintFiles: readonly string[] = [".yamllint", ".yamllint.yaml", ".yamllint.yml"];
const yamlFile = /\.ya?ml$/u;

const decided: ReadonlySet<string> = new Set([
  "style/yaml/ambiguous-scalars",
  "style/yaml/anchors",
  "style/yaml/duplicate-keys",
  "style/yaml/final-newline",
  "style/yaml/indentation",
  "style/yaml/tabs",
  "style/yaml/trailing-spaces",
]);

export function isYamllintFile(path: string): boolean {
  return yamllintFiles.includes(path);
}

export const readYamllintSwitches: ReadSwitches = async (checks, paths, trusted) => {
  const isAsked = checks.some((check) => decided.has(check)) && paths.some((path) => yamlFile.test(path));
  const configuration = isAsked ? await configurationOf(trusted) : undefined;
  if (configuration === undefined) return () => undefined;
  return (check, path) =>
    decided.has(check) && yamlFile.test(path) ? `\`${configuration}\` decides on it` : undefined;
};

/** Every rule of a review asks for it. */
const known = new WeakMap<Tree, Promise<string | undefined>>();

function configurationOf(tree: Tree): Promise<string | undefined> {
  const before = known.get(tree);
  if (before) return before;
  const asked = tree
    .read(yamllintFiles)
    .then((contents) => yamllintFiles.find((path) => contents.get(path)?.kind === "text"));
  known.set(tree, asked);
  return asked;
}
