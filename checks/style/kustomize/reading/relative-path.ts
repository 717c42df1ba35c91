/** A path of the tree as a kustomization names it: from its own folder. */

export function relativePath(folder: string, path: string): string {
  const from = folder === "" ? [] : folder.split("/");
  const to = path.split("/");
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common += 1;
  const steps = [...from.slice(common).map(() => ".."), ...to.slice(common)];
  return steps.length === 0 ? "." : steps.join("/");
}
