/** Finds what a manifest is to be read with: the definitions of its custom resources, and what Kustomize does with it. */

import type { Facts, Trees } from "../../../core/check.ts";
import type { FileContent, Tree } from "../../../core/differential.ts";
import type { Document } from "../../../core/document.ts";
import { isObject } from "../json-schema/schema-object.ts";
import { isShippedGroup } from "./shipped.ts";

export interface DefinitionFile {
  readonly path: string;
  readonly text: string;
}

export interface ManifestFacts {
  /** Files that define custom resources of the groups that the manifest mentions. */
  readonly definitions: readonly DefinitionFile[];
  /** Kustomize lays it over another one. */
  readonly isPatch: boolean;
  /** Keys that a kustomization may fill in, this one or an overlay of it: `selector` from common labels, `namespace`. */
  readonly filledIn: readonly string[];
}

const mostFiles = 300;
const mostBytes = 3_000_000;
const mostFilesOfOne = 30;
const highestKustomization = 4;

export async function gatherManifestFacts(
  documents: readonly Document[],
  { own }: Trees,
  folders: readonly string[],
): Promise<ReadonlyMap<string, Facts>> {
  const groups = new Map(documents.map((document) => [document.path, customGroups(document.text)] as const));
  const isCustom = [...groups.values()].some((names) => names.length > 0);
  const definitions = isCustom ? await findDefinitions(documents, own, folders) : [];
  const uses = await kustomizationsOf(documents, own);
  return new Map(
    documents.map(({ path, text }) => {
      const wanted = groups.get(path) ?? [];
      const facts: ManifestFacts = {
        definitions: definitions
          .filter((file) => wanted.some((group) => file.text.includes(group)))
          .slice(0, mostFilesOfOne),
        isPatch: uses.get(path)?.isPatch === true || looksLikePatch(path, text),
        filledIn: uses.get(path)?.filledIn ?? [],
      };
      return [path, { ...facts }];
    }),
  );
}

/** After their way to a worker. */
export function manifestFactsOf(facts: Facts | undefined): ManifestFacts {
  const files = facts?.["definitions"];
  const filledIn = facts?.["filledIn"];
  return {
    definitions: Array.isArray(files) ? files.filter(isDefinitionFile) : [],
    isPatch: facts?.["isPatch"] === true,
    filledIn: Array.isArray(filledIn) ? filledIn.filter((key) => typeof key === "string") : [],
  };
}

function isDefinitionFile(value: unknown): value is DefinitionFile {
  return isObject(value) && typeof value["path"] === "string" && typeof value["text"] === "string";
}

/** API groups that are not Kubernetes' own; a linear look, nothing is parsed. */
function customGroups(text: string): readonly string[] {
  const names = new Set<string>();
  for (const [, group = ""] of text.matchAll(/["']?apiVersion["']?[ \t]*:[ \t]*["']?([\w.-]{1,253})\//gu)) {
    if (!isShippedGroup(group)) names.add(group);
  }
  return [...names];
}

async function findDefinitions(
  documents: readonly Document[],
  tree: Tree,
  folders: readonly string[],
): Promise<readonly DefinitionFile[]> {
  const known = new Map(documents.map(({ path, text }) => [path, text] as const));
  const entries = await tree.list("");
  const paths = entries
    .filter(({ path, kind, size = 0 }) => kind === "file" && size <= mostBytes && mayDefine(path, folders))
    .map(({ path }) => path);
  const asked = paths.filter((path) => !known.has(path)).slice(0, mostFiles);
  const contents = asked.length === 0 ? new Map<string, FileContent>() : await tree.read(asked);
  const read = asked.flatMap((path) => {
    const content = contents.get(path);
    return content?.kind === "text" ? [[path, content.text] as const] : [];
  });
  return [...known, ...read]
    .filter(([, text]) => text.length <= mostBytes && text.includes("CustomResourceDefinition"))
    .map(([path, text]) => ({ path, text }));
}

function mayDefine(path: string, folders: readonly string[]): boolean {
  if (!/\.(?:ya?ml|json)$/iu.test(path)) return false;
  if (/crd|customresourcedefinition|custom-resource-definition/iu.test(path)) return true;
  return folders.some((folder) => path === folder || path.startsWith(`${folder.replace(/\/+$/u, "")}/`));
}

type KustomizationUse = Pick<ManifestFacts, "isPatch" | "filledIn">;

/** What the `kustomization.yaml` files beside and above a manifest do with it. */
async function kustomizationsOf(
  documents: readonly Document[],
  tree: Tree,
): Promise<ReadonlyMap<string, KustomizationUse>> {
  const wanted = new Set(documents.flatMap(({ path }) => kustomizationsAbove(path)));
  const contents = await tree.read([...wanted]);
  return new Map(documents.map(({ path }) => [path, useOf(path, contents)]));
}

function useOf(path: string, contents: ReadonlyMap<string, FileContent>): KustomizationUse {
  const naming = kustomizationsAbove(path).flatMap((kustomization) => {
    const content = contents.get(kustomization);
    const folder = folderOf(kustomization);
    const name = folder === "" ? path : path.slice(folder.length + 1);
    return content?.kind === "text" && content.text.includes(name) ? [{ name, text: content.text }] : [];
  });
  return {
    isPatch: naming.some(({ name, text }) => patchPaths(text).has(name)),
    filledIn: naming.length > 0 ? ["selector", "namespace"] : [],
  };
}

function kustomizationsAbove(path: string): readonly string[] {
  const found: string[] = [];
  let folder = folderOf(path);
  for (let level = 0; level < highestKustomization; level += 1) {
    for (const name of ["kustomization.yaml", "kustomization.yml"])
      found.push(folder === "" ? name : `${folder}/${name}`);
    if (folder === "") break;
    folder = folderOf(folder);
  }
  return found;
}

/** Paths under `patches` and its older names; a look at lines, nothing is parsed. */
function patchPaths(text: string): ReadonlySet<string> {
  const paths = new Set<string>();
  let isPatches = false;
  for (const line of text.slice(0, 200_000).split("\n")) {
    const key = /^["']?([A-Za-z0-9]+)["']?[ \t]*:/u.exec(line)?.[1];
    if (key !== undefined) isPatches = key.startsWith("patches");
    if (!isPatches || line.length > 1_000) continue;
    const path = /^[ \t]*(?:-[ \t]+)?(?:path[ \t]*:[ \t]*)?["']?(?:\.\/)?([^\s"'#:]+)["']?[ \t]*(?:#.*)?\r?$/u.exec(
      line,
    )?.[1];
    if (path !== undefined) paths.add(path);
  }
  return paths;
}

function looksLikePatch(path: string, text: string): boolean {
  if (/(?:^|[/._-])patch(?:es)?(?:[/._-]|$)/iu.test(path) || /^[ \t-]*\$patch[ \t]*:/mu.test(text)) return true;
  // Containers without any image are laid over others, by whatever tool.
  return /^[ \t-]*containers[ \t]*:/mu.test(text) && !/^[ \t-]*(?:image|selector)[ \t]*:/mu.test(text);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
