/** Where a chart keeps what: by paths alone, nothing is read. */

import { folderOf, resolveFolder } from "../hcl/module/paths.ts";
import { joined } from "../kustomize/paths.ts";

export { folderOf, joined, resolveFolder };

/** Folders that are a chart's if they have a `Chart.yaml`, innermost first: the template lies in their `templates`. */
export function chartFoldersAbove(path: string): readonly string[] {
  const parts = path.split("/");
  const folders: string[] = [];
  for (let index = parts.length - 2; index >= 0; index -= 1) {
    if (parts[index] === "templates") folders.push(parts.slice(0, index).join("/"));
  }
  return folders;
}

export function chartFile(folder: string): string {
  return joined(folder, "Chart.yaml");
}

/** Every folder above a path, innermost first, the root last. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
}

const valuesName = /^(?:values(?:[._-][^/]*)?|[^/]*[._-]values)\.ya?ml$/iu;

export type ChartFileRole = "chart" | "lock" | "requirements" | "template" | "values" | "values-schema" | "archive";

/** What a file is to the chart whose folder it lies in; `path` is seen from there. */
export function roleIn(path: string): ChartFileRole | undefined {
  if (path.startsWith("templates/")) return "template";
  if (/^charts\/[^/]+\.(?:tgz|tar\.gz)$/u.test(path)) return "archive";
  switch (path) {
    case "Chart.yaml":
      return "chart";
    case "Chart.lock":
      return "lock";
    case "requirements.yaml":
      return "requirements";
    case "values.schema.json":
      return "values-schema";
    default:
      return valuesName.test(path.replace(/^ci\//u, "")) ? "values" : undefined;
  }
}

/** Whether a change of such a path may concern a chart. */
export function mayConcernChart(path: string): boolean {
  if (/(?:^|\/)templates\//u.test(path)) return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return roleIn(name) !== undefined || /(?:^|\/)charts\/[^/]+\.tgz$/u.test(path);
}
