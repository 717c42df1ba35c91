/** Which files are kustomizations, and where the paths that they name lead. */

import { folderOf, resolveFolder } from "../hcl/module/paths.ts";

export { folderOf };

const kustomizationFile = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/u;

/** The three names that `kustomize build` looks for in a folder. */
export function isKustomizationPath(path: string): boolean {
  return kustomizationFile.test(path);
}

/** In the order in which Kustomize looks for them. */
export function kustomizationPaths(folder: string): readonly string[] {
  return ["kustomization.yaml", "kustomization.yml", "Kustomization"].map((name) => joined(folder, name));
}

export function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

export type Target =
  /** Below the tree's root, without a slash at its end; `""` is the root itself. */
  | { readonly kind: "local"; readonly path: string }
  /** Another repository, an archive or a file that is downloaded: nobody knows what is in it. */
  | { readonly kind: "remote" }
  /** Above the root of this tree, or an absolute path. */
  | { readonly kind: "outside" };

/** Kustomize takes whatever is no local path for an address, so that a first segment with a dot in it may be a host. */
export function targetOf(folder: string, written: string): Target {
  const isAddress = /^[a-z][a-z0-9+.-]*:|^git@|[?&](?:ref|version|timeout|submodules)=|^[^/]+\/\/|\.git(?:\/|$)/iu;
  if (isAddress.test(written)) return { kind: "remote" };
  if (/^(?!\.{1,2}\/)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/[^/]+\/[^/]+/iu.test(written)) return { kind: "remote" };
  if (written.startsWith("/")) return { kind: "outside" };
  const path = resolveFolder(folder, written);
  return path === undefined ? { kind: "outside" } : { kind: "local", path };
}
