import { describe, expect, it } from "@jest/globals";
import type { FileContent, Tree } from "../../../core/differential.ts";
import type { Rule } from "../../../core/rule-set.ts";
import { concernsPath } from "../../../core/select.ts";
import { effectiveRuleSet, type EffectiveRuleSet } from "../../../engine/rule-set/effective.ts";
import type { RemoteRules } from "../../../engine/rule-set/read-layers.ts";
import { shownRules } from "../../../engine/rule-set/show.ts";
import { rulesSection } from "../../../service/commands/rules-section.ts";

const own = ".github/plumbline.yml";
const organisationPath = "acme/.github/plumbline.yml";
const duplicates = "style/yaml/duplicate-keys";

function treeOf(files: Readonly<Record<string, string>>): Tree {
  const content = (text: string | undefined): FileContent =>
    text === undefined ? { kind: "missing" } : { kind: "text", text, byteOrderMark: false };
  return {
    list: async () => Object.keys(files).map((path) => ({ path, kind: "file" })),
    read: async (paths) => new Map(paths.map((path) => [path, content(files[path])])),
  };
}

interface Given {
  readonly organisation?: string;
  readonly remote?: Readonly<Record<string, RemoteRules>>;
  readonly changed?: readonly string[];
}

function inForce(files: Readonly<Record<string, string>>, given: Given = {}): Promise<EffectiveRuleSet> {
  const { organisation, remote = {}, changed } = given;
  return effectiveRuleSet({
    base: treeOf(files),
    ...(organisation !== undefined && { organisation: async () => ({ path: organisationPath, text: organisation }) }),
    ...(changed && { changed: async () => changed }),
    readRemote: async ({ written }) => remote[written] ?? { kind: "refused", reason: "there is no such file" },
  });
}

function rulesFor({ ruleSet }: EffectiveRuleSet, whole: string, path: string): readonly Rule[] {
  return ruleSet.rules.filter((rule) => (rule.part?.of ?? rule.name) === whole && concernsPath(rule, path));
}

/** Exactly one part of a rule looks at any file. */
function severityAt(effective: EffectiveRuleSet, whole: string, path: string): string {
  const rules = rulesFor(effective, whole, path);
  expect(rules.map(({ name }) => name)).toHaveLength(1);
  return rules[0]?.severity ?? "";
}

const off = `rules: { ${duplicates}: off }\n`;
const warning = `rules: { ${duplicates}: warning }\n`;
const notice = `rules: { ${duplicates}: notice }\n`;

