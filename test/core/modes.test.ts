/** Modes: what is in shadow is found and kept apart, what advises never blocks, what is enforced keeps its own word. */

import { describe, expect, test } from "@jest/globals";
import type { CheckEntry, Observation } from "../../core/check.ts";
import { conclude } from "../../core/conclusion.ts";
import type { Report } from "../../core/report.ts";
import { review, reviewText } from "../../core/review.ts";
import type { Rule, RuleSet } from "../../core/rule-set.ts";
import type { Toolbox } from "../../core/toolbox.ts";
import { rule } from "../reporters/report-fixture.ts";
import { memoryDifferential } from "./memory-differential.ts";

const ports: CheckEntry = { name: "security/ports", scope: "file", summary: "", fixable: false, gathers: false };
const title: CheckEntry = { name: "context/title", scope: "differential", summary: "", fixable: false, gathers: false };

/** Every `port: 22` is a finding; `crash` loses the check. */
function look(text: string): Observation {
  if (text.includes("crash")) return { findings: [], gaps: [{ reason: "crashed", cause: "ours" }] };
  return { findings: [...text.matchAll(/port: 22/gu)].map(({ index }) => found(index)) };
}

function found(index: number): Observation["findings"][number] {
  return { message: "`port: 22` is open.", at: { path: "api.yaml", range: [index, index + 8] } };
}

const toolbox: Toolbox = {
  checks: new Map([ports, title].map((entry) => [entry.name, entry])),
  load: async () => ({ scope: "differential", look: () => ({ findings: [{ message: "No ticket." }] }) }),
  inspect: async (inspections) =>
    inspections.map(({ path, text, tasks }) => ({
      path,
      observations: Object.fromEntries(tasks.map((task) => [task.rule, look(text)])),
      waivers: [],
    })),
  now: () => 0,
};

function setOf(more: Partial<RuleSet>, ...rules: readonly Rule[]): RuleSet {
  return { rules, ignore: [], schemas: {}, suggestions: false, origin: "test", hash: "", ...more };
}

const differential = memoryDifferential({}, { "api.yaml": "port: 22\n" });

function names({ outcomes, shadow = [] }: Report): {
  readonly shown: readonly string[];
  readonly shadow: readonly string[];
} {
  return { shown: outcomes.map((each) => each.rule.name), shadow: shadow.map((each) => each.rule.name) };
}

describe("a rule in shadow", () => {
  const quiet = rule("security/ports", { mode: "shadow" });

  test("is asked, and what it finds stands where no conclusion meets it", async () => {
    const report = await review(differential, setOf({}, quiet, rule("context/title", { severity: "notice" })), toolbox);
    expect(names(report)).toEqual({ shown: ["context/title"], shadow: ["security/ports"] });
    expect(report.shadow).toMatchObject([{ status: "checked", annotations: [{ message: "`port: 22` is open." }] }]);
    expect(conclude(report)).toMatchObject({ verdict: "success", failures: 0 });
  });

  test("keeps nobody waiting where it breaks", async () => {
    const report = await review(memoryDifferential({}, { "api.yaml": "crash" }), setOf({}, quiet), toolbox);
    expect(report.shadow).toMatchObject([{ status: "broken", reason: "crashed" }]);
    expect(conclude(report).verdict).toBe("success");
  });

  test("stays in shadow when only the text is looked at again", async () => {
    const set = setOf({}, rule("context/title", { mode: "shadow" }), rule("security/ports"));
    const again = await reviewText(await review(differential, set, toolbox), differential, set, toolbox);
    expect(names(again)).toEqual({ shown: ["security/ports"], shadow: ["context/title"] });
  });
});

describe("a rule that advises", () => {
  test("warns where it would block, and keeps nobody waiting", async () => {
    const advising = setOf({}, rule("security/ports", { mode: "advise" }));
    expect(conclude(await review(differential, advising, toolbox))).toMatchObject({ verdict: "success", warnings: 1 });
    const broken = await review(memoryDifferential({}, { "api.yaml": "crash" }), advising, toolbox);
    expect(conclude(broken).verdict).toBe("success");
  });

  test("makes nothing stricter", async () => {
    const mild = setOf({}, rule("security/ports", { mode: "advise", severity: "notice" }));
    expect(conclude(await review(differential, mild, toolbox))).toMatchObject({ warnings: 0, notices: 1 });
  });
});

describe("a mode of the whole rule set", () => {
  test.each<[string, Partial<Rule>, "failure" | "success"]>([
    ["holds for a rule that says none", {}, "success"],
    ["yields to the rule's own", { mode: "enforce" }, "failure"],
    ["does not touch a rule that is enforced", { enforced: true }, "failure"],
  ])("%s", async (_name, said, verdict) => {
    const report = await review(differential, setOf({ mode: "advise" }, rule("security/ports", said)), toolbox);
    expect(conclude(report).verdict).toBe(verdict);
  });
});
