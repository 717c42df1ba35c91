/** What a team asks of its rules, by options or by `.pint.hcl`. */

import { expect, test } from "@jest/globals";
import aggregatedLabels from "../../../../checks/style/prometheus/aggregated-labels.ts";
import alertDuration from "../../../../checks/style/prometheus/alert-duration.ts";
import rangeLimit from "../../../../checks/style/prometheus/range-limit.ts";
import requiredAnnotations from "../../../../checks/style/prometheus/required-annotations.ts";
import requiredLabels from "../../../../checks/style/prometheus/required-labels.ts";
import ruleName from "../../../../checks/style/prometheus/rule-name.ts";
import { gatherPint } from "../../../../checks/style/prometheus/reading/pint.ts";
import { readPintSwitches } from "../../../../languages/prometheus/pint-switches.ts";
import { treeOf } from "../../tree-of.ts";
import { alert, group, judged, yamlDocument } from "./judged.ts";

const nothing = { required: [], values: {} };

test("without options and without pint nothing is asked", async () => {
  const text = alert("sum(up[30d:]) == 0");
  expect(await judged(requiredLabels, text, { options: nothing })).toEqual([]);
  expect(await judged(aggregatedLabels, text, { options: { keep: [], strip: [] } })).toEqual([]);
  expect(await judged(alertDuration, text, { options: { min: "", max: "" } })).toEqual([]);
  expect(await judged(ruleName, text, { options: { alert: "", record: "" } })).toEqual([]);
  expect(await judged(rangeLimit, text, { options: { max: "" } })).toEqual([]);
});

test("labels and annotations are asked of alerts", async () => {
  const options = { required: ["severity"], values: { severity: "page|ticket" } };
  expect(await judged(requiredLabels, alert("up == 0"), { options })).toEqual([
    "4: Alert `ApiFails` has no label `severity`.",
  ]);
  expect(await judged(requiredLabels, alert("up == 0", "  labels: { severity: pages }\n"), { options })).toEqual([
    "6: The label `severity` of alert `ApiFails` is `pages`, which does not fit `page|ticket`.",
  ]);
  expect(await judged(requiredLabels, alert("up == 0", "  labels: { severity: '{{ $x }}' }\n"), { options })).toEqual(
    [],
  );
  expect(await judged(requiredLabels, group("- record: a\n  expr: up"), { options })).toEqual([]);
  expect(await judged(requiredAnnotations, alert("up == 0"), { options })).toHaveLength(1);
});

test("a merge may bring what seems to lack", async () => {
  const text = group(
    "- &a\n  alert: A\n  expr: up == 0\n  labels: &l { severity: page }\n- alert: B\n  expr: up == 0\n  labels: { <<: *l }\n",
  );
  expect(await judged(requiredLabels, text, { options: { required: ["severity"], values: {} } })).toEqual([]);
});

test("durations, names and ranges keep within bounds", async () => {
  const bounds = { min: "2m", max: "1h" };
  expect(await judged(alertDuration, alert("up == 0", "  for: 1m\n"), { options: bounds })).toHaveLength(1);
  expect(await judged(alertDuration, alert("up == 0", "  for: 2h\n"), { options: bounds })).toHaveLength(1);
  expect(await judged(alertDuration, alert("up == 0", "  for: 5m\n"), { options: bounds })).toEqual([]);
  expect(
    await judged(ruleName, group("- record: a\n  expr: up"), { options: { alert: "", record: ".+:.+" } }),
  ).toHaveLength(1);
  expect(await judged(rangeLimit, alert("rate(a[2d]) > 1"), { options: { max: "1d" } })).toHaveLength(1);
  expect(await judged(rangeLimit, alert("rate(a[1d]) > 1"), { options: { max: "1d" } })).toEqual([]);
});

test("labels that have to stay or to go", async () => {
  const options = { keep: ["job"], strip: ["instance"] };
  const told = (expression: string): Promise<string[]> => judged(aggregatedLabels, alert(expression), { options });
  expect(await told("sum(up) == 0")).toHaveLength(1);
  expect(await told("sum without (job) (up) == 0")).toHaveLength(2);
  expect(await told("sum by (job) (up) == 0")).toEqual([]);
  expect(await told("up == 0")).toEqual([]);
  expect(await told("absent(up)")).toEqual([]);
});

