/** Finds who calls a local module: the list of the tree and a bounded number of small files are read, nothing is parsed. */

import type { Tree, TreeEntry } from "../../../core/differential.ts";
import type { Gap } from "../../../core/finding.ts";
import { fileRole, folderOf, resolveFolder } from "./paths.ts";

export interface Callers {
  /** Folders with a call in them, sorted; none of those that were asked about. */
  readonly folders: readonly string[];
  /** What was not looked through. */
  readonly gaps: readonly Gap[];
}

const mostFiles = 400;
const mostFolders = 60;
/** In bytes, where the tree knows sizes. */
const mostBytes = 4_000_000;
const largestFile = 200_000;

const found = new WeakMap<Tree, Map<string, Promise<Callers>>>();

/** What several rules ask of one tree is looked for once. */
export function findCallers(tree: Tree, folders: readonly string[]): Promise<Callers> {
  const known = found.get(tree) ?? new Map<string, Promise<Callers>>();
  found.set(tree, known);
  const key = folders.join("\n");
  const callers = known.get(key) ?? searchCallers(tree, folders);
  known.set(key, callers);
  return callers;
}

async function searchCallers(tree: Tree, folders: readonly string[]): Promise<Callers> {
  if (folders.length === 0) return { folders: [], gaps: [] };
  const called = new Set(folders);
  const candidates = (await tree.list("")).filter((entry) => mayCall(entry) && !called.has(folderOf(entry.path)));
  const chosen = affordable(nearestFirst(candidates, folders));
  const contents = await tree.read(chosen);
  const callers = new Set<string>();
  for (const [path, content] of contents) {
    const folder = folderOf(path);
    if (content.kind !== "text" || callers.has(folder)) continue;
    if (localSources(content.text, folder).some((source) => called.has(source))) callers.add(folder);
  }
  const sorted = [...callers].sort();
  const gaps = [
    ...gapOf(candidates.length - chosen.length, "files that may call the changed modules are not read"),
    ...gapOf(sorted.length - mostFolders, "folders that call the changed modules are not checked"),
  ];
  return { folders: sorted.slice(0, mostFolders), gaps };
}

/** By convention these hold no calls, and every module has them. */
const conventional = /(?:^|\/)(?:variables|outputs|versions|providers|backend)\.(?:tf|tofu)$/u;

function mayCall({ path, kind, size }: TreeEntry): boolean {
  if (kind !== "file" || (size ?? 0) > largestFile) return false;
  const role = fileRole(path);
  return (role === "module" || role === "override") && !conventional.test(path) && !/(?:^|\/)\.terraform\//u.test(path);
}

/** Callers mostly live close by, so that where not all can be read, the likely ones are. */
function nearestFirst(entries: readonly TreeEntry[], folders: readonly string[]): readonly TreeEntry[] {
  if (entries.length <= mostFiles) return entries;
  const closeness = ({ path }: TreeEntry): number => Math.max(...folders.map((folder) => sharedSegments(path, folder)));
  return entries
    .map((entry) => ({ entry, close: closeness(entry) }))
    .sort((left, right) => right.close - left.close)
    .map(({ entry }) => entry);
}

function sharedSegments(path: string, folder: string): number {
  const segments = path.split("/");
  const others = folder.split("/");
  const differs = segments.findIndex((segment, index) => segment !== others[index]);
  return differs === -1 ? segments.length : differs;
}

function affordable(entries: readonly TreeEntry[]): readonly string[] {
  let bytes = 0;
  const paths: string[] = [];
  for (const { path, size } of entries) {
    bytes += size ?? 0;
    if (paths.length >= mostFiles || bytes > mostBytes) break;
    paths.push(path);
  }
  return paths;
}

/** A comment may match as well: whoever then reads the folder finds no call in it. */
const localSource = /\bsource"?\s*[=:]\s*"(\.{1,2}\/[^"\n]{0,500})"/gu;

function localSources(text: string, folder: string): readonly string[] {
  return [...text.matchAll(localSource)].flatMap(([, source = ""]) => resolveFolder(folder, source) ?? []);
}

function gapOf(count: number, what: string): readonly Gap[] {
  return count > 0 ? [{ reason: `${count} more ${what}`, cause: "unsupported" }] : [];
}
