/** The functions of PromQL: what each takes, and what it gives. Facts from Prometheus' documentation of its query functions, 3.x. */

import type { PromqlType } from "./tree.ts";

export interface PromqlFunction {
  readonly takes: readonly PromqlType[];
  /** Arguments that may be left out at the end. */
  readonly optional: number;
  /** The last argument may be given any number of times, none included. */
  readonly repeats: boolean;
  readonly gives: PromqlType;
  /** Behind a feature flag of the server. */
  readonly experimental: boolean;
}

const types: Readonly<Record<string, PromqlType>> = { v: "vector", m: "matrix", s: "scalar", t: "string" };

/** Arguments by their first letters (`t` = text), `?` = may be left out, `*` = any number of times. */
const signatures: Readonly<Record<string, string>> = {
  m: `absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time
    max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time`,
  v: `abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count
    histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp`,
  "v?": "day_of_month day_of_week day_of_year days_in_month hour minute month year",
  "v s": "clamp_max clamp_min",
  "v s s": "clamp",
  "v s?": "round",
  "s v": "histogram_quantile",
  "s s v": "histogram_fraction",
  "s m": "quantile_over_time",
  "m s": "predict_linear",
  "m s s": "holt_winters",
  "v t t t t": "label_replace",
  "v t t t*": "label_join",
  s: "vector",
};

const experimental: Readonly<Record<string, string>> = {
  m: `first_over_time mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time`,
  "m s s": "double_exponential_smoothing",
  "v v?": "info",
  "v t*": "sort_by_label sort_by_label_desc",
  "v t s s*": "histogram_quantiles",
};

const scalars: Readonly<Record<string, string>> = { "": "pi time", v: "scalar" };
const experimentalScalars: Readonly<Record<string, string>> = { "": "start end step range" };

export const promqlFunctions: ReadonlyMap<string, PromqlFunction> = new Map([
  ...tableOf(signatures, "vector", false),
  ...tableOf(experimental, "vector", true),
  ...tableOf(scalars, "scalar", false),
  ...tableOf(experimentalScalars, "scalar", true),
]);

function tableOf(
  table: Readonly<Record<string, string>>,
  gives: PromqlType,
  isExperimental: boolean,
): readonly (readonly [string, PromqlFunction])[] {
  return Object.entries(table).flatMap(([signature, names]) => {
    const letters = signature.split(" ").filter((each) => each !== "");
    const described: PromqlFunction = {
      takes: letters.flatMap((each) => types[each.charAt(0)] ?? []),
      optional: letters.filter((each) => each.endsWith("?")).length,
      repeats: signature.endsWith("*"),
      gives,
      experimental: isExperimental,
    };
    return names.split(/\s+/u).map((name) => [name, described] as const);
  });
}

/** Of VictoriaMetrics' and Loki's languages, whose rules come in files of the same form. Some that occur, not all. */
export const foreignFunctions: ReadonlySet<string> = new Set(
  `aggr_over_time any ascent_over_time bytes_over_time bytes_rate count_eq_over_time count_gt_over_time count_le_over_time
  count_ne_over_time count_values_over_time decreases_over_time default_rollup descent_over_time distinct distinct_over_time
  duration_over_time end first_over_time geomean geomean_over_time histogram hoeffding_bound_lower hoeffding_bound_upper
  increase_prometheus increase_pure increases_over_time integrate interpolate keep_last_value keep_next_value label_copy
  label_del label_graphite_group label_keep label_lowercase label_map label_match label_mismatch label_move label_set
  label_transform label_uppercase label_value lag lifetime limit_offset mad median median_over_time mode mode_over_time now
  outlier_iqr_over_time outliers_iqr outliers_mad outliersk prometheus_buckets quantiles quantiles_over_time rand
  rand_exponential rand_normal range_avg range_first range_last range_max range_median range_min range_quantile range_sum
  rate_counter rate_over_sum rate_prometheus remove_resets rollup rollup_candlestick rollup_delta rollup_deriv
  rollup_increase rollup_rate rollup_scrape_interval running_avg running_max running_min running_sum scrape_interval share
  share_eq_over_time share_gt_over_time share_le_over_time smooth_exponential stale_samples_over_time start step sum2
  sum2_over_time tfirst_over_time timezone_offset tlast_over_time tmax_over_time tmin_over_time topk_avg topk_last topk_max
  topk_median topk_min transient ttf union unwrap vector_label zscore zscore_over_time bottomk_avg bottomk_max bottomk_min
  bottomk_median buckets_limit drop_common_labels drop_empty_series histogram_share alias bitmap_and bitmap_or bitmap_xor
  sum_eq_over_time sum_gt_over_time sum_le_over_time iqr_over_time hour_of_day absent_over_time_range`.split(/\s+/u),
);
