/** What `kustomize build` gathers in a folder, as far as the tree alone tells: objects, clashes, patches that meet nothing. Nothing is rendered. */

import type { Tree } from "../../core/differential.ts";
import type { Range } from "../../core/text.ts";
import { type KubernetesObject, objectsOf } from "../kubernetes/objects.ts";
import { type BuiltObject, builtFrom, builtFromGenerator, transformed } from "./built-object.ts";
import type { KustomizeGraph } from "./graph.ts";
import type { Kustomization, Mention, Patch } from "./kustomization.ts";
import { contentOf, deletes, isMergedInto, isSelected, type PatchContent } from "./patch.ts";
import { type ReadResources, readResources } from "./resource-files.ts";

export interface Build {
  readonly folder: string;
  readonly objects: readonly BuiltObject[];
  /** Parts of objects in patches, where they stand. */
  readonly parts: readonly PatchedPart[];
  /** Folders of the kustomizations that take part, its own among them. */
  readonly folders: ReadonlySet<string>;
  /** Why there may be more in it than is known. Empty: complete. */
  readonly unknown: ReadonlySet<string>;
  readonly clashes: readonly Clash[];
  readonly patches: readonly PatchUse[];
}

export interface PatchedPart {
  readonly path: string;
  readonly object: KubernetesObject;
  readonly namespace: string | undefined;
}

/** Two objects that Kustomize cannot tell apart. */
export interface Clash {
  readonly kustomization: Kustomization;
  /** The entry that brings the second one. */
  readonly range: Range;
  readonly first: BuiltObject;
  readonly second: BuiltObject;
}

/** One patch, or one object of a patch with several, in this build. */
export interface PatchUse {
  readonly kustomization: Kustomization;
  readonly patch: Patch;
  /** Missing where the patch says itself whom it is for. */
  readonly part?: { readonly object: KubernetesObject; readonly path?: string };
  readonly isMatched: boolean;
}

interface Walk {
  readonly graph: KustomizeGraph;
  readonly resources: ReadResources;
  readonly folders: Set<string>;
  readonly unknown: Set<string>;
  readonly clashes: Clash[];
  readonly patches: PatchUse[];
  readonly parts: PatchedPart[];
  /** A base that is used twice at each of many levels grows without bound. */
  steps: number;
  /** Objects that were looked at on the way. */
  objects: number;
}

const mostSteps = 2_000;
const mostObjects = 500_000;
const deepest = 40;

const known = new WeakMap<KustomizeGraph, Map<string, Build>>();

/** By folder; what several rules ask of one tree is read and built once. */
export async function buildsOf(
  tree: Tree,
  graph: KustomizeGraph,
  folders: readonly string[],
): Promise<ReadonlyMap<string, Build>> {
  const builds = known.get(graph) ?? new Map<string, Build>();
  known.set(graph, builds);
  const missing = folders.filter((folder) => !builds.has(folder));
  const resources = await readResources(tree, [...new Set(missing.flatMap((folder) => filesBelow(folder, graph)))]);
  for (const folder of missing) builds.set(folder, builds.get(folder) ?? buildOf(folder, graph, resources));
  return new Map(folders.flatMap((folder) => [[folder, builds.get(folder)] as const]).filter(isBuilt));
}

function isBuilt(entry: readonly [string, Build | undefined]): entry is readonly [string, Build] {
  return entry[1] !== undefined;
}

function filesBelow(folder: string, graph: KustomizeGraph): readonly string[] {
  const seen = new Set<string>();
  const files: string[] = [];
  const open = [folder];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (seen.has(each)) continue;
    seen.add(each);
    for (const { target, role } of graph.kustomizations.get(each)?.mentions ?? []) {
      if (target.kind !== "local" || !(role === "resource" || role === "component" || role === "patch")) continue;
      if (graph.kustomizations.has(target.path)) open.push(target.path);
      else files.push(target.path);
    }
  }
  return files;
}

function buildOf(folder: string, graph: KustomizeGraph, resources: ReadResources): Build {
  const walk: Walk = {
    graph,
    resources,
    folders: new Set(),
    unknown: new Set(),
    clashes: [],
    patches: [],
    parts: [],
    steps: 0,
    objects: 0,
  };
  const objects = gathered(folder, [], walk, []);
  const { folders, unknown, clashes, patches, parts } = walk;
  return { folder, objects, folders, unknown, clashes, patches, parts };
}

/** A component works on what its user has gathered before; everything else begins with nothing. */
function gathered(
  folder: string,
  before: readonly BuiltObject[],
  walk: Walk,
  way: readonly string[],
): readonly BuiltObject[] {
  const kustomization = walk.graph.kustomizations.get(folder);
  if (!kustomization || way.includes(folder) || way.length > deepest) {
    walk.unknown.add(kustomization ? `\`${folder}\` uses itself` : `\`${folder}\` is not read`);
    return before;
  }
  walk.folders.add(folder);
  walk.steps += 1;
  if (walk.steps > mostSteps) {
    walk.unknown.add("it is too large");
    return before;
  }
  for (const field of kustomization.opaque) walk.unknown.add(`\`${field}\` of \`${kustomization.path}\``);

  let objects = before;
  for (const mention of kustomization.mentions) {
    if (walk.steps > mostSteps) break;
    if (mention.role === "resource") {
      objects = added(objects, resourcesOf(mention, walk, [...way, folder]), kustomization, mention.range, walk);
    } else if (mention.role === "component" && mention.target.kind === "local") {
      objects = gathered(mention.target.path, objects, walk, [...way, folder]);
    } else if (mention.role === "component") walk.unknown.add(`\`${mention.written}\` is remote`);
  }
  objects = withGenerated(objects, kustomization, walk);
  objects = patched(objects, kustomization, walk);
  return objects.map((built) => transformed(built, kustomization));
}

