/** What the service measures, as Prometheus reads it. */

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { counters, durations, levels } from "../service/meter.ts";
import type { CounterName, DurationName, LevelName, Meter } from "../service/meter.ts";
import type { Waiting } from "../store/store.ts";

export interface Metrics extends Meter {
  /** In Prometheus' text format. */
  text(): Promise<string>;
}

export interface MetricsOptions {
  /** Plumbline's own; it is there from the start, so that a first scrape finds something. */
  readonly version: string;
  /** Asked on every scrape. */
  readonly waiting: () => Promise<Waiting>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Upper bounds in seconds. */
const bounds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];

export function createMetrics({ version, waiting, now }: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "plumbline_" });
  const build = new Gauge({
    name: "plumbline_build_info",
    help: "The version that runs.",
    labelNames: ["version"],
    registers: [registry],
  });
  build.set({ version }, 1);

  const counted = byName(counters, (name, { help, labels }) => {
    const counter = new Counter({ name, help, labelNames: [...labels], registers: [registry] });
    // Without labels there is one series, and it begins at zero: a rise from nothing would not be seen.
    if (labels.length === 0) counter.inc(0);
    return counter;
  });
  const observed = byName(
    durations,
    (name, { help, labels }) =>
      new Histogram({ name, help, labelNames: [...labels], buckets: bounds, registers: [registry] }),
  );
  const set = byName(levels, (name, { help, labels }) => {
    return new Gauge({ name, help, labelNames: [...labels], registers: [registry] });
  });

  async function measureWaiting(): Promise<void> {
    const { deliveries, subjects } = await waiting();
    const age = (oldest: number | undefined) => (oldest === undefined ? 0 : Math.max(0, now() - oldest) / 1_000);
    set.oldest_unconcluded_head_seconds.set(age(subjects.oldest));
    set.unconcluded_heads.set(subjects.count);
    set.oldest_delivery_seconds.set(age(deliveries.oldest));
    set.waiting_deliveries.set(deliveries.count);
  }

  return {
    count: (name, labels = {}, by = 1) => counted[name].inc(labels, by),
    observe: (name, seconds, labels = {}) => observed[name].observe(labels, seconds),
    set: (name, value, labels = {}) => set[name].set(labels, value),
    async text() {
      await measureWaiting();
      return registry.metrics();
    },
  };
}

interface Measure {
  readonly help: string;
  readonly labels: readonly string[];
}

function byName<Name extends CounterName | DurationName | LevelName, Made>(
  measures: Readonly<Record<Name, Measure>>,
  make: (name: string, measure: Measure) => Made,
): Readonly<Record<Name, Made>> {
  const made = Object.entries<Measure>(measures).map(([name, measure]) => [name, make(`plumbline_${name}`, measure)]);
  return Object.fromEntries(made) as Record<Name, Made>;
}
