/** Folders that others use by their path: Terraform modules, Kustomize bases, charts and roles, and how a user names them. */

import type { ChangedFile } from "../../../../core/differential.ts";
import { folderOf, resolveFolder } from "../../../../languages/hcl/module/paths.ts";

export interface SharedUnit {
  readonly noun: string;
  readonly folder: string;
  /** A changed file of it. */
  readonly example: string;
  /** Whether a file is of the kind that names such units. */
  readonly mayName: (path: string) => boolean;
  readonly isNamedIn: (text: string, path: string) => boolean;
  /** What counts as one place: most often the user's folder. */
  readonly userOf: (path: string) => string;
}

/** Only folders that are called as shared code is called: a root module has no users. */
export function sharedUnits(files: readonly ChangedFile[]): readonly SharedUnit[] {
  const units = new Map<string, SharedUnit>();
  for (const { path } of files) {
    if (path.length > 1_000) continue;
    const unit = terraformModule(path) ?? chart(path) ?? role(path) ?? base(path);
    if (unit && !units.has(unit.folder)) units.set(unit.folder, unit);
  }
  return [...units.values()];
}

const sharedFolder = /(?:^|\/)(?:modules?|shared|common|lib|base|bases|components?)(?:\/|$)/u;

function terraformModule(path: string): SharedUnit | undefined {
  const folder = folderOf(path);
  if (!/\.(?:tf|tofu)$/u.test(path) || !sharedFolder.test(folder)) return undefined;
  return {
    noun: "the module",
    folder,
    example: path,
    mayName: (each) => /(?:\.tf|\.tofu|terragrunt\.hcl)$/u.test(each),
    isNamedIn: (text, from) =>
      pathsIn(text, /^[ \t]*source[ \t]*=[ \t]*"(?<path>[^"\n?]{1,500})/gmu).some((named) =>
        leadsTo(folder, folderOf(from), named.replace("//", "/")),
      ),
    userOf: folderOf,
  };
}

/** A base is a folder with manifests that overlays name under `resources:`, `bases:` or `components:`. */
function base(path: string): SharedUnit | undefined {
  if (!/\.ya?ml$/u.test(path)) return undefined;
  const folder = /^(?<folder>(?:.+\/)?(?:bases?|components?)(?:\/[^/]+)??)\/[^/]+$/u.exec(path)?.groups?.["folder"];
  if (folder === undefined) return undefined;
  return {
    noun: "the base",
    folder,
    example: path,
    mayName: (each) => /(?:^|\/)kustomization\.ya?ml$/u.test(each),
    isNamedIn: (text, from) =>
      pathsIn(text, /^[ \t]*-[ \t]+["']?(?<path>\.\.?\/[^\s"'#]{1,500})/gmu).some((named) =>
        leadsTo(folder, folderOf(from), named),
      ),
    userOf: folderOf,
  };
}

function chart(path: string): SharedUnit | undefined {
  const folder = /^(?<folder>(?:.+\/)?charts?\/[^/]+)\/.+$/u.exec(path)?.groups?.["folder"];
  if (folder === undefined) return undefined;
  return {
    noun: "the chart",
    folder,
    example: path,
    mayName: (each) =>
      /(?:^|\/)(?:Chart|kustomization|helmfile[^/]*)\.ya?ml$|(?:^|\/)(?:argo[^/]*|applications?|apps)\/.+\.ya?ml$/u.test(
        each,
      ),
    isNamedIn: (text, from) =>
      pathsIn(text, /^[ \t]*(?:-[ \t]+)?(?:repository|chart|path):[ \t]*["']?(?<path>[^\s"'#]{1,500})/gmu).some(
        (named) => leadsTo(folder, folderOf(from), named.replace(/^file:\/\//u, "")) || named === folder,
      ),
    userOf: (each) => (/(?:Chart|kustomization|helmfile[^/]*)\.ya?ml$/u.test(each) ? folderOf(each) : each),
  };
}

function role(path: string): SharedUnit | undefined {
  const folder = /^(?<folder>(?:.+\/)?roles\/[^/]+)\/.+$/u.exec(path)?.groups?.["folder"];
  if (folder === undefined) return undefined;
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  return {
    noun: "the role",
    folder,
    example: path,
    mayName: (each) =>
      /\.ya?ml$/u.test(each) && (!each.includes("/") || /(?:^|\/)(?:playbooks|meta)\/[^/]+$/u.test(each)),
    isNamedIn: (text) =>
      pathsIn(
        text,
        /^[ \t]*(?:-[ \t]+)?(?:-|role:|name:)[ \t]+(?:role:[ \t]*)?["']?(?<path>[\w.-]{1,200})["']?[ \t]*(?:#.*)?$/gmu,
      ).includes(name) &&
      /^[ \t]*(?:-[ \t]+)?(?:roles:|dependencies:|(?:ansible\.builtin\.)?(?:import|include)_role:)/mu.test(text),
    userOf: (each) => each,
  };
}

function pathsIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map((match) => match.groups?.["path"] ?? "");
}

function leadsTo(folder: string, from: string, named: string): boolean {
  if (!/^\.\.?(?:\/|$)/u.test(named)) return false;
  return resolveFolder(from, named.replace(/\/$/u, "")) === folder;
}
