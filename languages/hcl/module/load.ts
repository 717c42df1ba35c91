/** Loads Terraform modules from a tree: only the folders asked for and the local modules they call, each once. */

import type { FileContent, Tree } from "../../../core/differential.ts";
import type { Gap } from "../../../core/finding.ts";
import { nearest } from "../../../core/nearest.ts";
import { openDocument } from "../../../core/open-document.ts";
import { parseJsonDocument } from "../../json/document.ts";
import type { HclDocument, JsonDocument } from "../../parsed.ts";
import { parseHclDocument } from "../document.ts";
import type { HclExpression } from "../tree.ts";
import { valuesOfJson } from "./json-body.ts";
import { attributeOf, declarationsOf, joinModule, literalText, type TerraformModule } from "./module.ts";
import { fileRole, folderOf, resolveFolder } from "./paths.ts";
import { summarizeFile } from "./summarize.ts";
import type { FileSummary } from "./summary.ts";

/** A module of more files than that was written by a machine, and nobody waits for its review. */
const mostFiles = 500;
const mostCharacters = 8_000_000;

const loaded = new WeakMap<Tree, Map<string, Promise<TerraformModule>>>();

/** By folder. What several rules ask of one tree is read and parsed once. */
export async function loadModules(
  tree: Tree,
  folders: readonly string[],
): Promise<ReadonlyMap<string, TerraformModule>> {
  const known = loaded.get(tree) ?? new Map<string, Promise<TerraformModule>>();
  loaded.set(tree, known);
  const missing = folders.filter((folder) => !known.has(folder));
  if (missing.length > 0) {
    const batch = readModules(tree, missing);
    for (const folder of missing)
      known.set(
        folder,
        batch.then((modules) => modules.get(folder) ?? emptyModule(folder)),
      );
  }
  const modules = await Promise.all(folders.map(async (folder) => [folder, await known.get(folder)] as const));
  return new Map(modules.flatMap(([folder, module]) => (module ? [[folder, module]] : [])));
}

function emptyModule(folder: string): TerraformModule {
  return joinModule({ folder, files: [] });
}

/** Two batches: the folders themselves, then the local modules that they call. */
async function readModules(tree: Tree, folders: readonly string[]): Promise<ReadonlyMap<string, TerraformModule>> {
  const own = await readFolders(tree, folders);
  const called = new Set([...own.values()].flatMap(childFolders).map(({ folder }) => folder));
  const others = [...called].filter((folder) => !own.has(folder));
  const all = new Map([...own, ...(others.length > 0 ? await readFolders(tree, others) : [])]);
  const empty = [...called].filter((folder) => all.get(folder)?.files.length === 0);
  const absent = await absentFolders(tree, empty);
  return new Map([...own].map(([folder, module]) => [folder, withChildren(module, all, absent)]));
}

function withChildren(
  module: TerraformModule,
  all: ReadonlyMap<string, TerraformModule>,
  absent: ReadonlyMap<string, string | undefined>,
): TerraformModule {
  const children = new Map<string, TerraformModule>();
  const withoutFolder = new Map<string, string | undefined>();
  for (const { name, folder } of childFolders(module)) {
    const child = all.get(folder);
    if (child && child.files.length > 0) children.set(name, child);
    if (absent.has(folder)) withoutFolder.set(name, absent.get(folder));
  }
  return { ...module, children, withoutFolder };
}

/** Folders without any file, and without a submodule or link on the way that may hold some; with the nearest module there is. */
async function absentFolders(tree: Tree, folders: readonly string[]): Promise<ReadonlyMap<string, string | undefined>> {
  if (folders.length === 0) return new Map();
  const entries = await tree.list("");
  // A tree too large to list says nothing about what is not in it.
  if (entries.length === 0) return new Map();
  const detours = entries.filter(({ kind }) => kind !== "file").map(({ path }) => `${path}/`);
  const modules = new Set(entries.filter(({ path }) => fileRole(path) === "module").map(({ path }) => folderOf(path)));
  const absent = folders.filter(
    (folder) =>
      !entries.some(({ path }) => path.startsWith(`${folder}/`)) &&
      !detours.some((detour) => `${folder}/`.startsWith(detour)),
  );
  return new Map(absent.map((folder) => [folder, nearest(folder, modules)]));
}

