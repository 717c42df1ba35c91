/** What is wrong with alerts that load: they fire for ever or never, or their texts have holes. */

import { describe, expect, test } from "@jest/globals";
import alertComparison from "../../../../checks/style/prometheus/alert-comparison.ts";
import changingSelection from "../../../../checks/style/prometheus/changing-selection.ts";
import duplicateRules from "../../../../checks/style/prometheus/duplicate-rules.ts";
import impossibleComparison from "../../../../checks/style/prometheus/impossible-comparison.ts";
import matchingLabels from "../../../../checks/style/prometheus/matching-labels.ts";
import rateAfterSum from "../../../../checks/style/prometheus/rate-after-sum.ts";
import rawCounter from "../../../../checks/style/prometheus/raw-counter.ts";
import redundantPattern from "../../../../checks/style/prometheus/redundant-pattern.ts";
import resultType from "../../../../checks/style/prometheus/result-type.ts";
import substringPattern from "../../../../checks/style/prometheus/substring-pattern.ts";
import unknownLabels from "../../../../checks/style/prometheus/unknown-labels.ts";
import valueInLabels from "../../../../checks/style/prometheus/value-in-labels.ts";
import zeroDuration from "../../../../checks/style/prometheus/zero-duration.ts";
import { alert, group, judged } from "./judged.ts";

/** Expressions that a check speaks up about, and those that it leaves alone. */
const cases = [
  [
    "alert-comparison",
    alertComparison,
    ["up", "sum(rate(errors_total[5m]))", "up > bool 0", "errors > 1 or up", "rate(a[5m]) / rate(b[5m])"],
    [
      ...[
        "up == 0",
        "absent(up)",
        "vector(1)",
        "1",
        "job:errors:rate5m",
        "ALERTS{alertname='A'}",
        "a and b",
        "up unless on (job) b",
      ],
      ...[
        "count_over_time((up == 0)[5m:])",
        "sum(a > 1)",
        "a{name=~'.*broken.*'}",
        "{__name__=~'a|b'}",
        "sum(",
        "a > 1 or b > 1",
      ],
    ],
  ],
  [
    "impossible-comparison",
    impossibleComparison,
    [
      "count(up) == 0",
      "count by (job) (up == 1) < 1",
      "0 >= count(up)",
      "absent(up) == 0",
      "group(up) > 1",
      "count_over_time(up[5m]) < 1",
    ],
    [
      "count(up) < 2",
      "(count(up) or vector(0)) == 0",
      "absent(up) == 1",
      "count(up) > bool 0",
      "sum(up) == 0",
      "count(a) > count(b)",
    ],
  ],
  [
    "matching-labels",
    matchingLabels,
    ["sum by (a, b) (x) / sum by (a) (y) > 1", "sum(x) / sum by (a) (y)", "sum by (a) (x) * on (a) sum by (b) (y)"],
    [
      ...[
        "sum by (a) (x) / sum by (a) (y)",
        "sum by (a, b) (x) / on (a) group_left sum by (a) (y)",
        "x / sum by (a) (y)",
      ],
      ...["sum by (a, b) (x) / ignoring (b) sum by (a) (y)", "sum by (a) (x) or sum by (b) (y)", "sum by (a) (x) / 2"],
      ...["sum by (a) (x) / on () sum(y)", "sum without (a) (x) / sum by (b) (y)"],
    ],
  ],
  [
    "rate-after-sum",
    rateAfterSum,
    ["rate(sum(x_total)[5m:])", "increase(job:requests_total:sum[5m])"],
    ["sum(rate(x_total[5m]))", "max_over_time(sum(x)[5m:])", "rate(x_total[5m:])"],
  ],
  [
    "raw-counter",
    rawCounter,
    ["errors_total > 5", "sum by (job) (errors_total) >= 5"],
    [
      "rate(errors_total[5m]) > 5",
      "errors > 5",
      "errors_total unless on () b",
      "errors_total > errors_total offset 5m",
    ],
  ],
  ["changing-selection", changingSelection, ["topk(3, x) > 1", "sum(limitk(2, x)) > 1"], ["max(x) > 1"]],
  ["result-type", resultType, ["up[5m]", "'up'", "up[5m:1m]"], ["rate(up[5m])", "1", "up"]],
  [
    "redundant-pattern",
    redundantPattern,
    ["up{job=~'api'}", "up{job=~'.*'}", "up{job!~'api'}", "up{job=~'^api.+'}", "up{job=~'a.+$'}"],
    ["up{job=~'a|b'}", "up{job='api'}", "up{job=~'.+'}", "up{job=~''}", "up{job!~'.*x'}"],
  ],
  [
    "substring-pattern",
    substringPattern,
    ["up{job=~'api-.+-fra'}", "up{job!~'api.*fra'}"],
    ["up{job=~'api-.+'}", "up{job=~'.+'}", "{__name__=~'a.+b'}", "up{job=~'a|b'}"],
  ],
] as const;

