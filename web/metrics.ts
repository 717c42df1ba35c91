/** Counts and durations in the process, as Prometheus reads them. Names no repository and no person. */

import type { Meter } from "../service/context.ts";

export interface Metrics extends Meter {
  /** In Prometheus' text format. */
  text(): string;
}

/** Upper bounds in seconds. */
const bounds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

interface Histogram {
  readonly counts: number[];
  sum: number;
  count: number;
}

/** `version` is Plumbline's own; it is there from the start, so that a first scrape finds something. */
export function createMetrics(version: string): Metrics {
  const counters = new Map<string, Map<string, number>>();
  const histograms = new Map<string, Histogram>();

  return {
    count(name, labels = {}) {
      const series = counters.get(name) ?? new Map<string, number>();
      const key = labelText(labels);
      series.set(key, (series.get(key) ?? 0) + 1);
      counters.set(name, series);
    },
    observe(name, seconds) {
      const histogram = histograms.get(name) ?? { counts: bounds.map(() => 0), sum: 0, count: 0 };
      bounds.forEach((bound, index) => {
        if (seconds <= bound) histogram.counts[index] = (histogram.counts[index] ?? 0) + 1;
      });
      histogram.sum += seconds;
      histogram.count += 1;
      histograms.set(name, histogram);
    },
    text() {
      const lines = ["# TYPE plumbline_build_info gauge", `plumbline_build_info{version="${version}"} 1`];
      for (const [name, series] of counters) lines.push(...counterLines(`plumbline_${name}`, series));
      for (const [name, histogram] of histograms) lines.push(...histogramLines(`plumbline_${name}`, histogram));
      return `${lines.join("\n")}\n`;
    },
  };
}

function counterLines(name: string, series: ReadonlyMap<string, number>): readonly string[] {
  return [`# TYPE ${name} counter`, ...[...series].map(([labels, value]) => `${name}${labels} ${value}`)];
}

function histogramLines(name: string, { counts, sum, count }: Histogram): readonly string[] {
  return [
    `# TYPE ${name} histogram`,
    ...bounds.map((bound, index) => `${name}_bucket{le="${bound}"} ${counts[index] ?? 0}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sum}`,
    `${name}_count ${count}`,
  ];
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`,
  );
  return parts.length === 0 ? "" : `{${parts.join(",")}}`;
}
