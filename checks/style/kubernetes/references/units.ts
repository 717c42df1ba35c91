/** What is applied together: the build of a kustomization that nobody else uses, else the manifests of one folder. */

import type { ChangedFile, Tree } from "../../../../core/differential.ts";
import { kindOf, languageOf } from "../../../../core/kinds.ts";
import { objectsOf } from "../../../../languages/kubernetes/objects.ts";
import { buildsOf, type PatchedPart } from "../../../../languages/kustomize/build.ts";
import { type BuiltObject, builtFrom } from "../../../../languages/kustomize/built-object.ts";
import { type KustomizeGraph, readGraph, rootsUsing } from "../../../../languages/kustomize/graph.ts";
import { folderOf, isKustomizationPath } from "../../../../languages/kustomize/paths.ts";
import { readResources } from "../../../../languages/kustomize/resource-files.ts";

export interface Unit {
  /** The same before and after a change. */
  readonly id: string;
  /** As a message names it: "the build of `prod`". */
  readonly title: string;
  readonly objects: readonly BuiltObject[];
  readonly parts: readonly PatchedPart[];
  /** Why there may be more in it than is known. */
  readonly unknown: ReadonlySet<string>;
  /** Texts of the objects of custom kinds: whatever they mention may be made by their operator. */
  readonly mentioned: ReadonlySet<string>;
}

const mostFolders = 300;
const mostBuilds = 200;
const manifestFile = /\.(?:ya?ml|json)$/u;

/** Of the change's files, those that are manifests or kustomizations at head or base. */
export async function touchedManifests(
  files: readonly ChangedFile[],
  head: Tree,
  base: Tree,
): Promise<readonly string[]> {
  const sides = [
    { tree: head, paths: files.filter(({ status }) => status !== "removed").map(({ path }) => path) },
    { tree: base, paths: files.flatMap(pathsBefore) },
  ];
  const found = await Promise.all(sides.map(({ tree, paths }) => manifestsAmong(tree, paths)));
  return [...new Set(found.flat())].sort();
}

function pathsBefore({ status, path, previousPath }: ChangedFile): readonly string[] {
  if (previousPath !== undefined) return [previousPath];
  return status === "removed" ? [path] : [];
}

async function manifestsAmong(tree: Tree, paths: readonly string[]): Promise<readonly string[]> {
  const candidates = paths.filter((path) => manifestFile.test(path) || isKustomizationPath(path));
  if (candidates.length === 0) return [];
  const contents = await tree.read(candidates);
  return candidates.filter((path) => {
    const content = contents.get(path);
    if (content?.kind !== "text") return false;
    const kind = kindOf(path, content.text, languageOf(path));
    return kind === "kubernetes" || kind === "kustomization";
  });
}

export async function unitsOf(tree: Tree, touched: readonly string[]): Promise<ReadonlyMap<string, Unit>> {
  const graph = await readGraph(tree, touched);
  const folders = touched.filter(isKustomizationPath).map(folderOf);
  const roots = rootsUsing(graph, [...touched, ...folders]).slice(0, mostBuilds);
  const builds = await buildsOf(tree, graph, roots);
  const units = [...builds.values()].map(({ folder, objects, parts, unknown }) =>
    unitFrom(`build ${folder}`, `the build of \`${folder || "."}\``, objects, parts, unknown),
  );
  const plain = await plainFolders(tree, touched, graph);
  return new Map([...units, ...plain].map((unit) => [unit.id, unit]));
}

/** Folders of manifests that no kustomization has a hand in; charts are rendered first. */
async function plainFolders(tree: Tree, touched: readonly string[], graph: KustomizeGraph): Promise<readonly Unit[]> {
  const { listing, kustomizations, unread } = graph;
  const isUsed = (folder: string): boolean => kustomizations.has(folder) || unread.has(folder);
  const folders = new Set(
    touched
      .filter((path) => !isKustomizationPath(path) && graph.usersOf(path).length === 0 && !path.includes("templates/"))
      .map(folderOf)
      .filter((folder) => !isUsed(folder)),
  );
  const chosen = [...folders].slice(0, mostFolders);
  const byFolder = new Map<string, string[]>(chosen.map((folder) => [folder, []]));
  for (const path of listing.files) if (manifestFile.test(path)) byFolder.get(folderOf(path))?.push(path);
  const resources = await readResources(tree, [...byFolder.values()].flat());
  return [...byFolder].map(([folder, paths]) => {
    const unknown = paths.filter((path) => resources.get(path) === undefined).map((path) => `\`${path}\` is not read`);
    const objects = paths.flatMap((path) => {
      const manifest = resources.get(path);
      return manifest?.kind === "kubernetes" ? objectsOf(manifest).map((object) => builtFrom(object, path)) : [];
    });
    return unitFrom(`folder ${folder}`, "this folder", objects, [], new Set(unknown));
  });
}

function unitFrom(
  id: string,
  title: string,
  objects: readonly BuiltObject[],
  parts: readonly PatchedPart[],
  unknown: ReadonlySet<string>,
): Unit {
  const mentioned = new Set<string>();
  for (const { object, group, kind } of objects) {
    if (object && !isUnderstood(group, kind)) collect(object.root.value, mentioned, 0);
  }
  return { id, title, objects, parts, unknown, mentioned };
}

const mostMentions = 50_000;

function collect(value: unknown, into: Set<string>, depth: number): void {
  if (depth > 30 || into.size > mostMentions) return;
  if (typeof value === "string") into.add(value);
  else if (typeof value === "object" && value !== null) {
    for (const each of Object.values(value)) collect(each, into, depth + 1);
  }
}

/** Of these an operator makes pods and Services. */
const madeByOperator: ReadonlySet<string> = new Set(["Alertmanager", "Prometheus", "PrometheusAgent", "ThanosRuler"]);

/** Kinds that are read here, or that make no objects which others name. */
function isUnderstood(group: string, kind: string): boolean {
  if (group === "monitoring.coreos.com") return !madeByOperator.has(kind);
  return !group.includes(".") || /(?:\.k8s\.io|\.openshift\.io|^keda\.sh)$/u.test(group);
}
