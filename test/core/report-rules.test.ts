/** Which rules speak for which tools. */

import { expect, test } from "@jest/globals";
import { isReportRule, withReportRules } from "../../core/report-rules.ts";
import { type Rule, type RuleSet, wholeName } from "../../core/rule-set.ts";
import { judgeWaivers } from "../../core/waive.ts";
import type { Waiver } from "../../core/waiver.ts";
import { aRule } from "../a-rule.ts";

const everyTool = aRule("config-test/reported", { severity: "warning", options: { tools: [], required: false } });
const ofTrivy = aRule("scanner", { check: "config-test/reported", options: { tools: ["trivy"], required: true } });
const report = (tool: string) => ({ tool, results: [], beyond: 0 });

function ruleSet(...rules: readonly Rule[]): RuleSet {
  return { rules, ignore: [], schemas: {}, suggestions: false, origin: "test", hash: "abc" };
}

function names(rules: RuleSet, ...tools: readonly string[]): readonly string[] {
  return withReportRules(rules, tools.map(report)).rules.map(({ name }) => name);
}

test("each tool that nobody names gets a rule, as strict as the one for all", () => {
  const rules = ruleSet(aRule("style/yaml/tabs"), everyTool, ofTrivy);
  expect(names(rules, "trivy", "checkov", "tflint")).toEqual([
    "style/yaml/tabs",
    "report/checkov",
    "report/tflint",
    "scanner",
  ]);
  const made = withReportRules(rules, [report("checkov")]);
  expect(made.hash).toBe("abc");
  expect(made.rules[1]).toEqual({
    ...everyTool,
    name: "report/checkov",
    title: "checkov",
    options: { tools: ["checkov"], required: false },
  });
});

test("without a report, or with those of named tools alone, nothing changes", () => {
  const rules = ruleSet(everyTool, ofTrivy);
  expect(withReportRules(rules, [])).toBe(rules);
  expect(withReportRules(rules, [report("trivy")])).toBe(rules);
});

test("where folders tune it, each part speaks for the tool under its own paths", () => {
  const part = { of: "config-test/reported", within: [["network/**"]], without: [] };
  const inNetwork = { ...everyTool, name: "config-test/reported@network", severity: "failure" as const, part };
  const made = withReportRules(ruleSet(everyTool, inNetwork), [report("checkov")]).rules;
  expect(made.map(({ name }) => name)).toEqual(["report/checkov", "report/checkov@network"]);
  expect(made.map(wholeName)).toEqual(["report/checkov", "report/checkov"]);
});

test("a waiver that names such a rule is no mistake before the tool has spoken", () => {
  const rules = [everyTool, aRule("waiver/unknown-rule")];
  const context = { path: "main.tf", rules, checks: [], asked: new Set<string>() };
  const naming = (name: string): Waiver => ({
    rules: [name],
    reason: "known",
    range: [0, 1],
    covers: [1, 1],
    form: "line",
  });
  expect(judgeWaivers([naming("report/trivy")], new Set(), context)).toEqual([]);
  expect(judgeWaivers([naming("reports/trivy")], new Set(), context)).toHaveLength(1);
});

test.each([
  ["report/trivy", true],
  ["report/a.b_c-d", true],
  ["report/", false],
  ["report/../x", false],
  ["reports/trivy", false],
])("%s is the name of such a rule: %p", (name, expected) => {
  expect(isReportRule(name)).toBe(expected);
});
