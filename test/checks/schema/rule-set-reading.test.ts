import { describe, expect, it } from "@jest/globals";
import type { KnownRules } from "../../../checks/schema/plumbline-rules/known-rules.ts";
import { readRuleSetFile, ruleSetPath } from "../../../checks/schema/plumbline-rules/read.ts";
import { regexProblem } from "../../../checks/schema/plumbline-rules/regex-format.ts";
import type { SchemaError, Validator } from "../../../checks/schema/plumbline-rules/validator.ts";
import { cpuTime } from "../../cpu-time.ts";

/** Takes `pattern: <regular expression>`; what a generated validator does, by hand. */
const linkOptions: Validator & { errors?: readonly SchemaError[] | null } = (data): data is unknown => {
  const { pattern } = Object(data);
  const sound = typeof pattern === "string" && regexProblem(pattern) === undefined;
  linkOptions.errors = sound
    ? null
    : [{ instancePath: "/pattern", keyword: "format", params: { format: "regex" }, data: pattern }];
  return sound;
};

const known: KnownRules = {
  checks: new Set(["context/ticket", "context/link", "style/yaml/tabs", "style/yaml/anchors", "waiver/unused"]),
  presets: new Map([
    [
      "recommended",
      new Map([
        ["context/ticket", "context/ticket"],
        ["design-document", "context/link"],
      ]),
    ],
    ["strict", new Map()],
  ]),
  options: async () => ({ validators: new Map([["context/link", linkOptions]]), regexProblem }),
};

async function problemsOf(text: string): Promise<readonly string[]> {
  const { file, problems } = await readRuleSetFile(text, ruleSetPath, known);
  expect(file === undefined).toBe(problems.length > 0);
  return problems.map(
    ({ line, column, message, advice }) => `${line}:${column} ${message}${advice ? ` ${advice}` : ""}`,
  );
}

