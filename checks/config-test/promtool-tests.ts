/**
 * Unit tests of Prometheus rules that fail in `promtool test rules`.
 *
 * Why: A test that fails says that an alert no longer fires when it should, or fires when it should not.
 *
 * Bad (prometheus/api.test.yml):
 * ```yaml
 * rule_files: [missing.yml]
 * evaluation_interval: 1m
 * tests:
 *   - interval: 1m
 *     input_series:
 *       - series: up{job="api"}
 *         values: "0 0 0 0"
 *     promql_expr_test:
 *       - expr: up{job="api"}
 *         eval_time: 2m
 *         exp_samples:
 *           - labels: up{job="api"}
 *             value: 1
 * ```
 *
 * Good (prometheus/api.test.yml):
 * ```yaml
 * rule_files: []
 * evaluation_interval: 1m
 * tests:
 *   - interval: 1m
 *     input_series:
 *       - series: up{job="api"}
 *         values: "0 0 0 0"
 *     promql_expr_test:
 *       - expr: up{job="api"}
 *         eval_time: 2m
 *         exp_samples:
 *           - labels: up{job="api"}
 *             value: 0
 * ```
 *
 * Mend: mend the rule, or the test where the rule is right.
 *
 * Waive: `# plumbline-disable-next-line config-test/promtool-tests -- reason`
 */

import { configTest } from "./running/config-test.ts";
import { newerTestKeys } from "./running/prometheus.ts";
import { folderOf } from "./running/test-files.ts";
import type { TestFile } from "./running/recipe.ts";

/** Rules lie beside their tests, or under a folder above that they name by `../`. */
function folderOfRules({ path, text }: TestFile): string {
  const ups = [...text.matchAll(/^\s*-\s*["']?((?:\.\.\/)+)/gmu)].map(([, up = ""]) => up.length / 3);
  const folders = folderOf(path).split("/");
  return folders.slice(0, Math.max(0, folders.length - Math.max(0, ...ups))).join("/");
}

export default configTest({
  program: "promtool",
  command: "promtool test rules",
  paths: ["**/*.yml", "**/*.yaml"],
  reads: ({ text }) => /^rule_files[ \t]*:/mu.test(text) && /^tests[ \t]*:/mu.test(text),
  readsBraces: true,
  needs: folderOfRules,
  run: ([file]) => file && { arguments: ["test", "rules", `./${file.path}`] },
  fails: [1],
  surroundings: [newerTestKeys],
  blames: [
    { regexp: /^\s*(?<msg>(?<key>expr): "(?<text>.+)", time: \w+, err: .+)$/u },
    { regexp: /^\s*(?<file>\S+): (?<line>\d+):(?<col>\d+): (?<msg>.+)$/u },
    { regexp: /^\s*yaml: line (?<line>\d+): (?<msg>.+)$/u },
    { regexp: /^\s*line (?<line>\d+): (?<msg>.+)$/u },
    { regexp: /^\s*(?<msg>(?<key>alertname): (?<text>.+), time: \w+), ?$/u, more: 8 },
    { regexp: /^\s*(?<msg>(?<key>expr): "(?<text>.+)", time: \w+), ?$/u, more: 2 },
    { regexp: /^\s*(?<msg>.*no such file or directory.*)$/u },
  ],
});