describe("precedence of layers", () => {
  it.each<[string, Readonly<Record<string, string>>, Given, string]>([
    ["the preset, where nobody says a word", {}, {}, "failure"],
    ["the organisation over the preset", {}, { organisation: warning }, "warning"],
    ["the repository over the organisation", { [own]: notice }, { organisation: warning }, "notice"],
    ["the directory over the repository", { [own]: notice, "k8s/.plumbline.yml": off }, {}, "off"],
    [
      "the inner directory over the outer",
      { "k8s/.plumbline.yml": off, "k8s/api/.plumbline.yml": notice },
      {},
      "notice",
    ],
    ["what is extended below who extends it", { [own]: `extends: [acme/rules//a.yml@v1]\n${notice}` }, {}, "notice"],
    ["what is extended over the presets", { [own]: "extends: [acme/rules//a.yml@v1]\n" }, {}, "warning"],
    [
      "an override over the rest of its file",
      { [own]: `${notice}overrides: [{ paths: [k8s/**], ${off.trim()} }]\n` },
      {},
      "off",
    ],
    [
      "the later override over the earlier",
      { [own]: `overrides: [{ paths: [k8s/**], ${off.trim()} }, { paths: ["*.yaml"], ${warning.trim()} }]\n` },
      {},
      "warning",
    ],
    [
      "the directory over the override of the repository",
      { [own]: `overrides: [{ paths: [k8s/**], ${off.trim()} }]\n`, "k8s/.plumbline.yml": warning },
      {},
      "warning",
    ],
  ])("%s", async (_, files, given, expected) => {
    const remote = { "acme/rules//a.yml@v1": { kind: "text", text: warning } } as const;
    const effective = await inForce(files, { remote, ...given });
    expect(effective.problems).toEqual([]);
    expect(severityAt(effective, duplicates, "k8s/api/deploy.yaml")).toBe(expected);
  });

  it("leaves files beside a directory, an override and an overlap of both as they were", async () => {
    const effective = await inForce({
      [own]: `overrides: [{ paths: ["**/legacy/**"], ${notice.trim()} }]\n`,
      "k8s/.plumbline.yml": `${off}overrides: [{ paths: [old], ${warning.trim()} }, { paths: [/*.yml], ${warning.trim()} }]\n`,
    });
    const severities = [
      "a.yaml",
      "legacy/a.yaml",
      "k8s/a.yaml",
      "k8s/legacy/a.yaml",
      "k8s/b/old",
      "k8s/a.yml",
      "k8s/b/a.yml",
    ];
    expect(severities.map((path) => severityAt(effective, duplicates, path))).toEqual([
      "failure",
      "notice",
      "off",
      "off",
      "warning",
      "warning",
      "off",
    ]);
  });

  it("reads only the directories above what a change touches", async () => {
    const files = { "k8s/.plumbline.yml": off, "network/.plumbline.yml": "rules: [" };
    const effective = await inForce(files, { changed: ["k8s/api/deploy.yaml", "README.md"] });
    expect(effective.problems).toEqual([]);
    expect(effective.layers.map(({ path }) => path)).toEqual(["k8s/.plumbline.yml"]);
    expect(effective.ruleSet.hash).toMatch(/^[0-9a-f]{64}\.[0-9a-f]{16}$/u);
    const beside = await inForce(files, { changed: ["README.md"] });
    expect(effective.ruleSet.hash.split(".")[0]).toBe(beside.ruleSet.hash);
  });

  it("counts globs of a directory from where it lies, and keeps rules of its own to itself", async () => {
    const rule = (check: string) => `rules: { our-routes: { check: ${check}, why: So., paths: ["*.tf"] } }\n`;
    const effective = await inForce({
      "network/.plumbline.yml": `${rule("security/text/private-key")}ignore: [/gen]\n`,
      "shop/.plumbline.yml": rule("security/text/merge-conflict"),
    });
    expect(rulesFor(effective, "our-routes", "network/a/b.tf").map(({ check }) => check)).toEqual([
      "security/text/private-key",
    ]);
    expect(rulesFor(effective, "our-routes", "shop/b.tf").map(({ check }) => check)).toEqual([
      "security/text/merge-conflict",
    ]);
    expect(rulesFor(effective, "our-routes", "b.tf")).toEqual([]);
    expect(effective.ruleSet.ignore).toEqual(["network/gen"]);
  });

  it("bounds what overlapping overrides make of one rule, and says so", async () => {
    const overrides = Array.from({ length: 60 }, (_, index) => `  - { paths: ["**/*${index}*/**"], ${off.trim()} }\n`);
    const { ruleSet } = await inForce({ [own]: `overrides:\n${overrides.join("")}` });
    expect(ruleSet.rules.length).toBeLessThan(1_000);
    expect(ruleSet.notes?.join()).toContain(`\`${duplicates}\` is tuned under too many paths`);
  });
});

