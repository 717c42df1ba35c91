/** The files that configure Prettier for a document, found in the tree and read as text; nothing of them is parsed here. */

import type { Facts, Observation, Trees } from "../../../core/check.ts";
import type { FileContent, Tree } from "../../../core/differential.ts";

/** A configuration file's text, or why there is none. */
export interface ConfigurationFile {
  readonly path: string;
  readonly text?: string;
  readonly problem?: string;
}

export interface ConfigurationFiles {
  /** Nearest folder first, within a folder in Prettier's own order. */
  readonly configurations: readonly ConfigurationFile[];
  /** Nearest folder first. */
  readonly editorconfigs: readonly ConfigurationFile[];
  /** Of the base: what silences is not taken from the change itself. */
  readonly ignores: readonly ConfigurationFile[];
}

export const notConfigured: Observation = { findings: [], skipped: "not checked, no Prettier configuration found" };

const scriptEndings = ["js", "ts", "mjs", "mts", "cjs", "cts"];

/** In the order in which Prettier looks for them within one folder. */
const configurationNames = [
  "package.json",
  "package.yaml",
  ".prettierrc",
  ".prettierrc.json",
  ".prettierrc.yaml",
  ".prettierrc.yml",
  ".prettierrc.json5",
  ...scriptEndings.map((ending) => `.prettierrc.${ending}`),
  ...scriptEndings.map((ending) => `prettier.config.${ending}`),
  ".prettierrc.toml",
];

const longestConfiguration = 64 * 1024;
/** One batch of a source: beyond it, one listing of the tree is cheaper than asking for names that may not exist. */
const cheapToAsk = 100;

/** Facts per path of a document; every document gets some, so that an empty list says "no configuration". */
export async function gatherConfigurationFiles(
  paths: readonly string[],
  trees: Trees,
  asked: boolean,
): Promise<ReadonlyMap<string, Facts>> {
  const folders = [...new Set(paths.flatMap(foldersAbove))];
  const own = await readExisting(
    trees.own,
    folders.flatMap((folder) => [...configurationNames, ".editorconfig"].map((name) => pathIn(folder, name))),
  );
  const isConfigured =
    asked || configurationNames.some((name) => folders.some((folder) => own.has(pathIn(folder, name))));
  const ignoring = isConfigured
    ? await trees.base.read([...folders.map((folder) => pathIn(folder, ".prettierignore")), ".gitignore"])
    : new Map<string, FileContent>();

  const facts = new Map<string, Facts>();
  for (const path of paths) {
    const above = foldersAbove(path);
    const files: ConfigurationFiles = {
      configurations: above.flatMap((folder) => pick(own, folder, configurationNames)).filter(mayConfigure),
      editorconfigs: above.flatMap((folder) => pick(own, folder, [".editorconfig"])),
      ignores: above
        .flatMap((folder) =>
          pick(ignoring, folder, folder === "" ? [".prettierignore", ".gitignore"] : [".prettierignore"]),
        )
        .filter((file) => file.text !== undefined),
    };
    facts.set(path, { ...files });
  }
  return facts;
}

/** Reads facts back after their way to a worker. */
export function configurationFilesOf(facts: Facts | undefined): ConfigurationFiles {
  return {
    configurations: files(facts?.["configurations"]),
    editorconfigs: files(facts?.["editorconfigs"]),
    ignores: files(facts?.["ignores"]),
  };
}

/** `a/b/c.yml` -> `a/b`, `a`, `""`. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) folders.push(path.slice(0, end));
  return [...folders, ""];
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function isScript(path: string): boolean {
  return /\.[cm]?[jt]s$/u.test(path);
}

/** What is there of some paths; many are asked by one listing. */
export async function readExisting(
  tree: Tree,
  candidates: readonly string[],
): Promise<ReadonlyMap<string, FileContent>> {
  let wanted = candidates;
  if (candidates.length > cheapToAsk) {
    const existing = new Set((await tree.list("")).map((entry) => entry.path));
    wanted = candidates.filter((path) => existing.has(path));
  }
  const found = new Map<string, FileContent>();
  if (wanted.length === 0) return found;
  for (const [path, content] of await tree.read(wanted)) if (content.kind !== "missing") found.set(path, content);
  return found;
}

function pick(
  contents: ReadonlyMap<string, FileContent>,
  folder: string,
  names: readonly string[],
): ConfigurationFile[] {
  return names.flatMap((name) => {
    const path = pathIn(folder, name);
    const content = contents.get(path);
    if (content === undefined || content.kind === "missing") return [];
    // The text of a script is never looked at, only that it is there.
    if (isScript(path)) return [{ path }];
    if (content.kind !== "text") return [{ path, problem: `it is ${content.kind}` }];
    if (content.text.length > longestConfiguration) return [{ path, problem: "it is longer than 64 KB" }];
    return [{ path, text: content.text }];
  });
}

/** A manifest of npm counts only if it may carry the key; a linear look at the text decides. */
function mayConfigure(file: ConfigurationFile): boolean {
  if (!nameOf(file.path).startsWith("package.")) return true;
  return file.text !== undefined && /["']?prettier["']?\s*:/u.test(file.text);
}

export function pathIn(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function files(value: unknown): readonly ConfigurationFile[] {
  return Array.isArray(value) ? value.filter(isConfigurationFile) : [];
}

function isConfigurationFile(value: unknown): value is ConfigurationFile {
  return typeof value === "object" && value !== null && "path" in value && typeof value.path === "string";
}
