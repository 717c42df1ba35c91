/** Whether git is told to leave a file out: what is generated on the way to a cluster is in no repository. */

import type { Tree } from "../../../../core/differential.ts";
import { compileGlob, type PathMatcher } from "../../../../core/path-glob.ts";
import { folderOf, joined } from "../../../../languages/kustomize/paths.ts";

const mostLines = 1_000;

/** Those of the paths that a `.gitignore` above them names; exceptions to its lines (`!name`) are left out of account. */
export async function ignoredByGit(paths: readonly string[], tree: Tree): Promise<ReadonlySet<string>> {
  const files = new Set(paths.flatMap(ignoreFilesAbove));
  const contents = await tree.read([...files]);
  const matchers = [...contents].flatMap(([path, content]) =>
    content.kind === "text" ? linesOf(content.text).flatMap((line) => matcherOf(folderOf(path), line) ?? []) : [],
  );
  return new Set(paths.filter((path) => matchers.some((matches) => matches(path))));
}

function ignoreFilesAbove(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  const above = folders.map((_, index) => folders.slice(0, index + 1).join("/"));
  return ["", ...above].map((folder) => joined(folder, ".gitignore"));
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^[#!]/u.test(line)).slice(0, mostLines);
}

function matcherOf(folder: string, line: string): PathMatcher | undefined {
  const pattern = line.replace(/\/+$/u, "");
  const isAnchored = pattern.includes("/");
  const glob = isAnchored ? pattern.replace(/^\/+/u, "") : `**/${pattern}`;
  // Whatever lies below an ignored folder is ignored as well.
  return compileGlob(`${joined(folder, glob)}/**`);
}