describe("what an organisation enforces", () => {
  const enforced = (body: string) => `rules:\n  ${duplicates}: { severity: warning, enforced: true${body} }\n`;

  it.each<[string, string, string, string]>([
    ["a lower severity", "", `rules: { ${duplicates}: notice }`, "severity"],
    ["off", "", `rules: { ${duplicates}: off }`, "severity"],
    ["off by a glob", "", "rules: { style/*: off }", "severity"],
    ["fewer paths", "", `rules: { ${duplicates}: { paths: [a/**] } }`, "paths"],
    ["paths left out", "", `rules: { ${duplicates}: { exceptPaths: [k8s/**] } }`, "exceptPaths"],
    ["fewer kinds", "", `rules: { ${duplicates}: { kinds: [compose] } }`, "kinds"],
    ["kinds left out", "", `rules: { ${duplicates}: { exceptKinds: [kubernetes] } }`, "exceptKinds"],
    ["a condition", "", `rules: { ${duplicates}: { when: { risk: high } } }`, "when"],
    ["waivers", ", waivable: false", `rules: { ${duplicates}: { waivable: true } }`, "waivable"],
    ["the shadow", "", `rules: { ${duplicates}: { mode: shadow } }`, "mode"],
    ["an end of it", "", `rules: { ${duplicates}: { enforced: false } }`, "enforced"],
    ["waivers by its author", "", `rules: { ${duplicates}: { selfWaive: true } }`, "selfWaive"],
  ])("cannot be given %s by the repository or a directory", async (_, body, said, key) => {
    const organisation = enforced(body);
    for (const path of [own, "k8s/.plumbline.yml"]) {
      const effective = await inForce({ [path]: `${said}\n` }, { organisation });
      const [rule] = rulesFor(effective, duplicates, "k8s/a.yaml");
      const [before] = rulesFor(await inForce({}, { organisation }), duplicates, "k8s/a.yaml");
      expect(rule).toEqual(before);
      expect(effective.notes).toContain(
        `\`${path}:1\` cannot weaken \`${key}\` of \`${duplicates}\`: \`${organisationPath}\` enforces the rule.`,
      );
    }
  });

  it("cannot be given other options", async () => {
    const organisation =
      "rules: { context/ticket: { severity: failure, enforced: true, options: { patterns: ['OPS-\\d+'] } } }\n";
    const { ruleSet, notes } = await inForce(
      { [own]: "rules: { context/ticket: { options: { patterns: ['.*'] } } }\n" },
      { organisation },
    );
    expect(ruleSet.rules.find(({ name }) => name === "context/ticket")?.options["patterns"]).toEqual(["OPS-\\d+"]);
    expect(notes[0]).toContain("cannot weaken `options.patterns`");
  });

  it("looks at what the repository ignores, while other rules do not", async () => {
    const effective = await inForce({ [own]: 'ignore: ["**"]\n' }, { organisation: enforced("") });
    expect(effective.ruleSet.ignore).toEqual([]);
    expect(severityAt(effective, duplicates, "k8s/a.yaml")).toBe("warning");
    expect(rulesFor(effective, "style/yaml/syntax", "k8s/a.yaml")).toEqual([]);
  });

  it("is there whatever presets the repository starts from", async () => {
    const effective = await inForce({ [own]: "extends: []\nonly: [format/*]\n" }, { organisation: enforced("") });
    expect(severityAt(effective, duplicates, "k8s/a.yaml")).toBe("warning");
  });

  it("may be tightened", async () => {
    const effective = await inForce(
      { [own]: `rules: { ${duplicates}: { severity: failure, waivable: false } }\n` },
      { organisation: enforced("") },
    );
    expect(rulesFor(effective, duplicates, "a.yaml")).toMatchObject([{ severity: "failure", waivable: false }]);
    expect(effective.notes).toEqual([]);
  });

  it("may be tuned by the organisation's own overrides", async () => {
    const organisation = `${enforced("")}overrides: [{ paths: [sandbox/**], ${off.trim()} }]\n`;
    const effective = await inForce({}, { organisation });
    expect(severityAt(effective, duplicates, "sandbox/a.yaml")).toBe("off");
    expect(severityAt(effective, duplicates, "a.yaml")).toBe("warning");
  });
});