describe("readRuleSetFile", () => {
  it("reads everything a rule set may say", async () => {
    const text = `
extends: [recommended]
rules:
  context/ticket: failure
  style/yaml/*: off
  style/yaml/tabs: { severity: warning, exceptPaths: ["legacy/**"] }
  network-changes-link-a-design:
    check: context/link
    paths: ["network/**"]
    severity: failure
    why: A route is read by everyone and understood by few.
    options: { pattern: 'https://docs\\.example\\.com/\\S+' }
ignore: ["vendor/**"]
schemas: { "https://example.com/app.json": schemas/app.json }
suggestions: true
`;
    const { file, problems } = await readRuleSetFile(text, ruleSetPath, known);
    expect(problems).toEqual([]);
    expect(file).toMatchObject({
      extends: ["recommended"],
      rules: [
        { name: "context/ticket", severity: "failure" },
        { name: "style/yaml/*", severity: "off" },
        { name: "style/yaml/tabs", severity: "warning", exceptPaths: ["legacy/**"] },
        { name: "network-changes-link-a-design", check: "context/link", paths: ["network/**"] },
      ],
      ignore: ["vendor/**"],
      suggestions: true,
    });
    expect(Object.entries(file?.schemas ?? {})).toEqual([["https://example.com/app.json", "schemas/app.json"]]);
  });

  it.each(["", "# only a comment\n", "---\n", "{}\n", "rules:\n"])(
    "takes %j as an empty rule set or says why not",
    async (text) => {
      const problems = await problemsOf(text);
      expect(problems).toEqual(
        text === "rules:\n" ? ["1:1 `rules` is empty where a mapping is expected. Write a mapping."] : [],
      );
    },
  );

  it.each([
    [
      "a rule nobody knows",
      "rules:\n  context/tiket: failure\n",
      "2:3 No rule is called `context/tiket`. Write `context/ticket` if that is what is meant.",
    ],
    [
      "a rule like no other",
      "rules:\n  enormous-elephants: failure\n",
      "2:3 No rule is called `enormous-elephants`. Name a rule that `plumbline rules list` shows, or add `check:` and `why:` for a rule of your own.",
    ],
    [
      "a glob that matches nothing",
      "rules:\n  style/yml/*: off\n",
      "2:3 No rule has a name that matches `style/yml/*`. Write `style/yaml/*` if that is what is meant.",
    ],
    [
      "a wrong severity",
      "rules:\n  context/ticket: fail\n",
      "2:19 The severity of `context/ticket` is `fail`, which is not one of its values. Use one of `failure`, `warning`, `notice`, `off`.",
    ],
    [
      "a boolean severity",
      "rules:\n  context/ticket: false\n",
      "2:19 The severity of `context/ticket` is `false`, which is not one of its values. Use one of `failure`, `warning`, `notice`, `off`.",
    ],
    [
      "no severity",
      "rules:\n  context/ticket:\n",
      "2:3 `context/ticket` says nothing about the rule. Give it a severity, or delete the line.",
    ],
    [
      "an unknown key",
      "rule:\n  context/ticket: off\n",
      "1:1 `rule` is not a key that is known here. Write `rules` if that is what is meant.",
    ],
    [
      "an unknown key of a rule",
      "rules:\n  context/ticket: { severty: off }\n",
      "2:21 `severty` is not a key that is known here. Write `severity` if that is what is meant.",
    ],
    [
      "a text for a list",
      "rules:\n  context/ticket: { paths: network/** }\n",
      "2:28 `paths` is `network/**` where a list is expected. Write a list: `[network/**]`.",
    ],
    [
      "a kind nobody knows",
      "rules:\n  context/ticket: { kinds: [kubernets] }\n",
      "2:29 Item 1 of `kinds` is `kubernets`, which is not one of its values. Write `kubernetes` if that is what is meant.",
    ],
    ["a list", "- context/ticket\n", "1:1 The rule set is a list where a mapping is expected. Write a mapping."],
    [
      "rules as a list",
      "rules: [context/ticket]\n",
      "1:8 `rules` is a list where a mapping is expected. Write a mapping.",
    ],
    [
      "another repository's rule set that is not pinned",
      "extends: [recommended, acme/rules//base.yml]\n",
      "1:24 `acme/rules//base.yml` is not pinned, so its rules could change under everybody at once. Write `owner/repo//path.yml@v1`, with a tag or a commit's whole sha behind the `@`.",
    ],
    [
      "another repository's rule set on a branch",
      "extends: [acme/rules//base.yml@main]\n",
      "1:11 `acme/rules//base.yml@main` is pinned to the branch `main`, which moves. Write `owner/repo//path.yml@v1`, with a tag or a commit's whole sha behind the `@`.",
    ],
    [
      "another repository's file outside of it",
      "extends: [acme/rules//../base.yml@v1]\n",
      "1:11 In `acme/rules//../base.yml@v1`, the path `../base.yml` leaves the repository: paths count from its root. Write `owner/repo//path.yml@v1`, with a tag or a commit's whole sha behind the `@`.",
    ],
    [
      "a rule set on disk",
      "extends: [./base.yml]\n",
      "1:11 `./base.yml` does not name a file of another repository. Write `owner/repo//path.yml@v1`, with a tag or a commit's whole sha behind the `@`.",
    ],
    [
      "an override without paths",
      "overrides:\n  - rules:\n      context/ticket: off\n",
      "2:5 Item 1 of `overrides` lacks `paths`. Add it.",
    ],
    [
      "an unknown rule in an override",
      "overrides:\n  - paths: [legacy/**]\n    rules:\n      context/tiket: off\n",
      "4:7 No rule is called `context/tiket`. Write `context/ticket` if that is what is meant.",
    ],
    [
      "an unknown preset",
      "extends: [recomended]\n",
      "1:11 No preset is called `recomended`. Write `recommended` if that is what is meant. There are `recommended`, `strict`.",
    ],
    [
      "a path outside the tree",
      "schemas:\n  https://example.com/a.json: ../a.json\n",
      "2:31 `https://example.com/a.json`, the path `../a.json`, leaves the repository: paths count from its root.",
    ],
    [
      "a glob outside the tree",
      'ignore: ["../x/**"]\n',
      "1:10 Item 1 of `ignore`, the glob `../x/**`, leaves the repository: paths count from its root.",
    ],
    [
      "a glob that cannot be matched",
      'ignore: ["!(a|b)"]\n',
      "1:10 Item 1 of `ignore`, the glob `!(a|b)`, has `!(…)`, which cannot be matched: name what is left out under `exceptPaths`.",
    ],
    [
      "a rule of one's own without why",
      "rules:\n  ours: { check: context/ticket }\n",
      "2:3 The rule `ours` does not say why it is there. Add `why:`, a sentence that a newcomer understands.",
    ],
    [
      "a check nobody knows",
      "rules:\n  ours: { check: context/tickt, why: we say so }\n",
      "2:18 No check is called `context/tickt`. Write `context/ticket` if that is what is meant.",
    ],
    [
      "another check under a taken name",
      "rules:\n  context/ticket: { check: context/link, why: we say so }\n",
      "2:28 `context/ticket` is the name of a rule that binds the check `context/ticket`. Give a rule of your own another name.",
    ],
    [
      "options under a glob",
      "rules:\n  context/*: { options: { pattern: a } }\n",
      "2:16 `options` belongs to one rule, and `context/*` matches several. Write it under the rule's own name.",
    ],
    [
      "options where none are taken",
      "rules:\n  context/ticket: { options: { pattern: a } }\n",
      "2:21 The check `context/ticket` takes no options. Delete them.",
    ],
    [
      "a backtracking regular expression",
      "rules:\n  design-document:\n    options: { pattern: '(a)\\1' }\n",
      "3:25 `pattern`, the regular expression `(a)\\1`, does not compile: invalid escape sequence: `\\1`. Write it in RE2's syntax, which has no lookaround and no back-references.",
    ],
    [
      "a level that is none",
      "rules:\n  context/ticket: { when: { risk: hihg } }\n",
      "2:35 `risk` is `hihg`, which is not one of its values. Use one of `low`, `medium`, `high`.",
    ],
    [
      "a factor that is none, under `any`",
      "rules:\n  context/ticket: { when: { any: [{ factors: [netwrok] }] } }\n",
      "2:47 Item 1 of `factors` is `netwrok`, which is not one of its values. Use one of `freeze`, `stateful-loss`, `restarts`, `network`, `access`, `production`, `shared`, `many-resources`, `rules-changed`, `no-tests`.",
    ],
    [
      "an environment that nobody describes",
      "rules:\n  context/ticket: { when: { environments: [producton] } }\n",
      "2:44 No environment is called `producton`, so this never holds. Write `production` if that is what is meant.",
    ],
    [
      "a rule said twice",
      "rules:\n  context/ticket: off\n  context/ticket: failure\n",
      "3:3 `context/ticket` stands twice here, and the second would silently win. Delete one of them.",
    ],
    [
      "an alias",
      "rules: &all { context/ticket: off }\nignore: *all\n",
      "2:9 `*all` is an alias, and aliases are not followed in a rule set. Write the value out.",
    ],
    [
      "a second document",
      "rules: {}\n---\nrules: {}\n",
      "2:1 A second document starts here, and a rule set has one. Delete the `---` line.",
    ],
    [
      "__proto__ as a rule",
      "rules:\n  __proto__: { severity: off }\n",
      "2:3 No rule is called `__proto__`. Name a rule that `plumbline rules list` shows, or add `check:` and `why:` for a rule of your own.",
    ],
  ])("points at %s", async (_, text, expected) => {
    expect(await problemsOf(text)).toEqual([expected]);
  });

  it("points at __proto__ as a key", async () => {
    const told = expect.stringMatching(
      /^1:1 `__proto__` is not a key that is known here\. Use one of `extends`, .*`rules`, /u,
    );
    expect(await problemsOf("__proto__: { rules: {} }\n")).toEqual([told]);
  });

  it("tells each syntax error at its place and reads nothing else", async () => {
    const problems = await problemsOf("rules:\n  context/ticket: 'failure\n");
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^2:19 /u);
  });

  it.each([
    ["five megabytes on one line", `rules: { a: "${"x".repeat(5_000_000)}" }`, /up to 262,144/u],
    ["nesting without end", `rules: ${"[".repeat(5_000)}`, /./u],
    ["deep nesting", `rules: { context/ticket: { options: ${"[".repeat(40)}${"]".repeat(40)} } }`, /nested deeper/u],
    ["seven thousand rules that nobody knows", crowd(7_000), /has more than 1000 keys/u],
    ["an alias bomb", bomb(), /aliases are not followed/u],
  ])("refuses %s in bounded time", async (_, text, message) => {
    const start = cpuTime();
    const problems = await problemsOf(text);
    expect(problems[0]).toMatch(message);
    expect(problems.length).toBeLessThanOrEqual(100);
    expect(cpuTime() - start).toBeLessThan(5_000);
  });
});

function crowd(size: number): string {
  const names = Array.from({ length: size }, (_, index) => `${"unknown-".repeat(1 + (index % 2))}${index}`);
  const bodies = names.map((name, index) => (index % 2 === 0 ? `${name}: off` : `${name}: { check: context/ticket }`));
  return `rules:\n${bodies.map((body) => `  ${body}\n`).join("")}`;
}

function bomb(): string {
  const lines = ["a0: &a0 [x, x]"];
  for (let level = 1; level < 30; level += 1) lines.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
  return lines.join("\n");
}
