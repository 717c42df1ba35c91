/** Makes a tree check of a question to Compose files and what lies beside them: of head, and of base where head has an answer, so that only what is new is told. */

import type { TreeCheck } from "../../../../core/check.ts";
import type { Tree } from "../../../../core/differential.ts";
import { openDocument } from "../../../../core/open-document.ts";
import type { Range } from "../../../../core/text.ts";
import { type ComposeFile, composeOf } from "../../../../languages/compose/services.ts";
import { resolveFolder } from "../../../../languages/hcl/module/paths.ts";
import { folderOf } from "../../../../languages/kustomize/paths.ts";
import type { YamlDocument } from "../../../../languages/parsed.ts";
import { parseYamlDocument } from "../../../../languages/yaml/document.ts";

export interface ComposeView {
  readonly document: YamlDocument;
  readonly compose: ComposeFile;
  readonly tree: Tree;
  readonly places: Places;
}

/** What lies in a tree, as a Compose file names it. */
export interface Places {
  readonly has: (path: string) => boolean;
  /**
   * Path of what a file names, from the top of the tree, where that is surely not there; `undefined` where it is, or where
   * nobody can know: variables, addresses, what lies outside, in a submodule, or beside any folder above, and the
   * surroundings of a Compose file that is alone.
   */
  readonly missing: (from: string, written: string) => string | undefined;
  readonly inFolder: (folder: string) => readonly string[];
}

export interface ComposeTreeRemark {
  readonly place: Range;
  readonly says: string;
  readonly mend: string;
  /** The same before and after a change of lines. */
  readonly evidence: string;
}

type Judge = (view: ComposeView) => Promise<readonly ComposeTreeRemark[]> | readonly ComposeTreeRemark[];

const composeFile = /(?:^|\/)(?:(?:docker|podman|container)-)?compose(?:[.-][^/]*)?\.ya?ml$/iu;

export function composeTreeCheck(judge: Judge): TreeCheck<object> {
  return {
    scope: "tree",
    paths: ["*compose*.yml", "*compose*.yaml"],
    async look({ files, head, base }) {
      const changed = files.filter(
        ({ path, status, kind }) => status !== "removed" && kind === "file" && composeFile.test(path),
      );
      if (changed.length === 0) return { findings: [], skipped: "no Compose file" };
      const after = await judgeAll(
        head,
        changed.map(({ path }) => path),
        judge,
      );
      const former = changed.flatMap(({ path, previousPath, status }) =>
        status === "added" ? [] : [previousPath ?? path],
      );
      const before = after.length === 0 ? [] : await judgeAll(base, former, judge);
      const older = new Set(before.map(({ evidence }) => evidence));
      return { findings: after.filter(({ evidence }) => !older.has(evidence)) };
    },
  };
}

async function judgeAll(tree: Tree, paths: readonly string[], judge: Judge) {
  if (paths.length === 0) return [];
  const contents = await tree.read(paths);
  const places = placesOf(await tree.list(""));
  const judged = await Promise.all(
    [...contents].map(async ([path, content]) => {
      if (content.kind !== "text") return [];
      const opened = openDocument(path, content);
      if (opened.kind !== "compose") return [];
      const document = parseYamlDocument(opened);
      const remarks = await judge({ document, compose: composeOf(document), tree, places });
      return remarks.map(({ place, says, mend, evidence }) => ({
        message: says,
        advice: mend,
        at: { path, range: place },
        evidence: `${path} ${evidence}`,
      }));
    }),
  );
  return judged.flat();
}

function placesOf(entries: Awaited<ReturnType<Tree["list"]>>): Places {
  const known = new Set<string>([""]);
  const opaque = new Set<string>();
  for (const { path, kind } of entries) {
    known.add(path);
    if (kind !== "file") opaque.add(path);
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const folder = path.slice(0, end);
      if (known.has(folder)) break;
      known.add(folder);
    }
  }
  // Of a Compose file that somebody hands in alone, nobody knows what lies beside it.
  const isAlone = entries.every(({ path }) => composeFile.test(path));
  const isSeen = (path: string): boolean => known.has(path) || foldersAbove(path).some((folder) => opaque.has(folder));
  return {
    has: (path) => known.has(path),
    missing(from, written) {
      if (isAlone || written === "" || /^[/~\\]|[$:#\\*]|^git@|\.git$/u.test(written)) return undefined;
      const path = resolveFolder(from, written);
      if (path === undefined || isSeen(path)) return undefined;
      // Whoever starts it from a folder above, or with `--project-directory`, counts from there.
      const isAbove = foldersAbove(from === "" ? "" : `${from}/x`).some((folder) => {
        const other = resolveFolder(folder, written);
        return other === undefined || isSeen(other);
      });
      return isAbove ? undefined : path;
    },
    inFolder: (folder) =>
      entries.flatMap(({ path, kind }) => (kind === "file" && folderOf(path) === folder ? [path] : [])),
  };
}

/** Of a path, without itself, up to the top. */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    folders.push(folder);
    if (folder === "") return folders;
  }
}