describe("broken layers", () => {
  it.each<[string, string, Given, string]>([
    [
      "a file that is not there",
      "extends:\n  - acme/rules//b.yml@v9\n",
      {},
      "2:5 `acme/rules//b.yml@v9` cannot be extended: there is no such file.",
    ],
    [
      "a second hop",
      "extends: [acme/rules//b.yml@v1]\n",
      { remote: { "acme/rules//b.yml@v1": { kind: "text", text: "extends: [acme/rules//b.yml@v1]\n" } } },
      "1:11 `acme/rules//b.yml@v1` itself extends `acme/rules//b.yml@v1`, and one hop is followed.",
    ],
    [
      "a broken file",
      "extends: [acme/rules//b.yml@v1]\n",
      { remote: { "acme/rules//b.yml@v1": { kind: "text", text: "rules: { style/yml/tabs: off }\n" } } },
      "1:11 `acme/rules//b.yml@v1` does not validate (1:10: No rule is called `style/yml/tabs`).",
    ],
  ])("tells of %s at the line that names it", async (_, text, given, expected) => {
    const { problems, ruleSet } = await inForce({ [own]: text }, given);
    expect(problems.map(({ path, line, column, message }) => `${path} ${line}:${column} ${message}`)).toEqual([
      `${own} ${expected}`,
    ]);
    expect(ruleSet.origin).toBe("recommended");
    expect(ruleSet.notes?.[0]).toMatch(/does not validate .*, so `recommended` applies\.$/u);
  });

  it("is no verdict where nobody answers", async () => {
    const source = {
      base: treeOf({ [own]: "extends: [acme/rules//b.yml@v1]\n" }),
      readRemote: () => Promise.reject(new Error("502")),
    };
    await expect(effectiveRuleSet(source)).rejects.toThrow("502");
    const organisation = { base: treeOf({}), organisation: () => Promise.reject(new Error("503")) };
    await expect(effectiveRuleSet(organisation)).rejects.toThrow("503");
  });

  it("goes without a directory or an organisation that were never sound, and says so", async () => {
    const { problems, notes, ruleSet } = await inForce(
      { "k8s/.plumbline.yml": "extends: [strict]\n" },
      { organisation: "rules: 7\n" },
    );
    expect(problems.map(({ path, line }) => `${path}:${line}`)).toEqual([
      `${organisationPath}:1`,
      "k8s/.plumbline.yml:1",
    ]);
    expect(notes).toEqual([
      `\`${organisationPath}\` does not validate (1:8: \`rules\` is \`7\` where a mapping is expected), so nothing of it applies.`,
      "`k8s/.plumbline.yml` does not validate (1:1: `extends` is not a key of a directory's rule set), so nothing of it applies.",
    ]);
    expect(ruleSet.origin).toBe("recommended");
  });

  it("does not read directories that no glob can name", async () => {
    const { notes, layers } = await inForce({ "a[b]/.plumbline.yml": off });
    expect(layers).toEqual([]);
    expect(notes).toEqual(["`a[b]/.plumbline.yml` is not read: no glob can name its directory."]);
  });
});

describe("names across layers", () => {
  const organisation =
    "rules: { our-routes: { check: context/link, why: So., options: { to: runbook, pattern: x } } }\n";

  it("lets the repository tune a rule of the organisation's own, and tells the validator its name", async () => {
    const effective = await inForce({ [own]: "rules: { our-routes: failure }\n" }, { organisation });
    expect(effective.problems).toEqual([]);
    expect(severityAt(effective, "our-routes", "a.tf")).toBe("failure");
    const validator = effective.ruleSet.rules.find(({ check }) => check === "schema/plumbline-rules");
    expect(validator?.options["inherited"]).toEqual({ "our-routes": "context/link" });
  });

  it("shows where each key comes from", async () => {
    const effective = await inForce(
      { [own]: "rules:\n  our-routes: failure\n", "k8s/.plumbline.yml": off },
      { organisation },
    );
    const [rule] = shownRules(effective, { path: "a.tf", onlyTuned: true }).filter(({ name }) => name === "our-routes");
    expect(rule?.source).toEqual({ path: organisationPath, line: 1 });
    expect(rule?.keys).toContainEqual({ key: "severity", value: "failure", source: { path: own, line: 2 } });
    expect(rule?.keys).toContainEqual({
      key: "options.to",
      value: "runbook",
      source: { path: organisationPath, line: 1 },
    });
    const folded = await rulesSection(effective, { path: "k8s/a.yaml", statistics: [] });
    expect(folded).toContain("<details><summary>Rules in force for k8s/a.yaml</summary>");
    expect(folded).toContain(`  ${duplicates}: # rules/recommended.yml:`);
    expect(folded).toContain("severity: 'off' # k8s/.plumbline.yml:1");
    expect(folded).toContain("What files above the presets say of 2 rules");
    expect(folded).toContain(`| \`our-routes\` | failure | \`${own}:2\` | check \`context/link\` |`);
  });
});
