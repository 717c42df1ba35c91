/**
 * Prometheus configurations that `promtool check config` refuses.
 *
 * Why: Prometheus does not start with a configuration it cannot read, and does not take it up when it is told to reload.
 *
 * Read are files that bear its name, and those with `scrape_configs`. Files that it names are not opened.
 *
 * Bad (prometheus/prometheus.yml):
 * ```yaml
 * global:
 *   scrape_interval: 15s
 * scrape_configs:
 *   - job_name: api
 *     scrape_interval: 5 seconds
 * ```
 *
 * Good (prometheus/prometheus.yml):
 * ```yaml
 * global:
 *   scrape_interval: 15s
 * scrape_configs:
 *   - job_name: api
 *     scrape_interval: 5s
 * ```
 *
 * Keys that an older tool does not know are left to `schema/prometheus-config`.
 *
 * Mend: mend the field that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/promtool-config -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { newerFields } from "./running/prometheus.ts";
import { kindOf, languageOf } from "../../core/kinds.ts";

export default configTest({
  program: "promtool",
  command: "promtool check config --syntax-only",
  paths: ["**/*.yml", "**/*.yaml"],
  reads: ({ path, text }) => kindOf(path, text, languageOf(path)) === "prometheus-config",
  readsBraces: true,
  // Without the flag it opens every file that the configuration names.
  run: ([file]) => file && { arguments: ["check", "config", "--syntax-only", `./${file.path}`] },
  fails: [1],
  blames: [
    { regexp: /FAILED: parsing YAML file (?<file>\S+): (?:yaml: )?line (?<line>\d+): (?<msg>.+)$/u },
    // The message about a field comes on lines of its own.
    { regexp: /^\s*line (?<line>\d+): (?<msg>.+)$/u },
    { regexp: /FAILED: parsing YAML file (?<file>\S+): (?!yaml: unmarshal errors:)(?<msg>.+)$/u },
  ],
  surroundings: [newerFields],
});
