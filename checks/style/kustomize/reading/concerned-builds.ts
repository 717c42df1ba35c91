/** The builds that a change may alter: those of its kustomizations, and of all that use its files. */

import { type Build, buildsOf } from "../../../../languages/kustomize/build.ts";
import { rootsUsing } from "../../../../languages/kustomize/graph.ts";
import { folderOf, isKustomizationPath } from "../../../../languages/kustomize/paths.ts";
import type { KustomizeView } from "./kustomize-check.ts";

/** A repository with more of them is looked at in part. */
const mostBuilds = 200;

export async function concernedBuilds({ tree, graph, touched }: KustomizeView): Promise<readonly Build[]> {
  const folders = [...touched].filter(isKustomizationPath).map(folderOf);
  const roots = rootsUsing(graph, [...touched, ...folders]).slice(0, mostBuilds);
  return [...(await buildsOf(tree, graph, roots)).values()];
}
