import { describe, expect, it } from "@jest/globals";
import type { RuleEntry } from "../../../checks/schema/plumbline-rules/file-schema.ts";
import type { RuleSetFile } from "../../../checks/schema/plumbline-rules/read.ts";
import type { Rule } from "../../../core/rule-set.ts";
import { mergeRuleSet, presetRules, type Preset } from "../../../engine/rule-set/merge.ts";

function file(rules: readonly RuleEntry[], rest: Partial<RuleSetFile> = {}): RuleSetFile {
  return { rules, ignore: [], schemas: {}, ...rest };
}

const recommended: Preset = {
  name: "recommended",
  rules: presetRules(
    file([
      { name: "style/yaml/tabs", severity: "off", title: "Tabs", why: "They line up for nobody." },
      { name: "style/yaml/anchors", severity: "failure", title: "Anchor", why: "It refers to nothing." },
      { name: "format/prettier", severity: "warning", title: "Format", why: "Talk.", options: { enabled: true } },
    ]),
  ),
};
const presets = new Map([["recommended", recommended]]);

function rulesOf(entries: readonly RuleEntry[], rest: Partial<RuleSetFile> = {}): ReadonlyMap<string, Rule> {
  const { rules } = mergeRuleSet(file(entries, rest), presets);
  return new Map(rules.map((rule) => [rule.name, rule]));
}

describe("mergeRuleSet", () => {
  it("inherits recommended where nothing is said", () => {
    expect(mergeRuleSet(file([]), presets).rules).toEqual(recommended.rules);
  });

  it("re-tunes an inherited rule by a severity or a partial object and keeps the rest", () => {
    const rules = rulesOf([
      { name: "style/yaml/tabs", severity: "failure" },
      { name: "style/yaml/anchors", exceptPaths: ["legacy/**"] },
    ]);
    expect(rules.get("style/yaml/tabs")).toMatchObject({ severity: "failure", why: "They line up for nobody." });
    expect(rules.get("style/yaml/anchors")).toMatchObject({ severity: "failure", exceptPaths: ["legacy/**"] });
  });

  it("lets an exact name win over a glob, wherever it stands, and a later glob over an earlier one", () => {
    const rules = rulesOf([
      { name: "style/yaml/anchors", severity: "warning" },
      { name: "style/*", severity: "failure" },
      { name: "style/yaml/*", severity: "notice" },
    ]);
    expect(rules.get("style/yaml/anchors")?.severity).toBe("warning");
    expect(rules.get("style/yaml/tabs")?.severity).toBe("notice");
    expect(rules.get("format/prettier")?.severity).toBe("warning");
  });

  it("merges options one by one over those inherited", () => {
    const before = rulesOf([]).get("format/prettier")?.options;
    const after = rulesOf([{ name: "format/prettier", options: { other: 1 } }]).get("format/prettier")?.options;
    expect(after).toEqual({ ...before, other: 1 });
  });

  it("adds a rule of the owner's own with the defaults of its check, a warning unless said otherwise", () => {
    const own = rulesOf([{ name: "charts-are-formatted", check: "format/prettier", why: "We like it." }]);
    expect(own.get("charts-are-formatted")).toEqual({
      name: "charts-are-formatted",
      check: "format/prettier",
      severity: "warning",
      title: "Charts are formatted",
      why: "We like it.",
      paths: [],
      exceptPaths: [],
      kinds: [],
      exceptKinds: [],
      options: { enabled: false },
      waivable: true,
    });
  });

  it("starts from nothing with `extends: []` and brings in a named rule as its preset has it", () => {
    const rules = rulesOf([{ name: "style/yaml/tabs", severity: "warning" }], { extends: [] });
    expect([...rules.values()]).toEqual([{ ...recommended.rules[0], severity: "warning" }]);
  });

  it("has a hash that tells rule sets apart and does not depend on the order of keys", () => {
    const hash = (entry: RuleEntry): string => mergeRuleSet(file([entry]), presets).hash;
    const tuned = hash({ name: "format/prettier", options: { left: 1, right: 2 } });
    expect(tuned).toMatch(/^[0-9a-f]{64}$/u);
    expect(hash({ name: "format/prettier", options: { right: 2, left: 1 } })).toBe(tuned);
    expect(hash({ name: "format/prettier", options: { left: 1, right: 3 } })).not.toBe(tuned);
  });
});
