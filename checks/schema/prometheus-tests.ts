/**
 * Tests of rules that `promtool` cannot run.
 *
 * Why: a test file that cannot be read fails as a whole, or tests nothing, while people trust it.
 *
 * Told are unknown and missing keys, durations, series and their values that cannot be read, and expressions that are no
 * PromQL.
 *
 * Bad (prometheus/api_test.yml):
 * ```yaml
 * rule_files: [api.rules.yml]
 * tests:
 *   - interval: 1m
 *     input_series:
 *       - series: 'up{job="api"'
 *         values: "0x10"
 *     alert_rule_test:
 *       - alertname: ApiDown
 *         eval_time: 5m
 * ```
 *
 * Good (prometheus/api_test.yml):
 * ```yaml
 * rule_files: [api.rules.yml]
 * tests:
 *   - interval: 1m
 *     input_series:
 *       - series: 'up{job="api"}'
 *         values: "0x10"
 *     alert_rule_test:
 *       - alertname: ApiDown
 *         eval_time: 5m
 * ```
 *
 * Mend: correct the key or the value that the message names.
 *
 * Waive: `# plumbline-disable-next-line schema/prometheus-tests -- reason`
 */

import { parsePromql } from "../../languages/promql/parse.ts";
import { typeProblems } from "../../languages/promql/types.ts";
import { anything, checked, dictionary, duration, flag, list, mapping, text, type Shape } from "./prometheus/shape.ts";
import { shapeCheck } from "./prometheus/shape-check.ts";

const series = checked((value) => {
  const parsed = parsePromql(value);
  if ("problem" in parsed) return `The series \`${value}\` cannot be read: ${parsed.problem.message}.`;
  const { tree } = parsed;
  const isPlain = tree.type === "PromqlSelector" && tree.matchers.every(({ operator }) => operator === "=");
  return isPlain ? undefined : `\`${value}\` is no series: it needs a name and labels with one value each.`;
}, 'Write it as `up{job="api"}`.');

const number = "(?:\\d+\\.?\\d*(?:e[+-]?\\d+)?|\\.\\d+|0x[\\da-f]+|inf|nan)";
const valueForm = new RegExp(`^(?:_(?:x\\d+)?|stale|[+-]?${number}(?:[+-]${number})?(?:x\\d+)?)$`, "iu");

/** `0+10x5 _ stale`; histograms are not looked into. */
const values = checked((value) => {
  if (value.includes("{{")) return undefined;
  const wrong = value.split(/\s+/u).find((each) => each !== "" && !valueForm.test(each));
  return wrong === undefined ? undefined : `\`${wrong}\` is no value of a series.`;
}, "Write numbers, `_` for none, `stale`, or steps such as `0+10x5`.");

const expression = checked((value) => {
  const parsed = parsePromql(value);
  const problem = "problem" in parsed ? parsed.problem : typeProblems(parsed.tree)[0];
  return problem && `The expression of this test is no valid PromQL: ${problem.message}.`;
});

const alertTest: Shape = mapping(
  "a test of an alert",
  {
    ...{ eval_time: duration, alertname: text },
    exp_alerts: list(mapping("an expected alert", { exp_labels: dictionary(text), exp_annotations: dictionary(text) })),
  },
  { required: ["alertname"] },
);

const expressionTest: Shape = mapping(
  "a test of an expression",
  {
    ...{ expr: expression, eval_time: duration },
    exp_samples: list(mapping("an expected sample", { labels: anything, value: anything, histogram: anything })),
  },
  { required: ["expr"] },
);

const testGroup: Shape = mapping("a group of tests", {
  ...{
    name: text,
    interval: duration,
    external_labels: dictionary(text),
    external_url: text,
    start_timestamp: anything,
  },
  input_series: list(mapping("an input series", { series, values }, { required: ["series", "values"] })),
  ...{ alert_rule_test: list(alertTest), promql_expr_test: list(expressionTest) },
});

const testFile: Shape = mapping("a file of tests", {
  ...{ rule_files: list(text), evaluation_interval: duration, group_eval_order: list(text), fuzzy_compare: flag },
  tests: list(testGroup, "group of tests"),
});

export default shapeCheck("prometheus-tests", testFile);
