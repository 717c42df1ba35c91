/** What is measured: every name, what it says and what it is split by. None of it names a repository or a person. */

/** Counts, durations and levels for whoever watches the service. */
export interface Meter {
  count(name: CounterName, labels?: Labels, by?: number): void;
  /** In seconds. */
  observe(name: DurationName, seconds: number, labels?: Labels): void;
  set(name: LevelName, value: number, labels?: Labels): void;
}

export type Labels = Readonly<Record<string, string>>;

interface Measure {
  readonly help: string;
  readonly labels: readonly string[];
}

export const counters = {
  deliveries_total: { help: "Webhooks that arrived, by what became of them.", labels: ["outcome"] },
  previous_secret_deliveries_total: { help: "Webhooks that only the previous secret signs.", labels: [] },
  reports_total: { help: "Results of other tools that were handed in, by what became of them.", labels: ["outcome"] },
  deliveries_handled_total: { help: "Webhooks that were passed on, by event.", labels: ["event"] },
  deliveries_given_up_total: { help: "Webhooks that could not be handled after many attempts.", labels: [] },
  conclusions_total: { help: "Reviews that ended, by what the check run says.", labels: ["conclusion"] },
  reviews_failed_total: { help: "Reviews that an error ended; each is tried again.", labels: [] },
  reviews_aborted_total: { help: "Reviews that something newer ended.", labels: [] },
  rate_limited_total: { help: "Reviews that were put back because GitHub asked to slow down.", labels: [] },
  commands_refused_total: { help: "Commands of people who may not give them.", labels: [] },
  github_calls_total: { help: "Calls to GitHub, by kind and status (0: no answer).", labels: ["kind", "status"] },
  clone_failures_total: { help: "Changes that were read through the API because a clone failed.", labels: [] },
  recovery_rounds_total: { help: "Rounds of each recovery loop.", labels: ["loop", "outcome"] },
  defects_total: { help: "Errors that nobody caught; the first one ends the process.", labels: [] },
  unreviewed_pushes_total: { help: "Pushes to a trunk with changes that nobody had reviewed.", labels: [] },
  recovery_found_total: { help: "What each recovery loop found lost and asked for again.", labels: ["loop"] },
} as const satisfies Readonly<Record<string, Measure>>;

export const durations = {
  review_duration_seconds: { help: "One review, from its start to its last write.", labels: [] },
  verdict_latency_seconds: { help: "From the webhook's arrival to the concluded check run.", labels: [] },
  github_call_duration_seconds: { help: "One call to GitHub, its turn not included.", labels: ["kind"] },
} as const satisfies Readonly<Record<string, Measure>>;

export const levels = {
  oldest_unconcluded_head_seconds: { help: "How long the oldest head has been waiting for its verdict.", labels: [] },
  unconcluded_heads: { help: "Heads that wait for their verdict.", labels: [] },
  oldest_delivery_seconds: { help: "How long the oldest webhook has been waiting to be passed on.", labels: [] },
  waiting_deliveries: { help: "Webhooks that wait to be passed on.", labels: [] },
  recovery_last_round_timestamp_seconds: { help: "When each recovery loop last finished a round.", labels: ["loop"] },
} as const satisfies Readonly<Record<string, Measure>>;

export type CounterName = keyof typeof counters;
export type DurationName = keyof typeof durations;
export type LevelName = keyof typeof levels;

/** For whoever does not watch. */
export const noMeter: Meter = { count: () => undefined, observe: () => undefined, set: () => undefined };