const pint = `
rule {
  match {
    kind = "alerting"
    path = "rules/.+"
  }
  ignore { name = "Ignored.*" }
  label "severity" {
    required = true
    value    = "page"
  }
  aggregate ".+" { keep = ["job"] }
  for { min = "5m" }
}
checks { disabled = ["promql/regexp"] }
`;

async function factsAt(path: string): Promise<object> {
  const tree = treeOf({ "team/.pint.hcl": pint });
  const document = { ...yamlDocument(alert("sum(up) == 0")), path };
  const facts = await gatherPint([document], { own: tree, base: tree });
  return facts.get(path) ?? {};
}

test("a `.pint.hcl` above asks of the rules that it matches", async () => {
  const options = { keep: [], strip: [] };
  const facts = { ...(await factsAt("team/rules/api.yml")) };
  expect(await judged(aggregatedLabels, alert("sum(up) == 0"), { options, facts })).toHaveLength(1);
  expect(await judged(requiredLabels, alert("up == 0"), { options: nothing, facts })).toHaveLength(1);
  expect(await judged(alertDuration, alert("up == 0"), { options: { min: "", max: "" }, facts })).toHaveLength(1);
  expect(await judged(aggregatedLabels, group("- record: a\n  expr: sum(up)"), { options, facts })).toEqual([]);
  expect(await judged(aggregatedLabels, group("- alert: IgnoredA\n  expr: sum(up) == 0"), { options, facts })).toEqual(
    [],
  );
  expect(
    await judged(aggregatedLabels, alert("sum(up) == 0"), { options, facts: { ...(await factsAt("team/api.yml")) } }),
  ).toEqual([]);
  expect(await factsAt("api.yml")).toEqual({});
});

test("checks that pint does not run are off here, too", () => {
  const { switchesOff } = readPintSwitches(pint);
  expect(switchesOff("style/prometheus/redundant-pattern", "rules/api.yml")).toBe(true);
  expect(switchesOff("style/prometheus/syntax", "rules/api.yml")).toBe(false);
  expect(readPintSwitches("checks {").switchesOff("style/prometheus/redundant-pattern", "api.yml")).toBe(false);
});

test("files that pint does not read are left alone by what has a counterpart there", () => {
  const { switchesOff } = readPintSwitches('parser {\n  include = ["rules/.*"]\n  exclude = ["rules/old/.*"]\n}\n');
  expect(switchesOff("style/prometheus/syntax", "rules/api.yml")).toBe(false);
  expect(switchesOff("style/prometheus/syntax", "rules/old/api.yml")).toBe(true);
  expect(switchesOff("style/prometheus/syntax", "other/api.yml")).toBe(true);
  expect(switchesOff("style/prometheus/result-type", "other/api.yml")).toBe(false);
});

test.each([
  [
    "behind the last key",
    "- alert: A\n  for: 1m\n  expr: up # pint disable promql/syntax\n- alert: B\n  expr: up\n",
    [4, 6],
  ],
  ["above a rule", "# pint disable promql/syntax\n- alert: A\n  expr: up\n- alert: B\n  expr: up\n", [4, 6]],
  ["within a rule", "- alert: A\n  expr: up\n- alert: B\n  # pint disable promql/syntax(a:b)\n  expr: up\n", [6, 8]],
  ["up to a day", "- alert: A\n  # pint snooze 2030-01-02T00:00:00Z promql/syntax\n  expr: up\n", [4, 6]],
])("a comment of pint's %s is about the rule", (_, rules, covers) => {
  const [waiver] = yamlDocument(group(rules)).waivers;
  expect(waiver).toMatchObject({ rules: ["style/prometheus/syntax"], covers, origin: "pint" });
});

test("a comment that pint does not know silences nothing", () => {
  expect(yamlDocument(group("# pint ignore/line this line\n- alert: A\n  expr: up\n")).waivers).toEqual([]);
});
