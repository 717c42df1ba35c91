/** Files made to be expensive: tens of thousands of findings, waivers and secrets stay a matter of moments. */

import { describe, expect, test } from "@jest/globals";
import { aRule } from "../a-rule.ts";
import { annotate } from "../../core/annotate.ts";
import type { ChangedFile } from "../../core/differential.ts";
import type { Document } from "../../core/document.ts";
import { maskSecrets } from "../../core/mask.ts";
import { indexLines } from "../../core/text.ts";
import { applyWaivers, judgeWaivers } from "../../core/waive.ts";
import type { Waiver } from "../../core/waiver.ts";
import { unknownRuleWaiver } from "../../core/waiver-rules.ts";
import { cpuTime } from "../cpu-time.ts";

const count = 20_000;
const row = "port: 22 # waived\n";
const text = row.repeat(count);
const lines = indexLines(text);
const document: Document = {
  path: "network/sg.yaml",
  text,
  byteOrderMark: false,
  language: "yaml",
  kind: "plain",
  lines,
};

const ports = aRule("security/ports");
const findings = Array.from({ length: count }, (_, index) => ({
  rule: ports,
  finding: {
    message: "`port: 22` is open.",
    at: { path: document.path, range: [index * row.length, index * row.length + 8] as const },
  },
}));

function waiverOf(line: number, names: readonly string[], covers: readonly [number, number] = [line, line]): Waiver {
  return { rules: names, range: [(line - 1) * row.length + 9, line * row.length - 1], covers, form: "line" };
}

/** Milliseconds. What is quadratic here takes minutes. */
function timed(work: () => void): number {
  const start = cpuTime();
  work();
  return cpuTime() - start;
}

describe("waivers", () => {
  test("one per line, as many as findings", () => {
    const waivers = Array.from({ length: count }, (_, index) => waiverOf(index + 1, ["security/*"]));
    const spent = timed(() => {
      const { standing, waived, used } = applyWaivers(findings, waivers, lines);
      expect([standing.length, waived.length, used.size]).toEqual([0, count, count]);
    });
    expect(spent).toBeLessThan(20_000);
  });

  test("a narrow one inside a wide one, and one that ends before the finding", () => {
    const wide = waiverOf(1, ["security/ports"], [1, 10]);
    const narrow = waiverOf(5, ["security/ports"], [5, 5]);
    const { waived, standing } = applyWaivers(findings.slice(0, 12), [wide, narrow], lines);
    expect(waived).toHaveLength(10);
    expect(standing.map(({ finding }) => lines.position(finding.at?.range[0] ?? 0).line)).toEqual([11, 12]);
  });

  test("many misspelt names", () => {
    const waivers = Array.from({ length: count }, (_, index) => waiverOf(index + 1, [`security/prots-${index}`]));
    const unknown = aRule(unknownRuleWaiver);
    const checks = Array.from({ length: 300 }, (_, index) => `security/kubernetes/check-${index}`);
    const spent = timed(() => {
      const judged = judgeWaivers(waivers, new Set(), {
        path: document.path,
        rules: [unknown, ports],
        checks,
        asked: new Set([ports.name]),
      });
      expect(judged).toHaveLength(count);
    });
    expect(spent).toBeLessThan(20_000);
  });
});

test("a place is looked up among thousands of hunks", () => {
  const file: ChangedFile = {
    path: document.path,
    status: "modified",
    kind: "file",
    additions: count / 2,
    deletions: 0,
    hunks: Array.from({ length: count / 2 }, (_, index) => {
      const line = 2 * index + 1;
      return { lines: [line, line], changed: [[line, line]] };
    }),
  };
  const spent = timed(() => {
    const inside = findings.filter(
      ({ finding }) => annotate(ports.name, finding, "f00d", document, file).at?.inDifferential,
    );
    expect(inside).toHaveLength(count / 2);
  });
  expect(spent).toBeLessThan(20_000);
});

test("thousands of secrets are masked in each other's messages", () => {
  const keys = Array.from({ length: count }, (_, index) => `AKIA${String(index).padStart(12, "0")}`);
  const content = keys.join("\n");
  const secret = { ...document, text: content, lines: indexLines(content) };
  const found = keys.map((key, index) => ({
    finding: {
      message: `\`${key}\` beside ${keys[0]}`,
      secret: true,
      at: { path: secret.path, range: [index * 17, index * 17 + 16] as const },
    },
  }));
  const spent = timed(() => {
    const masked = maskSecrets(found, secret);
    expect(masked[7]?.finding.message).toBe("`AKIA…` beside AKIA…");
    expect(masked.every(({ finding }) => finding.secret)).toBe(true);
  });
  expect(spent).toBeLessThan(20_000);
});
