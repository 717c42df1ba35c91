/** Whether another chart of the tree takes a chart in by its path: what that one defines or sets counts for it as well. */

import type { Tree } from "../../../../core/differential.ts";
import type { Chart } from "../../../../languages/helm/chart.ts";
import { folderOf } from "../../../../languages/helm/paths.ts";

const mostCharts = 500;

/** A look at lines, nothing is parsed; asked only where something is about to be told. */
export async function isTakenIn({ folder }: Chart, tree: Tree): Promise<boolean> {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const entries = await tree.list("");
  const paths = entries
    .map(({ path }) => path)
    .filter((path) => /(?:^|\/)(?:Chart|requirements)\.yaml$/u.test(path) && folderOf(path) !== folder);
  const contents = await tree.read(paths.slice(0, mostCharts));
  return [...contents.values()].some((content) => content.kind === "text" && namesFolder(content.text, name));
}

function namesFolder(text: string, name: string): boolean {
  const addresses = [...text.matchAll(/file:\/\/([^\s"']{1,500})/gu)];
  return addresses.some(([, path = ""]) => path.replace(/\/+$/u, "").split("/").at(-1) === name);
}
