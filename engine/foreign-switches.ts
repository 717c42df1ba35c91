/** Reads `.tflint.hcl`: the nearest one above a Terraform file switches off the rules of ours that ask what tflint's ask. */

import type { Tree } from "../core/differential.ts";
import type { ReadSwitches, SwitchedOff } from "../core/foreign-switches.ts";
import type { TflintConfiguration } from "../languages/hcl/tflint-configuration.ts";

const fileName = ".tflint.hcl";
const terraformFile = /\.(?:tf|tofu|tfvars)(?:\.json)?$/u;
const concerned = "style/terraform/";

export function isSwitches(path: string): boolean {
  return path === fileName || path.endsWith(`/${fileName}`);
}

const nobody: SwitchedOff = () => undefined;

/** By tree, then by path of the configuration: every rule of a review asks the same files. */
const known = new WeakMap<Tree, Map<string, Promise<TflintConfiguration | undefined>>>();

export const readSwitches: ReadSwitches = async (checks, paths, trusted) => {
  if (!checks.some((check) => check.startsWith(concerned))) return nobody;
  const candidates = new Set(paths.filter((path) => terraformFile.test(path)).flatMap(configurationPaths));
  if (candidates.size === 0) return nobody;

  const configurations = await configurationsAt([...candidates], trusted);
  return (check, path) => {
    if (!check.startsWith(concerned) || !terraformFile.test(path)) return undefined;
    const nearest = configurationPaths(path).find((candidate) => configurations.has(candidate));
    const isOff = nearest !== undefined && configurations.get(nearest)?.switchesOff(check) === true;
    return isOff ? `\`${nearest}\` switches it off` : undefined;
  };
};

/** From the file's own folder up to the top of the tree. */
function configurationPaths(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  const above = folders.map((_, index) => folders.slice(0, folders.length - index).join("/"));
  return [...above.map((folder) => `${folder}/${fileName}`), fileName];
}

async function configurationsAt(
  paths: readonly string[],
  tree: Tree,
): Promise<ReadonlyMap<string, TflintConfiguration>> {
  const read = known.get(tree) ?? new Map<string, Promise<TflintConfiguration | undefined>>();
  known.set(tree, read);
  const missing = paths.filter((path) => !read.has(path));
  if (missing.length > 0) {
    const batch = readConfigurations(missing, tree);
    for (const path of missing)
      read.set(
        path,
        batch.then((configurations) => configurations.get(path)),
      );
  }
  const found = await Promise.all(paths.map(async (path) => [path, await read.get(path)] as const));
  return new Map(found.flatMap(([path, configuration]) => (configuration ? [[path, configuration] as const] : [])));
}

/** The parser is loaded only where there is a configuration. */
async function readConfigurations(
  paths: readonly string[],
  tree: Tree,
): Promise<ReadonlyMap<string, TflintConfiguration>> {
  const contents = await tree.read(paths);
  const texts = [...contents].flatMap(([path, content]) =>
    content.kind === "text" ? [[path, content.text] as const] : [],
  );
  if (texts.length === 0) return new Map();
  const { readTflintConfiguration } = await import("../languages/hcl/tflint-configuration.ts");
  return new Map(texts.map(([path, text]) => [path, readTflintConfiguration(text)]));
}
