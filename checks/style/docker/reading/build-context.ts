/** The folder that a Dockerfile is built in, as far as the tree tells it, and what its ignore file leaves out there. */

import type { Tree } from "../../../../core/differential.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { type CopiedSource, copiedSources } from "../../../../languages/dockerfile/copied.ts";
import { parseDockerfileDocument } from "../../../../languages/dockerfile/document.ts";
import {
  type IgnorePattern,
  type LeftOut,
  leftOutBy,
  readIgnorePatterns,
} from "../../../../languages/dockerfile/ignore-file.ts";
import { folderOf, joined } from "../../../../languages/kustomize/paths.ts";
import type { DockerfileDocument } from "../../../../languages/parsed.ts";

export interface IgnoreFile {
  readonly path: string;
  readonly patterns: readonly IgnorePattern[];
  readonly leftOut: LeftOut;
}

export interface BuildContext {
  readonly document: DockerfileDocument;
  readonly sources: readonly CopiedSource[];
  /** Path in the tree; `""` is its top. */
  readonly folder: string;
  /** Missing where everything is sent. */
  readonly ignoreFile?: IgnoreFile;
  /** Paths of files below the folder, counted from it. */
  readonly files: readonly string[];
}

/** Reads Dockerfiles of a tree with their folders; those whose folder the tree does not tell are left out. */
export async function buildContexts(tree: Tree, dockerfiles: readonly string[]): Promise<readonly BuildContext[]> {
  if (dockerfiles.length === 0) return [];
  const paths = (await tree.list("")).flatMap(({ path, kind }) => (kind === "file" ? [path] : []));
  const known = placesOf(paths);
  const present = dockerfiles.filter((path) => known.has(path));
  const ignoreFiles = present.flatMap((path) => [`${path}.dockerignore`, ...ignoreFilesAbove(path)]);
  const contents = await tree.read([...new Set([...present, ...ignoreFiles.filter((path) => known.has(path))])]);
  return present.flatMap((path) => {
    const content = contents.get(path);
    if (content?.kind !== "text") return [];
    const document = parseDockerfileDocument(openDocument(path, content));
    const sources = copiedSources(document);
    const folder = document.problems.length > 0 ? undefined : folderBuilt(path, sources, known);
    if (folder === undefined) return [];
    const ignorePath = [`${path}.dockerignore`, joined(folder, ".dockerignore")].find((each) => known.has(each));
    const text = ignorePath === undefined ? undefined : contents.get(ignorePath);
    // A file that is there and cannot be read may leave anything out.
    if (text && text.kind !== "text") return [];
    const ignoreFile = ignorePath !== undefined && text ? readIgnoreFile(ignorePath, text.text) : undefined;
    return [{ document, sources, folder, ...(ignoreFile && { ignoreFile }), files: filesBelow(folder, paths) }];
  });
}

function readIgnoreFile(path: string, text: string): IgnoreFile {
  const patterns = readIgnorePatterns(text);
  return { path, patterns, leftOut: leftOutBy(patterns) };
}

/** Files, and the folders that they lie in. */
function placesOf(paths: readonly string[]): ReadonlySet<string> {
  const places = new Set<string>(paths);
  for (const path of paths) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const folder = path.slice(0, end);
      if (places.has(folder)) break;
      places.add(folder);
    }
  }
  return places;
}

function filesBelow(folder: string, paths: readonly string[]): readonly string[] {
  if (folder === "") return paths;
  return paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
}

/** From its own folder up to the top. */
function foldersAbove(path: string): readonly string[] {
  const folders = [folderOf(path)];
  while (folders[0] !== "") folders.unshift(folderOf(folders[0] ?? ""));
  return folders.reverse();
}

function ignoreFilesAbove(path: string): readonly string[] {
  return foldersAbove(path).map((folder) => joined(folder, ".dockerignore"));
}

/**
 * Nobody writes down which folder a Dockerfile is built in. It is the one in which the most of its sources lie; of those
 * that are equal, its own where that has an ignore file or is the top, and else unknown.
 */
function folderBuilt(path: string, sources: readonly CopiedSource[], known: ReadonlySet<string>): string | undefined {
  const [own = "", ...above] = foldersAbove(path);
  const named = [...new Set(sources.map((source) => source.path))].filter((source) => source !== "");
  const countIn = (folder: string): number => named.filter((source) => known.has(joined(folder, source))).length;
  const ownCount = countIn(own);
  const better = above.filter((folder) => countIn(folder) >= ownCount);
  if (better.length === 0) return own;
  const most = Math.max(...above.map(countIn));
  if (most === ownCount) return known.has(joined(own, ".dockerignore")) ? own : undefined;
  const best = above.filter((folder) => countIn(folder) === most);
  return best.length === 1 ? best[0] : undefined;
}
