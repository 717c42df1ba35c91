/** Finds out which templates belong to a chart: outside of one, nobody knows who renders them and with what functions. */

import type { Facts, Trees } from "../../../../core/check.ts";
import type { Document } from "../../../../core/document.ts";
import { chartFile, chartFoldersAbove } from "../../../../languages/helm/paths.ts";

export async function gatherCharts(
  documents: readonly Document[],
  { own }: Trees,
): Promise<ReadonlyMap<string, Facts>> {
  const wanted = new Set(documents.flatMap(({ path }) => chartFoldersAbove(path)));
  if (wanted.size === 0) return new Map();
  const contents = await own.read([...wanted].map(chartFile));
  const facts = new Map<string, Facts>();
  for (const { path } of documents) {
    const chart = chartFoldersAbove(path).find((folder) => contents.get(chartFile(folder))?.kind === "text");
    if (chart !== undefined) facts.set(path, { chart });
  }
  return facts;
}

/** Whether the template belongs to a chart, by what was gathered. */
export function isInChart(facts: Facts | undefined): boolean {
  return typeof facts?.["chart"] === "string";
}

export const outsideOfCharts = "belongs to no chart: no `Chart.yaml` beside its `templates`";
