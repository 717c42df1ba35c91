/** What `.hadolint.yaml` makes of severities and comments, from its text to the report. */

import { afterAll, describe, expect, it } from "@jest/globals";
import { review } from "../../core/review.ts";
import type { Severity } from "../../core/rule-set.ts";
import { builtInPresets } from "../../engine/rule-set/built-in.ts";
import { mergeRuleSet } from "../../engine/rule-set/merge.ts";
import { openToolbox } from "../../engine/toolbox.ts";
import { readHadolintTerms } from "../../languages/foreign/hadolint-terms.ts";
import { memoryDifferential } from "../core/memory-differential.ts";

describe("readHadolintTerms", () => {
  it.each<[text: string, check: string, severity: Severity, expected: Severity | undefined]>([
    ["override: { error: [DL3007] }", "style/docker/latest-tag", "warning", "failure"],
    ["override: { style: [dl3007] }", "style/docker/latest-tag", "warning", "notice"],
    ["override: { warning: [DL3007] }", "style/docker/latest-tag", "warning", undefined],
    ["override: { error: [DL3014] }", "style/docker/interactive-install", "warning", undefined],
    [
      "override: { error: [DL3014], info: [DL3030, DL3034, DL3038] }",
      "style/docker/interactive-install",
      "warning",
      "failure",
    ],
    ["override: { error: [SC2164] }", "style/shell/unguarded-cd", "warning", "failure"],
    [
      "failure-threshold: error\noverride: { warning: [DL3000] }",
      "style/docker/relative-workdir",
      "failure",
      "warning",
    ],
    ["failure-threshold: error", "style/docker/latest-tag", "failure", "warning"],
    ["failure-threshold: error", "style/docker/syntax", "failure", undefined],
    ["failure-threshold: warning", "style/docker/latest-tag", "failure", undefined],
    ["failure-threshold: warning", "style/docker/latest-tag", "notice", undefined],
    ["failure-threshold: ignore", "style/docker/apt-cache", "failure", undefined],
    ["failure-threshold: none", "style/docker/syntax", "failure", "warning"],
    ["no-fail: true\noverride: { error: [DL3007] }", "style/docker/latest-tag", "notice", "warning"],
    ["no-fail: 'true'", "style/docker/syntax", "failure", undefined],
    ["no-fail: true", "style/docker/ignored-copy", "failure", undefined],
    ["override: [DL3007]", "style/docker/latest-tag", "warning", undefined],
    ["override: { error: DL3007 }\nno-fail: [", "style/docker/latest-tag", "warning", undefined],
    ["", "style/docker/latest-tag", "warning", undefined],
  ])("%j: %s of %s", (text, check, severity, expected) => {
    expect(readHadolintTerms(text).severityOf(check, severity)).toBe(expected);
  });
});

const toolbox = openToolbox({ workers: 0 });
afterAll(() => toolbox.close());
const presets = await builtInPresets();

type Files = Readonly<Record<string, string>>;

/** `rule severity path` of what a review of new files finds. */
async function found(base: Files, head: Files, waivable = true): Promise<readonly string[]> {
  const merged = mergeRuleSet({ rules: [], ignore: [], schemas: {} }, presets);
  const rules = merged.rules
    .filter(({ check }) => /docker\/(?:latest-tag|apt-cache)$/u.test(check))
    .map((rule) => ({ ...rule, severity: "warning" as const, waivable }));
  const report = await review(
    memoryDifferential(base, { ...base, ...head }),
    { ...merged, rules, origin: "a test" },
    toolbox,
  );
  return report.outcomes.flatMap((outcome) =>
    outcome.status === "checked"
      ? outcome.annotations.map(({ rule, at }) => `${rule} ${outcome.rule.severity} ${at?.path ?? ""}`)
      : [],
  );
}

describe("a review", () => {
  const head = { Dockerfile: "FROM debian:latest\n", "api/[a]*/Dockerfile": "FROM debian:latest\n" };

  it("gives a rule the severity that base's configuration says", async () => {
    const base = { ".hadolint.yaml": "override: { error: [DL3007] }\n" };
    expect(await found(base, head)).toEqual([
      "style/docker/latest-tag failure Dockerfile",
      "style/docker/latest-tag failure api/[a]*/Dockerfile",
    ]);
    expect(await found({}, { ...head, ...base })).toEqual([
      "style/docker/latest-tag warning Dockerfile",
      "style/docker/latest-tag warning api/[a]*/Dockerfile",
    ]);
  });

  it("parts a rule where folders say different things", async () => {
    const base = { "api/.hadolint.yml": "override: { info: [DL3007] }\n" };
    expect(await found(base, head)).toEqual([
      "style/docker/latest-tag warning Dockerfile",
      "style/docker/latest-tag@api/.hadolint.yml: notice notice api/[a]*/Dockerfile",
    ]);
  });

  it("leaves alone what nobody may weaken", async () => {
    const base = { ".hadolint.yaml": "override: { info: [DL3007] }\nno-fail: true\n" };
    expect(await found(base, { Dockerfile: "FROM debian:latest\n" }, false)).toEqual([
      "style/docker/latest-tag warning Dockerfile",
    ]);
  });

  it("does not listen to comments where the configuration says so", async () => {
    const waived = { Dockerfile: "# hadolint ignore=DL3007\nFROM debian:latest\n" };
    expect(await found({}, waived)).toEqual([]);
    expect(await found({ ".hadolint.yaml": "disable-ignore-pragma: true\n" }, waived)).toEqual([
      "style/docker/latest-tag warning Dockerfile",
    ]);
    const ours = { Dockerfile: "# plumbline-disable-next-line style/docker/latest-tag -- why\nFROM debian:latest\n" };
    expect(await found({ ".hadolint.yaml": "disable-ignore-pragma: true\n" }, ours)).toEqual([]);
  });
});
