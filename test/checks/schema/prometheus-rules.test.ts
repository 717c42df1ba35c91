/** The form of rule files. */

import { expect, test } from "@jest/globals";
import check from "../../../checks/schema/prometheus-rules.ts";
import { group, judged } from "../style/prometheus/judged.ts";

test.each([
  ["a misspelt key", group("- alert: A\n  expr: up\n  annotation: { a: b }"), ["6: `annotation` is no key of a rule."]],
  ["no expression", group("- alert: A"), ["4: This rule has no `expr`, so there is nothing to evaluate."]],
  ["no name", group("- expr: up"), ["4: This rule has neither `alert` nor `record`, so it has no name."]],
  [
    "both names",
    group("- alert: A\n  record: a\n  expr: up"),
    ["5: This rule has `alert` and `record`, and can be only one of the two."],
  ],
  [
    "keys of alerts",
    group("- record: a\n  expr: up\n  for: 5m"),
    ["6: `for` belongs to alerts, and this is a recording rule."],
  ],
  ["a duration", group("- alert: A\n  expr: up\n  for: soon"), ["6: `soon` is no duration."]],
  [
    "a label",
    group("- alert: A\n  expr: up\n  labels: { '{{ $value }}': a }"),
    ["6: `{{ $value }}` is no name of a label."],
  ],
  [
    "groups of one name",
    "groups:\n  - { name: a, rules: [] }\n  - { name: a, rules: [] }\n",
    ["3: The group `a` stands twice in this file."],
  ],
  ["a group without a name", "groups:\n  - rules: []\n", ["2: A group of rules has no `name`."]],
  [
    "a rule for a group",
    "groups:\n  - alert: A\n    expr: up\n    for: 5m\n",
    ["2: A rule stands here, where a group of rules is expected."],
  ],
  ["a list of texts", "groups: [up]\n", ["1: A group of rules is a mapping, and here is the text `up`."]],
  [
    "a second document",
    "groups: []\n---\ngroups: []\n---\ngroups: []\n",
    ["3: Prometheus reads only the first document of a rule file."],
  ],
])("%s is told", async (_, text, expected) => {
  expect(await judged(check, text)).toEqual(expected);
});

test.each([
  ["anchors and merges", group("- &a\n  alert: A\n  expr: up\n- <<: *a\n  record: b\n")],
  ["keys of relatives", "groups:\n  - { name: a, concurrency: 2, type: vlogs, source_tenants: [b], rules: [] }\n"],
  ["a bare list of rules", "- alert: A\n  expr: up == 0\n"],
  ["a document for each namespace", "namespace: a\ngroups: []\n---\nnamespace: b\ngroups: []\n"],
  ["rules of another tool", "rules:\n  - id: 1\n"],
  ["templates", group("- alert: A\n  expr: up\n  for: '{{ .for }}'")],
  ["names of objects", "groups:\n  - name: __proto__\n    rules: []\n  - name: constructor\n"],
  ["a text that does not parse", "groups: [\n"],
  ["nothing", ""],
])("%s is silent", async (_, text) => {
  expect(await judged(check, text)).toEqual([]);
});
