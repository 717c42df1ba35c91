/**
 * Alertmanager configurations that `amtool check-config` refuses.
 *
 * Why: Alertmanager does not start with such a configuration, and an alert that cannot be routed wakes nobody.
 *
 * Bad (monitoring/alertmanager.yml):
 * ```yaml
 * route:
 *   receiver: on-call
 * receivers:
 *   - name: oncall
 * ```
 *
 * Good (monitoring/alertmanager.yml):
 * ```yaml
 * route:
 *   receiver: on-call
 * receivers:
 *   - name: on-call
 * ```
 *
 * Keys that an older tool does not know are left to `schema/alertmanager`.
 *
 * Mend: mend the field or the name that the message tells of.
 *
 * Waive: `# plumbline-disable-next-line config-test/amtool -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { newerFields } from "./running/prometheus.ts";
import { kindOf, languageOf } from "../../core/kinds.ts";

export default configTest({
  program: "amtool",
  command: "amtool check-config",
  paths: ["**/*.yml", "**/*.yaml"],
  reads: ({ path, text }) => kindOf(path, text, languageOf(path)) === "alertmanager-config",
  readsBraces: true,
  run: ([file]) => file && { arguments: ["check-config", `./${file.path}`] },
  fails: [1],
  blames: [
    { regexp: /^Checking '(?<file>[^']+)'\s+FAILED: (?:yaml: )?line (?<line>\d+): (?<msg>.+)$/u },
    { regexp: /^\s*line (?<line>\d+): (?<msg>.+)$/u },
    { regexp: /^Checking '(?<file>[^']+)'\s+FAILED: (?!yaml: unmarshal errors:)(?<msg>.+)$/u },
  ],
  surroundings: [
    newerFields,
    {
      pattern: /no such file or directory/u,
      means: "inconclusive",
      reason: "it names files that are not in this folder",
    },
  ],
});
