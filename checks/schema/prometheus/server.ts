/** The form of `prometheus.yml`: scraping, alerting, storage, and what is common to all. */

import type { Section } from "../../../languages/kubernetes/section.ts";
import { parseDuration } from "../../../languages/promql/duration.ts";
import { discoveries } from "./discovery.ts";
import { tls, withClient } from "./http-client.ts";
import { relabelling } from "./relabel.ts";
import { remoteRead, remoteWrite, uniqueNames } from "./remote.ts";
import {
  anything,
  checked,
  dictionary,
  duration,
  flag,
  labelProblem,
  list,
  mapping,
  natural,
  number,
  oneOf,
  size,
  text,
  textOf,
  whole,
  type Shape,
  type Tell,
} from "./shape.ts";

const protocols = [
  "PrometheusProto",
  "OpenMetricsText1.0.0",
  "OpenMetricsText0.0.1",
  "PrometheusText1.0.0",
  "PrometheusText0.0.4",
];
const protocol = oneOf("scrape protocol", protocols);

function scrapeProtocols(section: Section, tell: Tell): void {
  list(protocol)(section, tell);
  const seen = new Set<unknown>();
  for (const each of section.items()) {
    if (seen.has(each.value))
      tell(
        each.place(),
        `The protocol \`${String(each.value)}\` stands twice in this list.`,
        "Take one of the two away.",
      );
    seen.add(each.value);
  }
}

/** Keys that stand in `global` and in a job alike. */
const scraping: Readonly<Record<string, Shape>> = {
  ...{ scrape_interval: duration, scrape_timeout: duration, scrape_protocols: scrapeProtocols },
  ...{ scrape_failure_log_file: text, body_size_limit: size, sample_limit: natural, target_limit: natural },
  ...{
    label_limit: natural,
    label_name_length_limit: natural,
    label_value_length_limit: natural,
    keep_dropped_targets: natural,
  },
  metric_name_validation_scheme: oneOf("scheme of validation", ["legacy", "utf8"]),
  metric_name_escaping_scheme: oneOf("scheme of escaping", ["allow-utf-8", "underscores", "dots", "values"]),
  ...{ scrape_native_histograms: flag, convert_classic_histograms_to_nhcb: flag },
  ...{ always_scrape_classic_histograms: flag, extra_scrape_metrics: flag },
};

const job: Shape = withClient(
  "a scrape configuration",
  {
    ...scraping,
    ...discoveries,
    ...{ job_name: text, honor_labels: flag, honor_timestamps: flag, track_timestamps_staleness: flag },
    ...{ params: dictionary(list(text)), fallback_scrape_protocol: protocol, scrape_classic_histograms: flag },
    ...{ metrics_path: text, scheme: oneOf("scheme", ["http", "https"]), enable_compression: flag },
    ...{ native_histogram_bucket_limit: natural, native_histogram_min_bucket_factor: number(0) },
    ...{ relabel_configs: relabelling, metric_relabel_configs: relabelling },
  },
  { required: ["job_name"] },
);

const manager: Shape = withClient(
  "an `alertmanagers` section",
  {
    ...discoveries,
    ...{ scheme: oneOf("scheme", ["http", "https"]), path_prefix: text, timeout: duration, sigv4: anything },
    ...{
      api_version: oneOf("version of the API", ["v1", "v2"]),
      relabel_configs: relabelling,
      alert_relabel_configs: relabelling,
    },
  },
  {},
  ["sigv4"],
);

/** A star may stand in the file's name only. */
const filePattern = checked(
  (value) => (/^[^*]*(?:\*[^/]*)?$/u.test(value) ? undefined : `\`${value}\` has a \`*\` outside of the file's name.`),
  "Put `*` into the last part of the path, once.",
);

const encoding = checked((value) =>
  value === "xor" || value === "xor2"
    ? undefined
    : `\`${value}\` is no encoding of numbers: it is \`xor\` or \`xor2\`, in small letters.`,
);

const retention: Shape = mapping("a retention", {
  time: duration,
  size: checked((value) => (/^\d+(?:[KMGTPE]i?)?B?$/u.test(value) ? undefined : `\`${value}\` is no size in bytes.`)),
  percentage: number(0, 100),
});

