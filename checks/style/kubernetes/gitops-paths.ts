/**
 * Argo CD and Flux resources that deploy a folder of this repository that is not there.
 *
 * Why: the resource is accepted, and from then on nothing of it is deployed or updated; what runs stays as it is.
 *
 * Bad:
 * ```yaml
 * === head argocd/shop.yaml
 * apiVersion: argoproj.io/v1alpha1
 * kind: Application
 * metadata:
 *   name: shop
 * spec:
 *   source:
 *     repoURL: https://github.com/shop/infrastructure
 *     path: apps/shp
 * === head apps/shop/kustomization.yaml
 * resources: []
 * ```
 *
 * Good:
 * ```yaml
 * === head argocd/shop.yaml
 * apiVersion: argoproj.io/v1alpha1
 * kind: Application
 * metadata:
 *   name: shop
 * spec:
 *   source:
 *     repoURL: https://github.com/shop/infrastructure
 *     path: apps/shop
 * === head apps/shop/kustomization.yaml
 * resources: []
 * ```
 *
 * Mend: write the folder's path as it is from the top of the repository.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/gitops-paths -- reason`
 */

import type { TreeCheck } from "../../../core/check.ts";
import type { Tree } from "../../../core/differential.ts";
import type { Finding } from "../../../core/finding.ts";
import { nearest } from "../../../core/nearest.ts";
import type { DeployedFolder } from "./reading/deployed-folders.ts";

const manifestFile = /\.ya?ml$/u;

const check: TreeCheck<object> = {
  scope: "tree",
  paths: ["**/*.yaml", "**/*.yml"],
  async look(differential) {
    const { files, head, base, repository } = differential;
    const paths = files
      .filter(({ path, status }) => status !== "removed" && manifestFile.test(path))
      .map(({ path }) => path);
    const after = await missingFolders(head, paths, repository);
    if (after.length === 0) return { findings: [] };
    const older = new Set(
      (await missingFolders(base, paths, repository)).map(({ path, folder }) => `${path}\0${folder}`),
    );
    const added = after.filter(({ path, folder }) => !older.has(`${path}\0${folder}`));
    const folders = [...(await foldersOf(head))];
    return { findings: added.map((deployed) => findingOf(deployed, folders)) };
  },
};
export default check;

async function missingFolders(
  tree: Tree,
  paths: readonly string[],
  repository: string,
): Promise<readonly DeployedFolder[]> {
  const contents = await tree.read(paths);
  const texts = [...contents].flatMap(([path, content]) =>
    content.kind === "text" ? [[path, content.text] as const] : [],
  );
  const candidates = texts.filter(([, text]) => /argoproj\.io|fluxcd\.io/u.test(text));
  if (candidates.length === 0) return [];
  // Most changes to YAML deploy nothing: the reader comes with a parser.
  const { deployedFolders } = await import("./reading/deployed-folders.ts");
  const deployed = candidates.flatMap(([path, text]) => deployedFolders(path, text, repository));
  if (deployed.length === 0) return [];
  const folders = await foldersOf(tree);
  return deployed.filter(({ folder }) => folder !== "" && !folders.has(folder));
}

/** Every folder that a file lies below. */
async function foldersOf(tree: Tree): Promise<ReadonlySet<string>> {
  const folders = new Set<string>();
  for (const { path } of await tree.list("")) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function findingOf({ path, folder, title, range }: DeployedFolder, folders: readonly string[]): Finding {
  const meant = nearest(folder, folders);
  return {
    message: `${title} deploys \`${folder}\`, and this repository has no such folder.`,
    advice: meant === undefined ? "Write the path from the top of the repository." : `Write \`${meant}\`.`,
    at: { path, range },
    evidence: `${title} ${folder}`,
  };
}
