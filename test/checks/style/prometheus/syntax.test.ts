/** Expressions and templates of rule files that Prometheus refuses. */

import { expect, test } from "@jest/globals";
import syntax from "../../../../checks/style/prometheus/syntax.ts";
import templateSyntax from "../../../../checks/style/prometheus/template-syntax.ts";
import { alert, group, judged, yamlDocument } from "./judged.ts";

test("a mistake is told at its line within a block of text", async () => {
  const text = group(
    "- record: job:requests:rate5m\n  expr: |\n    sum by (job) (\n      rate(requests_total)\n    )\n",
  );
  expect(await judged(syntax, text)).toEqual([
    "7: The expression of recording rule `job:requests:rate5m` is no valid PromQL: `rate` needs a range vector here, and this is an instant vector.",
  ]);
});

test("the operator's rules are read, and other objects are not", async () => {
  const rule = (kind: string): string =>
    `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nspec:\n  groups:\n    - name: api\n      rules:\n        - record: a\n          expr: sum(\n`;
  expect(await judged(syntax, rule("PrometheusRule"), { kind: "kubernetes" })).toEqual([
    "8: The expression of recording rule `a` is no valid PromQL: `(` is never closed.",
  ]);
  expect(await judged(syntax, rule("Other"), { kind: "kubernetes" })).toEqual([]);
});

test.each([
  ["sound", "sum(up) > 1"],
  ["a number", "1"],
  ["a template of another tool", "sum(rate(requests_total[{{ .Values.range }}])) > 1"],
  ["a variable of another tool", "'sum(rate(requests_total[$interval])) > 1'"],
  ["LogQL", `'sum(rate({job="api"} |= "error" [5m])) > 1'`],
  ["MetricsQL", "'sum(median_over_time(latency[5m])) > 1'"],
])("%s is silent", async (_, expression) => {
  expect(await judged(syntax, alert(expression))).toEqual([]);
});

test("what is written in another language is a gap, told once", async () => {
  const document = yamlDocument(group(`- {record: a, expr: '{a="b"} | json'}\n- {record: b, expr: '{a="b"} | json'}`));
  const { gaps } = await syntax.look(document, { options: {}, facts: undefined });
  expect(gaps).toEqual([
    {
      path: document.path,
      reason: "some expressions are not judged: it is LogQL, which is not read",
      cause: "unsupported",
    },
  ]);
});

test("templates are told at their place, of alerts alone", async () => {
  const text = alert("up == 0", '  annotations:\n    summary: "{{ $labels.job }} {{ $lables.instance }}"\n');
  expect(await judged(templateSyntax, text)).toEqual([
    "7: The template of `summary` in alert `ApiFails` cannot be read: `$lables` is not defined.",
  ]);
  expect(await judged(templateSyntax, group("- record: a\n  expr: up\n  labels: { a: '{{ $x }}' }"))).toEqual([]);
});

test("a text that does not parse is left to those who say so", async () => {
  expect(await judged(syntax, "groups: [\n")).toEqual([]);
  expect(await judged(templateSyntax, "groups: [\n")).toEqual([]);
});

test("what is no PromQL in a file of Loki's is taken for LogQL, in a mixin it is a mistake", async () => {
  const text = alert("1 > 0");
  expect(await judged(syntax, text, { path: "loki/rules/fake/alerts.yml" })).toEqual([]);
  expect(await judged(syntax, text, { path: "loki-mixin/alerts.yml" })).toHaveLength(1);
});
