/** Which words of a config test are left out, and which are not. */

import { expect, test } from "@jest/globals";
import { aRule } from "../a-rule.ts";
import type { Annotation, CheckedOutcome, Report } from "../../core/report.ts";
import type { Rule } from "../../core/rule-set.ts";
import { applyDecisions, type Decision } from "../../core/decision.ts";
import { toldOnce } from "../../core/told-once.ts";

function annotation(rule: string, path: string, line: number): Annotation {
  const start = { line, column: 3 };
  const at = { path, range: [line * 40, line * 40 + 1] as const, start, end: { line, column: 4 }, excerpt: [] };
  return { rule, message: `${rule} says so`, related: [], fingerprint: `${rule}${path}${line}`, at };
}

function outcome(
  name: string,
  more: Partial<Pick<Rule, "severity" | "mode" | "check">>,
  lines: readonly number[],
  isTest = false,
): CheckedOutcome {
  const rule = aRule(name, more);
  return {
    status: "checked",
    rule,
    gaps: [],
    annotations: lines.map((line) => annotation(name, "prometheus/alerts.rules.yml", line)),
    older: 0,
    waived: [],
    documents: 1,
    ...(isTest ? { tests: { tool: "promtool", passed: 0, failed: 1, inconclusive: 0 } } : {}),
  };
}

function toldLines(...outcomes: readonly CheckedOutcome[]): readonly (readonly (number | undefined)[])[] {
  return toldOnce(outcomes).map((each) =>
    each.status === "checked" ? each.annotations.map(({ at }) => at?.start.line) : [],
  );
}

const promtool = outcome("config-test/promtool-rules", {}, [9, 12], true);

test("a line that a rule fails is not told by the tool again", () => {
  expect(toldLines(outcome("style/prometheus/syntax", {}, [9]), promtool)).toEqual([[9], [12]]);
});

test("a warning, a rule in shadow or one that only advises does not keep the tool from failing the line", () => {
  expect(toldLines(outcome("style/prometheus/syntax", { severity: "warning" }, [9]), promtool)[1]).toEqual([9, 12]);
  expect(toldLines(outcome("style/prometheus/syntax", { mode: "shadow" }, [9]), promtool)[1]).toEqual([9, 12]);
  expect(toldLines(outcome("style/prometheus/syntax", { mode: "advise" }, [9]), promtool)[1]).toEqual([9, 12]);
});

test("two tools may say the same, and other files are left alone", () => {
  const second = outcome("config-test/other", {}, [9], true);
  expect(toldLines(promtool, second)).toEqual([[9, 12], [9]]);
  const elsewhere = outcome("style/prometheus/syntax", {}, []);
  const there = { ...elsewhere, annotations: [annotation("style/prometheus/syntax", "other.rules.yml", 9)] };
  expect(toldLines(there, promtool)[1]).toEqual([9, 12]);
});

test("what is about the change as a whole has no line in common with anything", () => {
  const missing = outcome("context/ticket", {}, []);
  const placeless = { ...annotation("x", "y", 1), at: undefined };
  const { at: _at, ...bare } = placeless;
  const ticket = { ...missing, annotations: [bare] };
  const refused = { ...promtool, annotations: [bare] };
  expect(toldLines(ticket, refused)).toEqual([[undefined], [undefined]]);
});

test("a reported result that a check of ours has told is not told again, unless ours is the milder", () => {
  const alike = ["style/docker/*"];
  const there = annotation("report/hadolint", "prometheus/alerts.rules.yml", 9);
  const reported = (severity: Rule["severity"], annotations = [{ ...there, alike }]) => {
    const { tests: _tests, ...plain } = outcome("report/hadolint", { severity, check: "config-test/reported" }, []);
    return { ...plain, annotations, reported: [{ tool: "hadolint", inChange: 1, outside: 0 }] };
  };
  const ours = outcome("style/docker/latest-tag", { severity: "warning" }, [9]);
  expect(toldLines(ours, reported("warning"))[1]).toEqual([]);
  expect(toldLines(ours, reported("failure"))[1]).toEqual([9]);
  expect(toldLines(ours, reported("warning", [{ ...there, alike: ["style/shell/syntax"] }]))[1]).toEqual([9]);
  expect(toldLines(outcome("style/docker/latest-tag", { mode: "shadow" }, [9]), reported("notice"))[1]).toEqual([9]);
  expect(toldLines(outcome("style/yaml/tabs", {}, [9]), reported("warning", [{ ...there, alike: [] }]))[1]).toEqual([]);
});

test("the tool's word is back while somebody's command waives ours, and goes with the command", () => {
  const ours = outcome("style/prometheus/syntax", {}, [9]);
  const report: Report = {
    repository: "harbour/infra",
    outcomes: toldOnce([ours, promtool]),
    files: [],
    gaps: [],
    addedWaivers: [],
    ruleSet: { origin: "test", hash: "test", notes: [] },
    milliseconds: 1,
  };
  const waived: Decision = {
    kind: "waive",
    id: "1",
    by: "reviewer",
    at: 0,
    reason: "an older dialect",
    until: 100,
    rule: "style/prometheus/syntax",
    fingerprints: ours.annotations.map(({ fingerprint }) => fingerprint),
  };
  const lines = ({ outcomes }: Report) =>
    outcomes.map((each) => (each.status === "checked" ? each.annotations.map(({ at }) => at?.start.line) : []));
  const decided = applyDecisions(report, [waived], 50);
  expect(lines(decided)).toEqual([[], [9, 12]]);
  expect(lines(applyDecisions(decided, [waived], 100))).toEqual([[9], [12]]);
});

test("of two checks of ours that ask the same, the one that names the other keeps silent", () => {
  const there = annotation("format/editorconfig", "prometheus/alerts.rules.yml", 9);
  const named = { ...there, alike: ["style/yaml/trailing-spaces"] };
  const layout = (severity: Rule["severity"]) => ({
    ...outcome("format/editorconfig", { severity }, []),
    annotations: [named],
  });
  const ours = (severity: Rule["severity"]) => outcome("style/yaml/trailing-spaces", { severity }, [9]);
  expect(toldLines(layout("warning"), ours("notice"))).toEqual([[], [9]]);
  expect(toldLines(layout("failure"), ours("notice"))).toEqual([[9], [9]]);
  expect(toldLines(layout("warning"), outcome("style/yaml/syntax", {}, [9]))).toEqual([[9], [9]]);
});
