/** Which kustomization uses which: read from a tree in one batch, bounded, each tree once. Resources themselves are read by a build. */

import type { Tree, TreeEntry } from "../../core/differential.ts";
import type { Gap } from "../../core/finding.ts";
import { openDocument } from "../../core/open-document.ts";
import { parseYamlDocument } from "../yaml/document.ts";
import { type Kustomization, readKustomization } from "./kustomization.ts";
import { folderOf, isKustomizationPath } from "./paths.ts";

export interface KustomizeGraph {
  /** By folder; those that could not be read are not among them. */
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
  /** Folders of which a kustomization names a file or folder, by that path. */
  readonly usersOf: (path: string) => readonly string[];
  /** Folders with a kustomization that is there and is not understood: it does not parse, is a template, is too large. */
  readonly unread: ReadonlySet<string>;
  readonly listing: Listing;
  readonly gaps: readonly Gap[];
}

/** What a tree holds, without its contents. */
export interface Listing {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Whether something may lie there that the listing does not show: below a submodule or a link. */
  readonly isDetour: (path: string) => boolean;
}

const mostKustomizations = 600;
const largestKustomization = 500_000;

const known = new WeakMap<Tree, Map<string, Promise<KustomizeGraph>>>();

/** Of a tree with more kustomizations than are read, those nearest to `paths` are. */
export function readGraph(tree: Tree, paths: readonly string[]): Promise<KustomizeGraph> {
  const graphs = known.get(tree) ?? new Map<string, Promise<KustomizeGraph>>();
  known.set(tree, graphs);
  const key = [...paths].sort().join("\n");
  const graph = graphs.get(key) ?? build(tree, paths);
  graphs.set(key, graph);
  return graph;
}

async function build(tree: Tree, paths: readonly string[]): Promise<KustomizeGraph> {
  const entries = await tree.list("");
  const candidates = entries.filter(({ path, kind }) => kind === "file" && isKustomizationPath(path));
  const chosen = nearestFirst(candidates, paths).slice(0, mostKustomizations);
  const contents = chosen.length === 0 ? new Map<string, never>() : await tree.read(chosen);
  const kustomizations = new Map<string, Kustomization>();
  const unread = new Set<string>();
  for (const path of chosen) {
    const content = contents.get(path);
    const isSmall = content?.kind === "text" && content.text.length <= largestKustomization;
    const kustomization = isSmall ? readKustomization(parseYamlDocument(openDocument(path, content))) : undefined;
    if (kustomization) kustomizations.set(folderOf(path), kustomization);
    else unread.add(folderOf(path));
  }
  const left = candidates.length - chosen.length;
  const gaps: readonly Gap[] =
    left > 0 ? [{ reason: `${left} more kustomizations of this repository are not read`, cause: "unsupported" }] : [];
  return { kustomizations, unread, usersOf: usersIn(kustomizations), listing: listingOf(entries), gaps };
}

function usersIn(kustomizations: ReadonlyMap<string, Kustomization>): KustomizeGraph["usersOf"] {
  const users = new Map<string, Set<string>>();
  for (const [folder, { mentions }] of kustomizations) {
    for (const { target } of mentions) {
      if (target.kind !== "local") continue;
      const found = users.get(target.path) ?? new Set();
      users.set(target.path, found.add(folder));
    }
  }
  return (path) => [...(users.get(path) ?? [])];
}

function listingOf(entries: readonly TreeEntry[]): Listing {
  const files = new Set<string>();
  const folders = new Set<string>([""]);
  const detours: string[] = [];
  for (const { path, kind } of entries) {
    if (kind !== "file") detours.push(path);
    files.add(path);
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return { files, folders, isDetour: (path) => detours.some((each) => path === each || path.startsWith(`${each}/`)) };
}

/** Users mostly live close by, so that where not all can be read, the likely ones are. */
function nearestFirst(entries: readonly TreeEntry[], paths: readonly string[]): readonly string[] {
  const all = entries.map(({ path }) => path);
  if (all.length <= mostKustomizations) return all;
  const closeness = (path: string): number => Math.max(0, ...paths.slice(0, 50).map((other) => shared(path, other)));
  return all
    .map((path) => ({ path, close: closeness(path) }))
    .sort((left, right) => right.close - left.close)
    .map(({ path }) => path);
}

function shared(path: string, other: string): number {
  const [segments, others] = [path.split("/"), other.split("/")];
  const differs = segments.findIndex((segment, index) => segment !== others[index]);
  return differs === -1 ? segments.length : differs;
}

/**
 * Kustomizations that somebody builds, among those that need one of the folders or files: nobody else in the tree uses
 * them. Loops have no such end and are left out.
 */
export function rootsUsing(graph: KustomizeGraph, paths: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const roots = new Set<string>();
  const open = paths.flatMap((path) => [...graph.usersOf(path), ...(graph.kustomizations.has(path) ? [path] : [])]);
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    const users = graph.usersOf(folder).filter((user) => user !== folder);
    if (users.length === 0 && graph.kustomizations.get(folder)?.kind === "Kustomization") roots.add(folder);
    open.push(...users);
  }
  return [...roots].sort();
}
