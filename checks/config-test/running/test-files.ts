/** Which files of a tree a recipe is asked about, and what has to lie beside them. */

import type { FileContent, Tree } from "../../../core/differential.ts";
import { matchPaths } from "../../../core/glob.ts";
import { isTemplate, kindOf, languageOf } from "../../../core/kinds.ts";
import type { Recipe, TestFile } from "./recipe.ts";

/** What is asked about in one test: an entry and its surroundings, or one file alone. */
export interface TestSet {
  readonly entry: TestFile;
  /** Folder that is shown whole, as path in the tree; `undefined` = the entry lies alone. */
  readonly folder?: string;
}

export interface FoundTests {
  readonly sets: readonly TestSet[];
  /** Files that some program fills in first: nobody can test them as they are. */
  readonly templates: readonly string[];
}

const mostBeside = 300;
const mostBytes = 4 * 1024 * 1024;

export async function findTests(recipe: Recipe, paths: readonly string[], tree: Tree): Promise<FoundTests> {
  const files = await changedFiles(recipe, paths, tree);
  const templates = files.filter((file) => isUnfilled(file, recipe)).map(({ path }) => path);
  const sound = files.filter(({ path }) => !templates.includes(path));
  const entries = recipe.entries ? await entriesOf(recipe.entries, sound, tree) : sound;
  const sets = new Map<string, TestSet>();
  for (const entry of entries) {
    const folder = recipe.needs ? { folder: recipe.needs(entry) } : {};
    sets.set(entry.path, { entry, ...folder });
  }
  return { sets: [...sets.values()], templates };
}

/** Those of some paths that the recipe's tool reads. */
export async function changedFiles(
  recipe: Pick<Recipe, "paths" | "reads">,
  paths: readonly string[],
  tree: Tree,
): Promise<readonly TestFile[]> {
  const isConcerned = matchPaths(recipe.paths);
  const wanted = paths.filter((path) => isConcerned(path));
  if (wanted.length === 0) return [];
  return texts(await tree.read(wanted)).filter((file) => recipe.reads(file));
}

/** A part is tested with the nearest file that is known to include such parts; where there is none, by itself. */
async function entriesOf(
  names: readonly string[],
  files: readonly TestFile[],
  tree: Tree,
): Promise<readonly TestFile[]> {
  const candidates = new Map(files.map(({ path }) => [path, above(path, names)]));
  const contents = texts(await tree.read([...new Set([...candidates.values()].flat())]));
  const known = new Map(contents.map((file) => [file.path, file]));
  return files.map((file) => {
    if (names.includes(nameOf(file.path))) return file;
    const nearest = candidates.get(file.path)?.find((path) => known.has(path));
    return (nearest === undefined ? undefined : known.get(nearest)) ?? file;
  });
}

function above(path: string, names: readonly string[]): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  const candidates: string[] = [];
  for (let depth = folders.length; depth >= Math.max(0, folders.length - 3); depth -= 1) {
    for (const name of names) candidates.push([...folders.slice(0, depth), name].join("/"));
  }
  return candidates;
}

/** Everything below a folder that is text, as path in the tree -> text; cut where it is much. */
export async function filesBeside(folder: string, tree: Tree): Promise<ReadonlyMap<string, string>> {
  const entries = await tree.list(folder);
  const paths: string[] = [];
  let bytes = 0;
  for (const { path, kind, size = 0 } of entries) {
    if (kind !== "file" || paths.length >= mostBeside || bytes + size > mostBytes || isHidden(path)) continue;
    paths.push(path);
    bytes += size;
  }
  return new Map(texts(await tree.read(paths)).map(({ path, text }) => [path, text]));
}

/** Tools look for configuration of their own in such files; none of a change may configure them. */
function isHidden(path: string): boolean {
  return path.split("/").some((part) => part.startsWith("."));
}

function texts(contents: ReadonlyMap<string, FileContent>): readonly TestFile[] {
  return [...contents].flatMap(([path, content]) => (content.kind === "text" ? [{ path, text: content.text }] : []));
}

function isUnfilled({ path, text }: TestFile, { readsBraces = false, placeholders }: Recipe): boolean {
  if (/\.(?:j2|jinja2?|tpl|tmpl|template|gotmpl|epp)$/u.test(path)) return true;
  if (isTemplate(kindOf(path, text, languageOf(path)))) return true;
  if (placeholders?.test(text)) return true;
  return !readsBraces && /\{\{|\{%|<%/u.test(text);
}

export function folderOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

export function nameOf(path: string): string {
  return path.split("/").at(-1) ?? path;
}
