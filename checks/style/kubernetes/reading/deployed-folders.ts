/** Folders of this repository that Argo CD's and Flux's resources deploy, where they say so plainly. */

import { openDocument } from "../../../../core/open-document.ts";
import type { Range } from "../../../../core/text.ts";
import { groupOf, type KubernetesObject, objectsOf } from "../../../../languages/kubernetes/objects.ts";
import type { Section } from "../../../../languages/kubernetes/section.ts";
import { parseYamlDocument } from "../../../../languages/yaml/document.ts";

export interface DeployedFolder {
  /** Of the manifest. */
  readonly path: string;
  /** From the top of the repository; `""` = all of it. */
  readonly folder: string;
  readonly range: Range;
  readonly title: string;
}

/** Of other branches and other repositories nothing is known here; a local run does not know which repository this is. */
export function deployedFolders(path: string, text: string, repository: string): readonly DeployedFolder[] {
  if (!repository.includes("/")) return [];
  const objects = objectsOf(parseYamlDocument(openDocument(path, { kind: "text", text, byteOrderMark: false })));
  return objects.flatMap((object) =>
    sectionsOf(object, objects, repository).flatMap((section) => {
      const folder = plainFolder(section.text());
      return folder === undefined ? [] : [{ path, folder, range: section.place(), title: object.title }];
    }),
  );
}

function sectionsOf(
  object: KubernetesObject,
  objects: readonly KubernetesObject[],
  repository: string,
): readonly Section[] {
  const spec = object.root.at("spec");
  if (object.kind === "Application" && groupOf(object) === "argoproj.io") {
    return [spec.at("source"), ...spec.at("sources").items()]
      .filter((source) => isHere(source.at("repoURL"), repository) && isTrunk(source.at("targetRevision")))
      .map((source) => source.at("path"));
  }
  if (object.kind === "Kustomization" && groupOf(object) === "kustomize.toolkit.fluxcd.io") {
    return sourceIsHere(spec.at("sourceRef"), objects, repository) ? [spec.at("path")] : [];
  }
  return [];
}

/** Flux writes the source and what it deploys into one file. */
function sourceIsHere(reference: Section, objects: readonly KubernetesObject[], repository: string): boolean {
  return objects.some(
    ({ kind, name, root }) =>
      kind === "GitRepository" &&
      reference.at("kind").value === "GitRepository" &&
      reference.at("name").value === name &&
      isHere(root.at("spec", "url"), repository) &&
      isTrunk(root.at("spec", "ref", "branch")),
  );
}

/** `https://github.com/owner/name.git`, `ssh://git@github.com/owner/name`, `git@github.com:owner/name.git`. */
function isHere(url: Section, repository: string): boolean {
  const named = /[/:]([^/:]+\/[^/:]+?)(?:\.git)?\/?$/u.exec(url.text() ?? "")?.[1];
  return named?.toLowerCase() === repository.toLowerCase();
}

function isTrunk(revision: Section): boolean {
  return revision.isMissing || ["HEAD", "main", "master"].includes(String(revision.value));
}

function plainFolder(written: string | undefined): string | undefined {
  if (written === undefined || /[{}$*?]/u.test(written)) return undefined;
  const folder = written.replace(/^(?:\.?\/)+/u, "").replace(/\/+$/u, "");
  return folder.split("/").includes("..") ? undefined : folder === "." ? "" : folder;
}
