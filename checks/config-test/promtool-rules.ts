/**
 * Prometheus rule files that `promtool check rules` refuses.
 *
 * Why: Prometheus does not load a file with one bad expression, and keeps alerting by the rules of before.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api" == 0
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 * ```
 *
 * Mend: mend the expression or the field that the message names.
 *
 * Waive: `# plumbline-disable-next-line config-test/promtool-rules -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { newerGroupKeys } from "./running/prometheus.ts";
import { kindOf, languageOf } from "../../core/kinds.ts";
import { isOfLoki } from "../../languages/prometheus/loki.ts";

export default configTest({
  program: "promtool",
  command: "promtool check rules",
  paths: ["**/*.yml", "**/*.yaml", "**/*.rules"],
  reads: ({ path, text }) =>
    /^groups[ \t]*:/mu.test(text) &&
    !isOfLoki(path) &&
    (path.endsWith(".rules") || kindOf(path, text, languageOf(path)) === "prometheus-rules"),
  readsBraces: true,
  together: true,
  run: (tested) => ({ arguments: ["check", "rules", ...tested.map(({ path }) => `./${path}`)] }),
  fails: [1, 3],
  blames: [
    {
      regexp: /^\s*(?<file>\S+): (?<line>\d+):\d+: (?<msg>.+ could not parse expression: (?<inside>\d+):\d+: .+)$/u,
    },
    { regexp: /^\s*(?<file>\S+): (?<line>\d+):(?<col>\d+): (?<msg>.+)$/u },
    { regexp: /^\s*(?<file>\S+): yaml: line (?<line>\d+): (?<msg>.+)$/u },
    { regexp: /^\s*(?<file>\S+): yaml: (?!unmarshal errors:)(?<msg>.+)$/u },
    { regexp: /^\s*line (?<line>\d+): (?<msg>.+)$/u },
    { regexp: /^\s*(?<file>\.\/\S+): (?<msg>group ".+", rule \d+, "(?<text>[^"]+)": .+)$/u },
    { regexp: /^\s*(?<file>\.\/\S+): (?!yaml: unmarshal errors:)(?<msg>.+)$/u },
  ],
  heading: /^\s*(?<file>\S+): yaml: unmarshal errors:$/u,
  surroundings: [newerGroupKeys],
});
