import { describe, expect, it } from "@jest/globals";
import type { FileContent, Tree } from "../../../core/differential.ts";
import { builtInPresets, PresetError, readPreset } from "../../../engine/rule-set/built-in.ts";
import { effectiveRuleSet, type PreviousVersion } from "../../../engine/rule-set/effective.ts";

const path = ".github/plumbline.yml";
const sound = "rules:\n  waiver/unused: failure\n";
const broken = "rules:\n  waiver/unusd: failure\n";

function treeOf(files: Readonly<Record<string, string | FileContent>>): Tree {
  const content = (each: string | FileContent | undefined): FileContent => {
    if (each === undefined) return { kind: "missing" };
    return typeof each === "string" ? { kind: "text", text: each, byteOrderMark: false } : each;
  };
  return {
    list: async () => [],
    read: async (paths) => new Map(paths.map((each) => [each, content(files[each])])),
  };
}

function versions(texts: readonly string[]): {
  asked: string[];
  previousVersions: () => AsyncIterable<PreviousVersion>;
} {
  const asked: string[] = [];
  async function* previousVersions(): AsyncIterable<PreviousVersion> {
    for (const [index, text] of texts.entries()) {
      const sha = `${index}`.repeat(40).slice(0, 40);
      asked.push(sha);
      yield { sha, text };
    }
  }
  return { asked, previousVersions };
}

function severityOf(
  ruleSet: { rules: readonly { name: string; severity: string }[] },
  name: string,
): string | undefined {
  return ruleSet.rules.find((rule) => rule.name === name)?.severity;
}

describe("effectiveRuleSet", () => {
  it("is recommended where there is no file", async () => {
    const { ruleSet, problems, notes } = await effectiveRuleSet({ base: treeOf({}) });
    expect(ruleSet.origin).toBe("recommended");
    expect(ruleSet.rules).toEqual((await builtInPresets()).get("recommended")?.rules);
    expect({ problems, notes }).toEqual({ problems: [], notes: [] });
  });

  it("names the file and the tree it was read from", async () => {
    const { ruleSet } = await effectiveRuleSet({ base: treeOf({ [path]: sound }), label: "main 3f9c2ab" });
    expect(ruleSet.origin).toBe("recommended + .github/plumbline.yml@main 3f9c2ab");
    expect(severityOf(ruleSet, "waiver/unused")).toBe("failure");
  });

  it("asks by no milder rules where the file is there and could not be read", async () => {
    const base = treeOf({ [path]: { kind: "unreadable", reason: "GitHub did not answer" } });
    await expect(effectiveRuleSet({ base })).rejects.toThrow("GitHub did not answer");
  });

  it("leaves the newest version in force that validates", async () => {
    const { previousVersions } = versions([broken, "rules: [", sound, "rules: {}\n"]);
    const { ruleSet, problems, notes } = await effectiveRuleSet({ base: treeOf({ [path]: broken }), previousVersions });
    expect(severityOf(ruleSet, "waiver/unused")).toBe("failure");
    expect(ruleSet.origin).toBe("recommended + .github/plumbline.yml@2222222");
    expect(problems).toMatchObject([{ path, line: 2, column: 3 }]);
    expect(notes).toEqual([
      "`.github/plumbline.yml` does not validate (2:3: No rule is called `waiver/unusd`), so its version of 2222222, the last that does, stays in force.",
    ]);
    expect(ruleSet.notes).toEqual(notes);
  });

  it("looks at ten older versions and no further, then applies recommended and says so", async () => {
    const { asked, previousVersions } = versions([...Array.from({ length: 10 }, () => broken), sound]);
    const { ruleSet, notes } = await effectiveRuleSet({ base: treeOf({ [path]: broken }), previousVersions });
    expect(asked.length).toBeLessThanOrEqual(11);
    expect(ruleSet.origin).toBe("recommended");
    expect(severityOf(ruleSet, "waiver/unused")).toBe("warning");
    expect(notes[0]).toMatch(/so `recommended` applies\.$/u);
  });

  it.each<[string, FileContent, string]>([
    ["binary", { kind: "binary" }, "it is binary"],
    ["a symlink", { kind: "symlink", target: "/etc/passwd" }, "it is a symlink"],
    ["huge", { kind: "too-large", bytes: 9_000_000 }, "it is too large (9,000,000 bytes)"],
  ])("does not take a file that is %s", async (_, content, words) => {
    const { ruleSet, problems } = await effectiveRuleSet({ base: treeOf({ [path]: content }) });
    expect(ruleSet.origin).toBe("recommended");
    expect(problems).toMatchObject([{ line: 1, column: 1, message: `The rule set cannot be read: ${words}.` }]);
  });

  it("tells of a file under a name that is not read", async () => {
    const { notes } = await effectiveRuleSet({ base: treeOf({ "plumbline.yml": sound }) });
    expect(notes).toEqual(["`plumbline.yml` is not read: a rule set lies in `.github/plumbline.yml`."]);
  });
});

describe("readPreset", () => {
  it("names file, line and column of a check that is missing", async () => {
    const reading = readPreset(
      "recommended.yml",
      "rules:\n  style/toml/tabs: { severity: off, title: Tabs, why: So. }\n",
    );
    await expect(reading).rejects.toThrow(PresetError);
    await expect(reading).rejects.toThrow("rules/recommended.yml:2:3: No rule is called `style/toml/tabs`.");
  });
});
