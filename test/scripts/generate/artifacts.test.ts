import { describe, expect, it } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { catalogue } from "../../../checks/generated/catalogue.ts";
import { readRuleSetFile } from "../../../checks/schema/plumbline-rules/read.ts";
import { waiverChecks } from "../../../core/waiver-rules.ts";
import { loadCheck } from "../../../engine/load-check.ts";
import { packageRoot } from "../../../engine/package-root.ts";
import { builtInPresets } from "../../../engine/rule-set/built-in.ts";
import { describeRule } from "../../../engine/rule-set/describe.ts";
import { effectiveRuleSet } from "../../../engine/rule-set/effective.ts";
import { findStale, generateArtifacts } from "../../../scripts/generate/artifacts.ts";

const root = packageRoot();
const artifacts = await generateArtifacts(root);

describe("what is generated", () => {
  it("is up to date: `npm run generate` would change nothing", async () => {
    expect(await findStale(root, artifacts)).toEqual({ outdated: [], leftOver: [] });
  });

  it("is the same twice", async () => {
    expect(await generateArtifacts(root)).toEqual(artifacts);
  });

  it("tells a stale and a missing file", async () => {
    const changed = new Map([...artifacts, ["docs/rules/README.md", "other"], ["docs/rules/new.md", "new"]]);
    const { outdated } = await findStale(root, changed);
    expect(outdated).toEqual(["docs/rules/README.md", "docs/rules/new.md"]);
  });
});

describe("recommended", () => {
  it("binds every check, with a title and a why of its own", async () => {
    const rules = (await builtInPresets()).get("recommended")?.rules ?? [];
    const checks = [...catalogue.keys(), ...waiverChecks.map((check) => check.name)];
    expect([...new Set(rules.map((rule) => rule.check))].sort()).toEqual(checks.sort());
    for (const rule of rules) expect(rule.why).not.toBe("");
    expect(new Set(rules.map((rule) => rule.name)).size).toBe(rules.length);
  });

  it("sets only options that its checks take", async () => {
    const path = "rules/recommended.yml";
    const { problems } = await readRuleSetFile(await readFile(join(root, path), "utf8"), path);
    expect(problems).toEqual([]);
  });

  it("explains each rule by a page that exists", async () => {
    const { ruleSet } = await effectiveRuleSet({ base: { list: async () => [], read: async () => new Map() } });
    for (const { name, check } of ruleSet.rules) {
      expect(await describeRule(name, ruleSet)).toMatchObject({ page: expect.stringContaining(`# ${check}\n`) });
    }
    expect(await describeRule("waiver/unusd", ruleSet)).toEqual({
      unknown: "waiver/unusd",
      suggestion: "waiver/unused",
    });
  });
});

describe("loadCheck", () => {
  it("loads every check of the catalogue, as its entry describes it", async () => {
    for (const { name, scope } of catalogue.values()) {
      const check = await loadCheck(name);
      expect("create" in check ? "file" : check.scope).toBe(scope);
    }
  });

  it("suggests the nearest name for one that no check bears", async () => {
    await expect(loadCheck("format/pretier")).rejects.toThrow("Did you mean `format/prettier`?");
  });
});

describe("the published schema", () => {
  const schema: unknown = JSON.parse(artifacts.get("docs/plumbline.schema.json") ?? "");
  const validate = new Ajv({ strict: false, allErrors: true }).compile(Object(schema));

  it("accepts what the reader accepts", () => {
    const file = {
      extends: ["recommended"],
      rules: {
        "format/prettier": { severity: "failure", options: { enabled: true } },
        "waiver/*": "off",
        "charts-are-formatted": { check: "format/prettier", why: "We like it.", paths: ["charts/**"] },
      },
      ignore: ["vendor/**"],
    };
    expect(validate(file)).toBe(true);
  });

  it.each([
    ["an unknown rule", { rules: { "format/pretier": "off" } }],
    ["an unknown option", { rules: { "format/prettier": { options: { enabledd: true } } } }],
    ["a wrong severity", { rules: { "waiver/unused": "fatal" } }],
    ["an unknown key", { rule: {} }],
  ])("refuses %s", (_, file) => {
    expect(validate(file)).toBe(false);
  });
});
