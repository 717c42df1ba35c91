/** Makes a tree check of a question to Helm charts: asked of head, and of base where head has an answer, so that only what is new is told. */

import type { Observation, TreeCheck } from "../../../../core/check.ts";
import type { Differential, Tree } from "../../../../core/differential.ts";
import type { Finding, Gap } from "../../../../core/finding.ts";
import type { Chart } from "../../../../languages/helm/chart.ts";
import { mayConcernChart } from "../../../../languages/helm/paths.ts";

/** Globs of what a chart is made of. */
const chartFiles = [
  "**/templates/**",
  "**/Chart.{yaml,lock}",
  "**/requirements.yaml",
  "**/*values*.{yaml,yml}",
  "**/values.schema.json",
  "**/charts/*.tgz",
];

interface ChartQuestion<Options> {
  readonly options?: object;
  /** A finding that is the same before and after a change has the same `evidence`, or else the same message. */
  readonly judge: (chart: Chart, view: ChartView, options: Options) => Promise<Judged> | Judged;
}

export interface ChartView {
  readonly tree: Tree;
  /** The same chart before the change; at base, the chart itself. */
  readonly before: Chart | undefined;
}

export interface Judged {
  readonly findings: readonly Finding[];
  readonly gaps?: readonly Gap[];
}

/** `chart` is an outermost one: the charts in it are judged with it. */
export function chartCheck<Options = object>({ judge, ...more }: ChartQuestion<Options>): TreeCheck<Options> {
  return {
    scope: "tree",
    paths: chartFiles,
    ...more,
    async look(differential, { options }) {
      const touched = touchedPaths(differential);
      if (touched.length === 0) return { findings: [], aside: true, skipped: "no change to a Helm chart" };
      return compare(differential, touched, (chart, view) => judge(chart, view, options));
    },
  };
}

function touchedPaths({ files }: Differential): readonly string[] {
  const paths = files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [path] : [path, previousPath]));
  return paths.filter(mayConcernChart);
}

async function compare(
  { head, base, files }: Differential,
  touched: readonly string[],
  judge: (chart: Chart, view: ChartView) => Promise<Judged> | Judged,
): Promise<Observation> {
  // The reader comes with parsers, which a change without charts has no need of.
  const { loadCharts } = await import("../../../../languages/helm/load.ts");
  const charts = await loadCharts(head, touched);
  if (charts.length === 0) return { findings: [], aside: true, skipped: "no change to a Helm chart" };
  const earlier = await loadCharts(base, touched);
  const beforeOf = new Map(earlier.map((chart) => [chart.folder, chart]));

  const judged = await Promise.all(
    charts.map((chart) => judge(chart, { tree: head, before: beforeOf.get(chart.folder) })),
  );
  const findings = judged.flatMap((each) => each.findings);
  const gaps = judged.flatMap((each) => each.gaps ?? []);
  if (findings.length === 0) return { findings, gaps };
  const renamed = new Map(files.flatMap(({ path, previousPath }) => (previousPath ? [[previousPath, path]] : [])));
  const asked = await Promise.all(earlier.map((chart) => judge(chart, { tree: base, before: chart })));
  const older = new Set(asked.flatMap((each) => each.findings.map((finding) => identityOf(finding, renamed))));
  return { findings: findings.filter((finding) => !older.has(identityOf(finding))), gaps };
}

function identityOf({ at, evidence, message }: Finding, renamed?: ReadonlyMap<string, string>): string {
  const path = at?.path ?? "";
  return `${renamed?.get(path) ?? path}\0${evidence ?? message}`;
}
