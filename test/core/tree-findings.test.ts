/** Findings of tree checks: waivers at their place, the rule's paths, files that the change leaves alone. */

import { describe, expect, test } from "@jest/globals";
import { aRule } from "../a-rule.ts";
import type { CheckEntry, TreeCheck } from "../../core/check.ts";
import type { Report } from "../../core/report.ts";
import { review } from "../../core/review.ts";
import type { Rule } from "../../core/rule-set.ts";
import type { Toolbox } from "../../core/toolbox.ts";
import { waiverChecks } from "../../core/waiver-rules.ts";
import { memoryDifferential, type Texts } from "./memory-differential.ts";

/** Every file of the tree is one finding at its first character. */
const everyFile: TreeCheck = {
  scope: "tree",
  look: async (differential) => {
    const entries = await differential.head.list("");
    return { findings: entries.map(({ path }) => ({ message: "Is there.", at: { path, range: [0, 1] } })) };
  },
};

const toolbox: Toolbox = {
  checks: new Map<string, CheckEntry>([
    ["tree/every-file", { name: "tree/every-file", scope: "tree", summary: "", fixable: false, gathers: false }],
    ...waiverChecks.map((entry) => [entry.name, entry] as const),
  ]),
  load: async () => everyFile,
  inspect: async (inspections) =>
    inspections.map(({ path, text }) => ({
      path,
      observations: {},
      waivers: text.includes("waived")
        ? [{ rules: ["tree/every-file", "their/own"], range: [0, 1], covers: [1, 1], form: "line", origin: "tflint" }]
        : [],
    })),
  now: () => 0,
};

const yamlOnly: Toolbox = {
  ...toolbox,
  checks: new Map<string, CheckEntry>([
    [
      "tree/every-file",
      { name: "tree/every-file", scope: "tree", paths: ["**/*.yaml"], summary: "", fixable: false, gathers: false },
    ],
  ]),
};

async function run(base: Texts, head: Texts, more: Partial<Rule> = {}): Promise<Report> {
  const rules = [aRule("tree/every-file", more), ...waiverChecks.map(({ name }) => aRule(name))];
  const ruleSet = { rules, ignore: ["vendor/**"], schemas: {}, suggestions: false, origin: "test", hash: "" };
  return review(memoryDifferential(base, head), ruleSet, toolbox);
}

function paths(report: Report): readonly (string | undefined)[] {
  const outcome = report.outcomes[0];
  return outcome?.status === "checked" ? outcome.annotations.map(({ at }) => at?.path) : [outcome?.status];
}

describe("findings of a tree check", () => {
  test("may lie in files that the change leaves alone", async () => {
    const report = await run({ "a.tf": "a" }, { "a.tf": "a", "b.tf": "b" });
    expect(paths(report)).toEqual(["a.tf", "b.tf"]);
  });

  test("are silenced by a waiver at their place, and told as waived", async () => {
    const report = await run({}, { "a.tf": "waived", "b.tf": "b" });
    expect(paths(report)).toEqual(["b.tf"]);
    expect(report.outcomes[0]).toMatchObject({ waived: [{ annotation: { at: { path: "a.tf" } } }] });
  });

  test("ignore waivers where the rule may not be waived", async () => {
    expect(paths(await run({}, { "a.tf": "waived" }, { waivable: false }))).toEqual(["a.tf"]);
  });

  test("keep to the rule's paths and to what the rule set ignores", async () => {
    const report = await run(
      {},
      { "network/a.tf": "a", "vendor/b.tf": "b", "app/c.tf": "c" },
      { paths: ["network/**", "vendor/**"] },
    );
    expect(paths(report)).toEqual(["network/a.tf"]);
  });

  test("are not asked for where no changed file is of the check's kind", async () => {
    const ruleSet = {
      rules: [aRule("tree/every-file")],
      ignore: [],
      schemas: {},
      suggestions: false,
      origin: "test",
      hash: "",
    };
    const loads: string[] = [];
    const load = (name: string) => (loads.push(name), toolbox.load(name));
    const skipped = await review(memoryDifferential({}, { "a.tf": "a" }), ruleSet, { ...yamlOnly, load });
    expect(paths(skipped)).toEqual(["skipped"]);
    expect(loads).toEqual([]);
    const removed = await review(memoryDifferential({ "a.yaml": "a" }, {}), ruleSet, { ...yamlOnly, load });
    expect(paths(removed)).toEqual([]);
    expect(loads).toEqual(["tree/every-file"]);
  });

  test("another tool's waiver owes no reason and may be needless", async () => {
    const report = await run({}, { "a.tf": "waived" });
    const judged = report.outcomes
      .slice(1)
      .flatMap((outcome) => (outcome.status === "checked" ? outcome.annotations : []));
    expect(judged).toEqual([]);
  });
});
