/** A report with a flood of findings is rendered within GitHub's bytes. */

import { expect, test } from "@jest/globals";
import { aRule } from "../a-rule.ts";
import type { Report } from "../../core/report.ts";
import { toCheckRun } from "../../reporters/check-run.ts";

test("two hundred thousand findings", () => {
  const rule = aRule("style/yaml/trailing-spaces", { title: "Trailing spaces", why: "Nobody sees them." });
  const annotations = Array.from({ length: 200_000 }, (_, index) => ({
    rule: rule.name,
    message: "Line ends in `  `.",
    related: [],
    fingerprint: String(index),
    at: {
      path: `k8s/${index % 50}.yaml`,
      range: [index, index + 1] as const,
      start: { line: index + 1, column: 1 },
      end: { line: index + 1, column: 2 },
      excerpt: ["a  "],
    },
  }));
  const report: Report = {
    repository: "harbour/infra",
    headSha: "f".repeat(40),
    outcomes: [{ status: "checked", rule, gaps: [], annotations, older: 0, waived: [], documents: 50 }],
    files: [],
    gaps: [],
    addedWaivers: [],
    ruleSet: { origin: "recommended", hash: "", notes: [] },
    milliseconds: 1,
  };
  const { summary, text = "", annotations: shown } = toCheckRun(report, { version: "0.1.0" });
  expect(shown).toHaveLength(10);
  expect(Buffer.byteLength(summary)).toBeLessThan(65_536);
  expect(Buffer.byteLength(text)).toBeLessThan(65_536);
  const listed = text.split("\n").filter((line) => line.startsWith("- failure")).length;
  expect(text).toContain(`and ${200_000 - 10 - listed} more lines`);
});
