/** The manual cannot lie: every example of every check's page is reviewed, and is what the page says it is. */

import { afterAll, describe, expect, it } from "@jest/globals";
import { review } from "../../core/review.ts";
import type { ToolReport } from "../../core/tool-report.ts";
import type { Rule, RuleSet } from "../../core/rule-set.ts";
import { packageRoot } from "../../engine/package-root.ts";
import { builtInPresets } from "../../engine/rule-set/built-in.ts";
import { mergeRuleSet } from "../../engine/rule-set/merge.ts";
import { openToolbox } from "../../engine/toolbox.ts";
import { describeChecks, type DescribedCheck } from "../../scripts/generate/checks.ts";
import type { ManualExample } from "../../scripts/generate/manual.ts";
import { readScenario, scenarioDifferential, type Scenario } from "../../sources/scenario.ts";
import { missingTools } from "../engine/sandbox/inside.ts";
import { describeWith } from "../required.ts";

/** What the CI of every example has its tool say. */
const reports: readonly ToolReport[] = [
  { tool: "trivy", results: [{ path: "network/firewall.tf", line: 2, message: "open to all" }], beyond: 0 },
];

/** Options without which a check would not look at its own example. */
const optionsOfExamples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "config-test/command": {
    run: ["shellcheck", "--norc", "--format=checkstyle", "--", "{files}"],
    format: "checkstyle",
    matcher: [],
  },
  "config-test/reported": { tools: ["trivy"], required: false },
  "context/mixed-concerns": { lines: 2 },
  "context/size": { lines: 2 },
  "security/workflow/forbidden-uses": { deny: ["octo-org/*"] },
  "format/prettier": { enabled: true },
  "policy/assertion": {
    blocks: ["ingress"],
    assert: '!(self.from_port <= 22 && self.to_port >= 22 && "0.0.0.0/0" in self.cidr_blocks)',
    at: "cidr_blocks",
    message: "SSH is open to the whole world",
  },
  "style/prometheus/aggregated-labels": { keep: ["job"] },
  "style/prometheus/alert-duration": { min: "1m" },
  "style/prometheus/range-limit": { max: "15d" },
  "style/prometheus/required-annotations": { required: ["runbook_url"] },
  "style/prometheus/rejected-text": { labelValues: ["https?://.+"] },
  "style/prometheus/required-labels": { required: ["severity"] },
  "style/prometheus/required-matchers": { labels: { up: ["job"] } },
  "style/prometheus/rule-owner": { required: true },
  "style/prometheus/unwanted-rule": { recordings: [".*"] },
  "style/prometheus/rule-name": { record: "[a-z]+:.+" },
  "style/yaml/yamllint": { enabled: true },
  "style/terraform/required-tags": { tags: ["owner"] },
  "context/window": { windows: [{ days: ["mon", "tue", "wed", "thu"], from: "09:00", to: "16:00" }] },
};

const toolbox = openToolbox({ workers: 0, sandbox: {} });
afterAll(() => toolbox.close());

const checks = await describeChecks(packageRoot());
const isConfigTest = ({ entry }: DescribedCheck): boolean => entry.name.startsWith("config-test/");
const programs = ["promtool", "amtool", "named-checkzone", "sshd", "puppet", "shellcheck", "nginx"];

describe("the manual", () => hold(checks.filter((check) => !isConfigTest(check))));
describeWith("tools", missingTools(...programs), "the manual of config tests", () => hold(checks.filter(isConfigTest)));

function hold(described: readonly DescribedCheck[]): void {
  const examples = described.flatMap((check) =>
    check.manual.examples.map(
      (example, index) => [check.entry.name, example.verdict, index + 1, check, example] as const,
    ),
  );
  it.each(examples)("%s: a %s example (number %d)", async (name, verdict, _, check, example) => {
    const scenario = scenarioOf(check, example);
    const { time } = scenario;
    const told = { ...toolbox, reports, ...(time !== undefined && { time: () => time }) };
    const report = await review(scenarioDifferential(scenario), await ruleSetFor(check), told);
    const outcome = report.outcomes.find(({ rule }) => rule.name === name);
    expect(outcome?.gaps).toEqual([]);
    const messages = outcome?.status === "checked" ? outcome.annotations.map(({ message }) => message) : outcome;
    if (verdict === "good") expect(messages).toEqual([]);
    else expect(messages).toEqual(expect.arrayContaining([expect.any(String)]));
  });
}

/** The check alone; a check about waivers needs the rules that are waived. */
async function ruleSetFor({ entry, hasFile }: DescribedCheck): Promise<RuleSet> {
  const merged = mergeRuleSet({ rules: [], ignore: [], schemas: {} }, await builtInPresets());
  const rules = merged.rules.filter((rule) => rule.check === entry.name || !hasFile);
  return { ...merged, rules: rules.map(switchedOn), origin: "the manual" };
}

function switchedOn(rule: Rule): Rule {
  return { ...rule, severity: "failure", options: { ...rule.options, ...optionsOfExamples[rule.check] } };
}

function scenarioOf({ entry }: DescribedCheck, example: ManualExample): Scenario {
  if (example.text.startsWith("=== ")) return readScenario(`An example of the manual.\n\n${example.text}`);
  if (entry.scope === "differential") return readScenario(requestText(example.text));
  const path = example.path ?? `example.${extensions[example.language] ?? "txt"}`;
  const before = example.language === "diff" ? [[path, sideOf(example.text, "-")] as const] : [];
  const after = example.language === "diff" ? sideOf(example.text, "+") : example.text;
  return { description: "", base: new Map(before), head: new Map([[path, after]]), renamed: new Map(), commits: [] };
}

/** Lines that are only on the side of `mark`, and those without a mark, which are on both. */
function sideOf(diff: string, mark: "-" | "+"): string {
  const lines = diff.split("\n").filter((line) => line === "" || line.startsWith(" ") || line.startsWith(mark));
  return lines.map((line) => line.slice(1)).join("\n");
}

const extensions: Readonly<Record<string, string>> = { yaml: "yaml", json: "json", jsonc: "jsonc", markdown: "md" };

/** `commit:` and `time:` lines among the fields become sections of their own; the rest is a request as scenarios write it. */
function requestText(text: string): string {
  const [fields = "", ...body] = text.split("\n\n");
  const lines = fields.split("\n");
  const commits = lines.filter((line) => line.startsWith("commit: ")).map((line) => line.slice("commit: ".length));
  const times = lines.filter((line) => line.startsWith("time: ")).map((line) => line.slice("time: ".length));
  const others = lines.filter((line) => !/^(?:commit|time): /.test(line));
  const sections = [...commits.map((commit) => `commit\n${commit}`), ...times.map((time) => `time ${time}`)];
  const file = "=== head k8s/service.yaml\napiVersion: v1\nkind: Service\n\n";
  const request = `=== request\n${others.join("\n")}\n\n${body.join("\n\n").trimEnd()}\n`;
  return `An example of the manual.\n\n${file}${request}${sections.map((section) => `\n=== ${section}\n`).join("")}`;
}
