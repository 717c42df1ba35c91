/** Where Prometheus writes samples to, and reads them from. */

import type { Section } from "../../../languages/kubernetes/section.ts";
import { parseDuration } from "../../../languages/promql/duration.ts";
import { withClient } from "./http-client.ts";
import { relabelling } from "./relabel.ts";
import {
  anything,
  dictionary,
  duration,
  flag,
  isSet,
  list,
  mapping,
  natural,
  number,
  oneOf,
  text,
  textOf,
  type Shape,
  type Tell,
} from "./shape.ts";

const reserved = new Set(
  ["Authorization", "Host", "Content-Encoding", "Content-Length", "Content-Type", "User-Agent", "Connection"]
    .concat(["Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "WWW-Authenticate", "Accept-Encoding"])
    .concat(["X-Prometheus-Remote-Write-Version", "X-Prometheus-Remote-Read-Version"])
    .map((name) => name.toLowerCase()),
);

const headers = dictionary(text, (name) => {
  if (name.toLowerCase() === "authorization")
    return "`Authorization` is set by `basic_auth`, `authorization` or `oauth2`, not as a header.";
  return reserved.has(name.toLowerCase()) ? `The header \`${name}\` is Prometheus' own and cannot be set.` : undefined;
});

const queue: Shape = mapping(
  "a queue's configuration",
  {
    ...{ capacity: natural, max_shards: positive, min_shards: positive, max_samples_per_send: positive },
    ...{ batch_send_deadline: duration, min_backoff: duration, max_backoff: duration },
    ...{ retry_on_http_429: flag, sample_age_limit: duration },
  },
  { also: queueNeeds },
);

function positive(section: Section, tell: Tell): void {
  number(1, Infinity, true)(section, tell);
}

function queueNeeds(section: Section, tell: Tell): void {
  const least = section.at("min_shards");
  const most = section.at("max_shards").value ?? 50;
  if (typeof least.value === "number" && typeof most === "number" && least.value > most) {
    tell(
      least.place(),
      `\`min_shards\` (${least.value}) is more than \`max_shards\` (${most}).`,
      "Lower the one or raise the other.",
    );
  }
  const first = parseDuration(textOf(section.at("min_backoff")) ?? "30ms");
  const last = parseDuration(textOf(section.at("max_backoff")) ?? "5s");
  if (first === undefined || last === undefined || first <= last) return;
  const place = isSet(section.at("max_backoff")) ? section.at("max_backoff") : section.at("min_backoff");
  tell(place.place(), "`max_backoff` is shorter than `min_backoff`.", "Raise the one or lower the other.");
}

const messages = ["prometheus.WriteRequest", "io.prometheus.write.v2.Request"];
const clouds = ["sigv4", "azuread", "google_iam"];

export const remoteWrite: Shape = list(
  withClient(
    "a `remote_write`",
    {
      ...{ url: text, remote_timeout: duration, headers, name: text, write_relabel_configs: relabelling },
      ...{ send_exemplars: flag, send_native_histograms: flag, round_robin_dns: flag },
      ...{ protobuf_message: oneOf("message of the remote-write protocol", messages), queue_config: queue },
      metadata_config: mapping("a metadata configuration", {
        send: flag,
        send_interval: duration,
        max_samples_per_send: natural,
      }),
      ...{ sigv4: anything, azuread: anything, google_iam: anything },
    },
    { required: ["url"], exclusive: [clouds] },
    clouds,
  ),
  "`remote_write`",
);

export const remoteRead: Shape = list(
  withClient(
    "a `remote_read`",
    {
      ...{ url: text, remote_timeout: duration, headers, name: text, read_recent: flag },
      ...{ required_matchers: dictionary(text), filter_external_labels: flag, chunked_read_limit: natural },
    },
    { required: ["url"] },
  ),
  "`remote_read`",
);

/** Names of a list's sections, of which each may be used once. */
export function uniqueNames(sections: Section, key: string, what: string, tell: Tell): void {
  const seen = new Set<string>();
  for (const section of sections.items()) {
    const name = textOf(section.at(key));
    if (name === undefined || name === "") continue;
    if (seen.has(name))
      tell(
        section.at(key).place(),
        `The name \`${name}\` is used twice among the ${what}.`,
        "Give one of the two another name.",
      );
    seen.add(name);
  }
}