function childFolders(module: TerraformModule): readonly { readonly name: string; readonly folder: string }[] {
  return declarationsOf(module, "module").flatMap((call) => {
    const source = literalText(attributeOf(call, "source")?.expression);
    if (source === undefined || !/^\.\.?\//u.test(source)) return [];
    const folder = resolveFolder(module.folder, source);
    return folder === undefined ? [] : [{ name: call.name, folder }];
  });
}

async function readFolders(tree: Tree, folders: readonly string[]): Promise<Map<string, TerraformModule>> {
  const listed = await Promise.all(
    folders.map(async (folder) => {
      const entries = await tree.list(folder);
      const inside = entries.map(({ path }) => path).filter((path) => folderOf(path) === folder);
      const paths = withoutTwins(inside.filter((path) => fileRole(path) !== undefined));
      const isGenerated = inside.some((path) => /(?:^|\/)terragrunt\.hcl$/u.test(path));
      return { folder, paths: paths.slice(0, mostFiles), count: paths.length, isGenerated };
    }),
  );
  const contents = await tree.read(listed.flatMap(({ paths }) => paths));
  return new Map(
    listed.map(({ folder, paths, count, isGenerated }) => {
      const files = paths.map((path): readonly [string, FileContent] => [
        path,
        contents.get(path) ?? { kind: "missing" },
      ]);
      const left = count - paths.length;
      const reasons = [
        ...(left > 0 ? [`${left} more files of the module are not read`] : []),
        ...(isGenerated ? ["Terragrunt may write more files into this folder"] : []),
      ];
      const gaps = reasons.map((reason): Gap => ({ path: folder, reason, cause: "unsupported" }));
      return [folder, moduleOf(folder, files, gaps)];
    }),
  );
}

/** OpenTofu reads `x.tofu` in place of `x.tf`, Terraform only `x.tf`: nobody reads both as one module. */
function withoutTwins(paths: readonly string[]): readonly string[] {
  const known = new Set(paths);
  return paths.filter(
    (path) => !known.has(path.replace(/\.tofu((?:\.json)?)$/u, ".tf$1")) || !/\.tofu(?:\.json)?$/u.test(path),
  );
}

function moduleOf(
  folder: string,
  contents: readonly (readonly [path: string, content: FileContent])[],
  before: readonly Gap[],
): TerraformModule {
  const files: FileSummary[] = [];
  const gaps = [...before];
  const setVariables = new Map<string, HclExpression>();
  let characters = 0;
  for (const [path, content] of contents.toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    const document = content.kind === "text" ? parse(path, content) : undefined;
    characters += document?.text.length ?? 0;
    if (!document || characters > mostCharacters) gaps.push({ path, ...whyNot(content) });
    else if (fileRole(path) === "variables")
      for (const [name, value] of valuesOf(document)) setVariables.set(name, value);
    else files.push(summarizeFile(document));
  }
  return joinModule({ folder, files, setVariables, gaps });
}

function parse(path: string, content: Extract<FileContent, { kind: "text" }>): HclDocument | JsonDocument {
  const document = openDocument(path, content);
  return path.endsWith(".json") ? parseJsonDocument(document) : parseHclDocument(document);
}

function whyNot(content: FileContent): Pick<Gap, "reason" | "cause"> {
  if (content.kind === "text") return { reason: "is one file too many for its module", cause: "unsupported" };
  if (content.kind === "unreadable") return { reason: content.reason, cause: "ours" };
  return { reason: `is ${content.kind}, so its module is not wholly known`, cause: "input" };
}

function valuesOf(document: HclDocument | JsonDocument): readonly (readonly [string, HclExpression])[] {
  if (document.language === "hcl") {
    return document.tree.body.items.flatMap((item) =>
      item.type === "HclAttribute" ? [[item.name.name, item.expression] as const] : [],
    );
  }
  return valuesOfJson(document.tree);
}
