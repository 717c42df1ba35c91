/**
 * `prometheus.yml` that the server refuses.
 *
 * Why: Prometheus does not start with it, or keeps scraping by the old one, and what was meant to be watched is not.
 *
 * Told are unknown keys, values that cannot be read (durations, sizes, addresses, patterns), keys that have to be set or do
 * not go together, what each action of relabelling needs, names that are used twice, and timeouts longer than their interval.
 * Every service discovery that Prometheus has is known. A file with `scrape_configs` for another reader (an agent, a log
 * collector) is left alone.
 *
 * Bad (prometheus/prometheus.yml):
 * ```yaml
 * scrape_configs:
 *   - job_name: api
 *     scrape_interval: 15s
 *     scrape_timeout: 30s
 * ```
 *
 * Good (prometheus/prometheus.yml):
 * ```yaml
 * scrape_configs:
 *   - job_name: api
 *     scrape_interval: 30s
 *     scrape_timeout: 15s
 * ```
 *
 * Mend: correct the key or the value that the message names.
 *
 * Waive: `# plumbline-disable-next-line schema/prometheus-config -- reason`
 */

import type { Section } from "../../languages/kubernetes/section.ts";
import { isMapping } from "../../languages/kubernetes/section.ts";
import { serverFile, serverKeys } from "./prometheus/server.ts";
import { shapeCheck } from "./prometheus/shape-check.ts";

export default shapeCheck("prometheus-config", serverFile, { isMeant });

/** Agents and log collectors have `scrape_configs` of their own form. */
function isMeant(root: Section, path: string): boolean {
  if (/(?:^|\/)prometheus[^/]*$/iu.test(path)) return true;
  if (/vmagent|promscrape|promtail|agent|alloy/iu.test(path)) return false;
  return (
    isMapping(root.value) &&
    Object.keys(root.value).every((key) => Object.hasOwn(serverKeys, key)) &&
    !isOfRelative(root)
  );
}

const relativesKeys = [
  "pipeline_stages",
  "journal",
  "syslog",
  "stream_parse",
  "scrape_align_interval",
  "no_stale_markers",
];

function isOfRelative(root: Section): boolean {
  return root
    .at("scrape_configs")
    .items()
    .some((job) =>
      relativesKeys.some((key) => !job.at(key).isMissing && isMapping(job.value) && Object.hasOwn(job.value, key)),
    );
}