function resourcesOf({ target, written }: Mention, walk: Walk, way: readonly string[]): readonly BuiltObject[] {
  if (target.kind !== "local") {
    walk.unknown.add(`\`${written}\` is not in this repository`);
    return [];
  }
  const { path } = target;
  if (walk.graph.kustomizations.has(path) || walk.graph.unread.has(path)) return gathered(path, [], walk, way);
  const manifest = walk.resources.get(path);
  if (!manifest) {
    walk.unknown.add(`\`${path}\` is not read`);
    return [];
  }
  const objects = objectsOf(manifest);
  // Something that is written later, on the way to the cluster.
  if (objects.length === 0) walk.unknown.add(`\`${path}\` holds no object`);
  return objects
    .filter(({ root }) => root.at("metadata", "annotations", "config.kubernetes.io/local-config").value !== "true")
    .map((object) => builtFrom(object, path));
}

function added(
  objects: readonly BuiltObject[],
  more: readonly BuiltObject[],
  kustomization: Kustomization,
  range: Range,
  walk: Walk,
): readonly BuiltObject[] {
  walk.objects += objects.length + more.length;
  if (walk.objects > mostObjects) {
    walk.unknown.add("it is too large");
    return objects;
  }
  const known = new Map(objects.map((built) => [identityOf(built), built]));
  for (const second of more) {
    const identity = identityOf(second);
    const first = known.get(identity);
    if (first && second.name !== undefined) walk.clashes.push({ kustomization, range, first, second });
    known.set(identity, second);
  }
  return [...objects, ...more];
}

/** No namespace is the namespace `default`. */
function identityOf({ group, version, kind, namespace, name }: BuiltObject): string {
  return [group, version, kind, namespace ?? "default", name ?? ""].join(" ");
}

function withGenerated(objects: readonly BuiltObject[], kustomization: Kustomization, walk: Walk) {
  let all = objects;
  for (const generated of kustomization.generated) {
    const built = builtFromGenerator(generated, kustomization.path);
    if (generated.behaviour === "create") all = added(all, [built], kustomization, generated.range, walk);
    else all = all.map((each) => (isSameName(each, built) ? { ...each, keys: undefined, isGenerated: true } : each));
  }
  return all;
}

function isSameName(one: BuiltObject, other: BuiltObject): boolean {
  return one.kind === other.kind && other.name !== undefined && one.names.has(other.name);
}

function patched(objects: readonly BuiltObject[], kustomization: Kustomization, walk: Walk): readonly BuiltObject[] {
  let all = objects;
  for (const patch of kustomization.patches) {
    const content = contentOf(patch, walk.resources);
    if (content) all = applied(patch, content, all, kustomization, walk);
    else all = all.map((built) => ({ ...built, patches: [...built.patches, unreadPatch] }));
  }
  return all;
}

/** Stands for the text of a patch that nobody could read: it may change anything. */
export const unreadPatch = "\0";

function applied(
  patch: Patch,
  content: PatchContent,
  objects: readonly BuiltObject[],
  kustomization: Kustomization,
  walk: Walk,
): readonly BuiltObject[] {
  const { selector } = patch;
  const { text, objects: parts, path } = content;
  const namespace = kustomization.root.at("namespace").text();
  if (path !== undefined) for (const object of parts) walk.parts.push({ path, object, namespace });
  const tell = (isMatched: boolean, part?: KubernetesObject): void => {
    const placed = part && { part: { object: part, ...(path === undefined ? {} : { path }) } };
    walk.patches.push({ kustomization, patch, ...placed, isMatched: isMatched || walk.unknown.size > 0 });
  };

  if (selector) {
    // The oldest kind of patch is applied last, when names and namespaces are set.
    const isLast = patch.field === "patchesJson6902";
    const isMeant = (built: BuiltObject): boolean =>
      isSelected(selector, built) || (isLast && isSelected(selector, transformed(built, kustomization)));
    tell(objects.some(isMeant));
    return afterPatch(objects, isMeant, text, parts.some(deletes));
  }
  return parts.reduce((all, part) => {
    const isMeant = (built: BuiltObject): boolean => isMergedInto(part, built);
    tell(all.some(isMeant), part);
    return afterPatch(all, isMeant, text, deletes(part));
  }, objects);
}

function afterPatch(
  objects: readonly BuiltObject[],
  isMeant: (built: BuiltObject) => boolean,
  text: string,
  isDeletion: boolean,
): readonly BuiltObject[] {
  if (isDeletion) return objects.filter((built) => !isMeant(built));
  const mayRename = /allowNameChange|\/metadata\/name\b/u.test(text);
  return objects.map((built) => {
    if (!isMeant(built)) return built;
    const unnamed = mayRename ? { name: undefined, names: new Set<string>() } : {};
    return { ...built, ...unnamed, patches: [...built.patches, text] };
  });
}
