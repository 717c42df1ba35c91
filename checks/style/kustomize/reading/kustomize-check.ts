/** Makes a tree check of a question to kustomizations: asked of head, and of base where head has an answer, so that only what is new is told. */

import type { Observation, TreeCheck } from "../../../../core/check.ts";
import type { ChangedFile, Differential, Tree } from "../../../../core/differential.ts";
import type { Finding, Gap } from "../../../../core/finding.ts";
import type { KustomizeGraph } from "../../../../languages/kustomize/graph.ts";
import { folderOf, isKustomizationPath } from "../../../../languages/kustomize/paths.ts";

export interface KustomizeView {
  readonly tree: Tree;
  readonly graph: KustomizeGraph;
  /** Paths that the change touches, as they are called on this side or on the other one. */
  readonly touched: ReadonlySet<string>;
  /** What a path that is gone is called now. */
  readonly renamed: ReadonlyMap<string, string>;
}

export interface Judged {
  /** A finding that is the same before and after a change has the same `evidence`, or else the same message. */
  readonly findings: readonly Finding[];
  readonly gaps?: readonly Gap[];
}

interface KustomizeQuestion {
  /** Asked where the change touches such a file; of kustomizations alone where it is missing. */
  readonly concerns?: (file: ChangedFile) => boolean;
  readonly judge: (view: KustomizeView) => Promise<Judged> | Judged;
}

export function kustomizeCheck({ concerns, judge }: KustomizeQuestion): TreeCheck<object> {
  return {
    scope: "tree",
    async look(differential) {
      const isConcerned = differential.files.some((file) => touchesKustomization(file) || concerns?.(file) === true);
      if (!isConcerned) return { findings: [], aside: true, skipped: "no change to a kustomization or what it names" };
      return compare(differential, judge);
    },
  };
}

function touchesKustomization({ path, previousPath }: ChangedFile): boolean {
  return isKustomizationPath(path) || (previousPath !== undefined && isKustomizationPath(previousPath));
}

async function compare(differential: Differential, judge: KustomizeQuestion["judge"]): Promise<Observation> {
  const { files, head, base } = differential;
  const touched = new Set(files.flatMap(({ path, previousPath }) => [path, ...(previousPath ? [previousPath] : [])]));
  const renamed = new Map(files.flatMap(({ path, previousPath }) => (previousPath ? [[previousPath, path]] : [])));
  // The reader comes with a parser, which a change without kustomizations has no need of.
  const { readGraph } = await import("../../../../languages/kustomize/graph.ts");
  const viewOf = async (tree: Tree): Promise<KustomizeView> => ({
    tree,
    graph: await readGraph(tree, [...touched]),
    touched,
    renamed,
  });

  const view = await viewOf(head);
  if (view.graph.kustomizations.size === 0) {
    return { findings: [], aside: true, skipped: "no kustomization in this repository" };
  }
  const { findings, gaps = [] } = await judge(view);
  if (findings.length === 0) return { findings, gaps };
  const before = await judge(await viewOf(base));
  const older = new Set(before.findings.map((finding) => identityOf(finding, renamed)));
  return { findings: findings.filter((finding) => !older.has(identityOf(finding, new Map()))), gaps };
}

function identityOf({ at, evidence, message }: Finding, renamed: ReadonlyMap<string, string>): string {
  const path = at?.path ?? "";
  return `${renamed.get(path) ?? path}\0${evidence ?? message}`;
}

/** Folders of kustomizations that are touched themselves, or that name a touched file or the folder of a touched kustomization. */
export function concernedFolders({ graph, touched }: KustomizeView): readonly string[] {
  const folders = new Set<string>();
  for (const path of touched) {
    const folder = folderOf(path);
    for (const user of graph.usersOf(path)) folders.add(user);
    if (!isKustomizationPath(path)) continue;
    if (graph.kustomizations.has(folder)) folders.add(folder);
    for (const user of graph.usersOf(folder)) folders.add(user);
  }
  return [...folders].sort();
}