const storage: Shape = mapping("a storage section", {
  tsdb: mapping("a TSDB section", {
    ...{ out_of_order_time_window: duration, stale_series_compaction_threshold: number(0), retention },
    chunk_encoding: mapping("a chunk encoding", { floats: encoding }),
  }),
  exemplars: mapping("an exemplar section", { max_exemplars: whole }),
});

const tracing: Shape = mapping(
  "a tracing section",
  {
    ...{ client_type: oneOf("type of client", ["grpc", "http"]), endpoint: text, sampling_fraction: number(0, 1) },
    ...{
      insecure: flag,
      tls_config: tls,
      headers: dictionary(text),
      compression: oneOf("compression", ["gzip"]),
      timeout: duration,
    },
  },
  { required: ["endpoint"] },
);

const strategies = [
  "UnderscoreEscapingWithSuffixes",
  "UnderscoreEscapingWithoutSuffixes",
  "NoUTF8EscapingWithSuffixes",
  "NoTranslation",
];

const otlp: Shape = mapping(
  "an OTLP section",
  {
    ...{
      promote_resource_attributes: list(text),
      ignore_resource_attributes: list(text),
      promote_all_resource_attributes: flag,
    },
    ...{ keep_identifying_resource_attributes: flag, convert_histograms_to_nhcb: flag, promote_scope_metadata: flag },
    ...{
      allow_delta_temporality: flag,
      label_name_underscore_sanitization: flag,
      label_name_preserve_multiple_underscores: flag,
    },
    translation_strategy: oneOf("strategy", strategies),
  },
  { exclusive: [["promote_resource_attributes", "promote_all_resource_attributes"]] },
);

export const serverKeys: Readonly<Record<string, Shape>> = {
  global: mapping("the global section", {
    ...scraping,
    ...{ evaluation_interval: duration, rule_query_offset: duration, query_log_file: text, gogc: number() },
    external_labels: dictionary(text, labelProblem),
  }),
  runtime: mapping("the runtime section", { gogc: number() }),
  alerting: mapping("the alerting section", { alert_relabel_configs: relabelling, alertmanagers: list(manager) }),
  rule_files: list(filePattern),
  scrape_config_files: list(filePattern),
  scrape_configs: list(job, "scrape configuration"),
  storage,
  tracing,
  remote_write: remoteWrite,
  remote_read: remoteRead,
  otlp,
};

export const serverFile: Shape = mapping("`prometheus.yml`", serverKeys, { also: wholeFile });

function wholeFile(root: Section, tell: Tell): void {
  uniqueNames(root.at("scrape_configs"), "job_name", "jobs", tell);
  uniqueNames(root.at("remote_write"), "name", "`remote_write` sections", tell);
  uniqueNames(root.at("remote_read"), "name", "`remote_read` sections", tell);
  const common = secondsAt(root.at("global", "scrape_interval")) ?? 60;
  timeout(root.at("global"), common, tell);
  for (const each of root.at("scrape_configs").items()) {
    const own = each.at("scrape_interval");
    timeout(each, own.isMissing ? common : (secondsAt(own) ?? Infinity), tell);
  }
  const strategy = root.at("otlp", "translation_strategy");
  const scheme = root.at("global", "metric_name_validation_scheme");
  const needsUtf8 = strategy.value === "NoTranslation" || strategy.value === "NoUTF8EscapingWithSuffixes";
  if (needsUtf8 && scheme.value === "legacy") {
    tell(
      strategy.place(),
      `The strategy \`${String(strategy.value)}\` needs names in UTF-8, which \`metric_name_validation_scheme: legacy\` refuses.`,
    );
  }
}

function timeout(section: Section, interval: number, tell: Tell): void {
  const limit = section.at("scrape_timeout");
  const seconds = secondsAt(limit);
  if (seconds === undefined || seconds <= interval) return;
  tell(
    limit.place(),
    `\`scrape_timeout\` (${textOf(limit) ?? ""}) is longer than the scrape interval.`,
    "Make it as long as the interval at most.",
  );
}

function secondsAt(section: Section): number | undefined {
  const written = textOf(section);
  const seconds = written === undefined ? undefined : parseDuration(written);
  return seconds === 0 ? undefined : seconds;
}