describe.each(cases)("%s", (_, check, told, silent) => {
  test.each(told)("tells %s", async (expression) => {
    expect(await judged(check, alert(JSON.stringify(expression)))).toHaveLength(1);
  });
  test.each(silent)("leaves %s alone", async (expression) => {
    expect(await judged(check, alert(JSON.stringify(expression)))).toEqual([]);
  });
  test("leaves alone what does not parse", async () => {
    expect(await judged(check, "groups: [\n")).toEqual([]);
    expect(await judged(check, alert("sum("))).toEqual([]);
  });
});

test.each([
  ["sum by (job) (up) == 0", "the expression leaves only `job`"],
  ["sum(up) == 0", "the expression leaves no label"],
  ["sum without (instance) (up) == 0", "the expression takes it away"],
  ["up == on (job) down", "the expression leaves only `job`"],
  ["absent(up{job='api'})", "the expression leaves only `job`"],
  ["count(up) by (job) * on (job) group_left (team) owners > 1", "the expression leaves only `job`, `team`"],
])("a template that asks %s for an instance is told", async (expression, reason) => {
  const text = alert(JSON.stringify(expression), "  annotations:\n    summary: '{{ $labels.instance }} is down'\n");
  expect(await judged(unknownLabels, text)).toEqual([
    `7: The template asks for the label \`instance\`, which results of alert \`ApiFails\` never have: ${reason}.`,
  ]);
});

test.each([
  "up == 0",
  "sum by (instance) (up) == 0",
  "sum without (job) (up) == 0",
  "topk(3, up) == 0",
  "label_replace(sum(up), 'instance', 'all', '', '') == 0",
  "sum(a) > 1 or b > 1",
  "a * on (job) group_left (instance) b > 1",
  "a and on (job) sum by (job) (b)",
  "sum(",
])("a template that asks %s for an instance is left alone", async (expression) => {
  const text = alert(JSON.stringify(expression), "  annotations: { summary: '{{ $labels.instance }} is down' }\n");
  expect(await judged(unknownLabels, text)).toEqual([]);
});

test("labels of the rule and of its group can be asked for", async () => {
  const text =
    "groups:\n  - name: api\n    labels: { team: shop }\n    rules:\n      - alert: A\n        expr: sum(up) == 0\n        labels: { severity: page }\n        annotations: { a: '{{ $labels.team }} {{ $labels.severity }} {{ $labels.alertname }}' }\n";
  expect(await judged(unknownLabels, text)).toEqual([]);
});

test("a value in a label is told, unless it only chooses", async () => {
  expect(await judged(valueInLabels, alert("up == 0", "  labels: { used: '{{ $value }}' }\n"))).toHaveLength(1);
  const chosen = "'{{ if gt $value 9.0 }}page{{ else }}ticket{{ end }}'";
  expect(await judged(valueInLabels, alert("up == 0", `  labels: { severity: ${chosen} }\n`))).toEqual([]);
  expect(await judged(valueInLabels, alert("up == 0", "  annotations: { used: '{{ $value }}' }\n"))).toEqual([]);
});

test("a rule that stands twice is told once, with the line of the first", async () => {
  const twice = "- alert: A\n  expr: up == 0\n- alert: A\n  expr: up   ==   0\n- alert: A\n  expr: up == 1\n";
  expect(await judged(duplicateRules, group(twice))).toEqual([
    "6: Alert `A` stands in line 4 already, with the same expression and labels.",
  ]);
  const labelled = "- alert: A\n  expr: up == 0\n  labels: { a: b }\n- alert: A\n  expr: up == 0\n  labels: { a: c }\n";
  expect(await judged(duplicateRules, group(labelled))).toEqual([]);
});

test("durations of nothing are told", async () => {
  expect(await judged(zeroDuration, alert("up == 0", "  for: 0s\n"))).toEqual([
    "6: `for: 0s` is what holds without it.",
  ]);
  expect(await judged(zeroDuration, alert("up == 0", "  for: 1s\n"))).toEqual([]);
});
