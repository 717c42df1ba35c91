/** Files of tests for rules. */

import { expect, test } from "@jest/globals";
import check from "../../../checks/schema/prometheus-tests.ts";
import { judged } from "../style/prometheus/judged.ts";

const told = (text: string): Promise<string[]> => judged(check, text, { kind: "prometheus-tests" });

test.each([
  ["tests: [{ intervall: 1m }]\n", "1: `intervall` is no key of a group of tests."],
  [
    "tests: [{ input_series: [{ series: 'up{a', values: '1' }] }]\n",
    "1: The series `up{a` cannot be read: the expression ends behind the label `a`, where `=`, `!=`, `=~` or `!~` is expected.",
  ],
  [
    "tests: [{ input_series: [{ series: 'up{a=~\"b\"}', values: '1' }] }]\n",
    '1: `up{a=~"b"}` is no series: it needs a name and labels with one value each.',
  ],
  ["tests: [{ input_series: [{ series: up, values: '1 2y3' }] }]\n", "1: `2y3` is no value of a series."],
  ["tests: [{ alert_rule_test: [{ alertname: A, eval_time: soon }] }]\n", "1: `soon` is no duration."],
  [
    "tests: [{ promql_expr_test: [{ expr: rate(up) }] }]\n",
    "1: The expression of this test is no valid PromQL: `rate` needs a range vector here, and this is an instant vector.",
  ],
])("%s is told", async (text, message) => {
  expect(await told(text)).toContain(message);
});

test.each([
  "rule_files: [a.yml]\ntests:\n  - name: a\n    input_series: [{ series: 'up{a=\"b\"}', values: '0 1+2x3 _x4 stale -5-1x2 1e3 NaN' }]\n    alert_rule_test: [{ alertname: A, eval_time: 5m, exp_alerts: [{ exp_labels: { a: b }, exp_annotations: { c: '{{ x }}' } }] }]\n",
  "tests: [\n",
  "",
])("%j is silent", async (text) => {
  expect(await told(text)).toEqual([]);
});
