/**
 * Files and folders that a kustomization names and that are not there.
 *
 * Why: `kustomize build` stops at the first of them, and with it every roll-out of this overlay and of all that build on it.
 *
 * Looks at `resources`, `bases`, `components`, patches, generators' files and whatever else Kustomize reads, in kustomizations that the
 * change touches and in those that name a file which it deletes or renames. Addresses of other repositories are left alone; files
 * of a `secretGenerator`, and those that `.gitignore` names, are mostly made on the way to the cluster and are told only where this
 * change takes them away.
 *
 * Bad (k8s/production/kustomization.yaml):
 * ```yaml
 * apiVersion: kustomize.config.k8s.io/v1beta1
 * kind: Kustomization
 * resources:
 *   - deployment.yaml
 * ```
 *
 * Good (k8s/production/kustomization.yaml):
 * ```yaml
 * apiVersion: kustomize.config.k8s.io/v1beta1
 * kind: Kustomization
 * resources:
 *   - https://github.com/harbour/infra//k8s/base?ref=v1.4.2
 * ```
 *
 * Mend: write the path that is meant, from the kustomization's own folder, or add the file.
 *
 * Waive: `# plumbline-disable-next-line style/kustomize/missing-files -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import { isSlip, nearest } from "../../../core/nearest.ts";
import type { Kustomization, Mention } from "../../../languages/kustomize/kustomization.ts";
import { folderOf, kustomizationPaths } from "../../../languages/kustomize/paths.ts";
import { ignoredByGit } from "./reading/ignored-by-git.ts";
import { concernedFolders, kustomizeCheck, type KustomizeView } from "./reading/kustomize-check.ts";
import { relativePath } from "./reading/relative-path.ts";

interface Suspect {
  readonly kustomization: Kustomization;
  readonly mention: Mention;
  /** Where it leads to. */
  readonly path: string;
  /** The folder is there and no kustomization in it. */
  readonly isFolder: boolean;
}

export default kustomizeCheck({
  concerns: ({ status, previousPath }) => status === "removed" || previousPath !== undefined,
  async judge(view) {
    const suspects = concernedFolders(view).flatMap((folder) => suspectsOf(folder, view));
    if (suspects.length === 0) return { findings: [] };
    const isThere = await confirmed(suspects, view);
    const missing = suspects.filter((suspect) => !isThere(suspect));
    const ignored = await ignoredByGit(
      missing.map(({ path }) => path),
      view.tree,
    );
    const findings = missing
      .filter((suspect) => isGone(suspect, view) || !(ignored.has(suspect.path) || isMadeElsewhere(suspect.mention)))
      .map((suspect) => findingOf(suspect, view));
    return { findings };
  },
});

function suspectsOf(folder: string, { graph }: KustomizeView): readonly Suspect[] {
  const kustomization = graph.kustomizations.get(folder);
  const { files, folders, isDetour } = graph.listing;
  return (kustomization?.mentions ?? []).flatMap((mention): readonly Suspect[] => {
    const { target, role } = mention;
    if (kustomization === undefined || target.kind !== "local" || isDetour(target.path)) return [];
    const suspect = { kustomization, mention, path: target.path, isFolder: folders.has(target.path) };
    if (!suspect.isFolder) return files.has(target.path) ? [] : [suspect];
    const mayBeFolder = role === "resource" || role === "component";
    const hasKustomization = graph.kustomizations.has(target.path) || graph.unread.has(target.path);
    return !mayBeFolder || hasKustomization ? [] : [suspect];
  });
}

/** A list of files may be cut; whoever asks for a file by its name gets an answer. */
async function confirmed(
  suspects: readonly Suspect[],
  { tree }: KustomizeView,
): Promise<(suspect: Suspect) => boolean> {
  const pathsOf = ({ path, isFolder }: Suspect): readonly string[] => [
    ...(isFolder ? [] : [path]),
    ...kustomizationPaths(path),
  ];
  const contents = await tree.read([...new Set(suspects.flatMap(pathsOf))]);
  return (suspect) => pathsOf(suspect).some((path) => (contents.get(path)?.kind ?? "missing") !== "missing");
}

/** Whether this change takes it away. */
function isGone({ path }: Suspect, { touched }: KustomizeView): boolean {
  return touched.has(path) || kustomizationPaths(path).some((each) => touched.has(each));
}

/** Files with secrets, and charts that are downloaded, are in few repositories. */
function isMadeElsewhere({ role, field }: Mention): boolean {
  return role === "secret-file" || field === "helmCharts";
}

function findingOf(suspect: Suspect, view: KustomizeView): Finding {
  const { kustomization, mention, path, isFolder } = suspect;
  const what = `\`${mention.written}\` under \`${mention.field}\``;
  const at = { path: kustomization.path, range: mention.range };
  const evidence = `${mention.field} ${mention.written}`;
  if (isFolder) {
    return {
      message: `${what} is a folder without a kustomization, so this one does not build.`,
      advice: "Name the files in it one by one, or add a `kustomization.yaml` there.",
      at,
      evidence,
    };
  }
  const successor = view.renamed.get(path) ?? renamedFolder(path, view);
  if (successor !== undefined) {
    const written = relativePath(kustomization.folder, successor);
    return {
      message: `${what} is not there any more: this change calls it \`${successor}\`.`,
      advice: `Write \`${written}\`.`,
      at,
      evidence,
      fix: { safe: false, edits: [{ range: mention.range, text: written }] },
    };
  }
  const near = nearestPath(path, kustomization.folder, view);
  return {
    message: isGone(suspect, view)
      ? `${what} is not there any more: this change deletes it.`
      : `${what} does not exist, so this kustomization does not build.`,
    advice:
      near === undefined
        ? "Delete the line, or add the file."
        : `Write \`${relativePath(kustomization.folder, near)}\`, or add the file.`,
    at,
    evidence,
  };
}

function renamedFolder(path: string, { renamed }: KustomizeView): string | undefined {
  const successor = kustomizationPaths(path).flatMap((each) => renamed.get(each) ?? [])[0];
  return successor === undefined ? undefined : folderOf(successor);
}

/** A file of that folder whose name is close, one of that name below the own folder, or a folder with a kustomization that is a slip away. */
function nearestPath(path: string, own: string, { graph }: KustomizeView): string | undefined {
  if (!/\.[a-z]+$/iu.test(path)) return [...graph.kustomizations.keys()].find((folder) => isSlip(path, folder));
  const folder = folderOf(path);
  const prefix = folder === "" ? "" : `${folder}/`;
  const names = [...graph.listing.files]
    .filter((file) => folderOf(file) === folder)
    .map((file) => file.slice(prefix.length));
  const near = nearest(path.slice(prefix.length), names);
  if (near !== undefined) return `${prefix}${near}`;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return [...graph.listing.files].find((file) => file.startsWith(`${own}/`) && file.endsWith(`/${name}`));
}
