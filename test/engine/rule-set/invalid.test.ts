/** What nobody should write into a rule set: each has its one message, and none takes long. */

import { describe, expect, it } from "@jest/globals";
import { readRuleSetFile } from "../../../checks/schema/plumbline-rules/read.ts";
import { cpuTime } from "../../cpu-time.ts";

const own = ".github/plumbline.yml";
const directory = "k8s/.plumbline.yml";
const pinned = "Write `owner/repo//path.yml@v1`, with a tag or a commit's whole sha behind the `@`.";
const link = (pattern: string) =>
  `rules:\n  ours: { check: context/link, why: So., options: { to: runbook, pattern: '${pattern}' } }\n`;

/** The first that is told; the others follow from it, or are of their own. */
async function firstProblem(text: string, path = own): Promise<string> {
  const { file, problems } = await readRuleSetFile(text, path);
  expect(file).toBeUndefined();
  const [first] = problems;
  return first ? `${first.line}:${first.column} ${first.message}${first.advice ? ` ${first.advice}` : ""}` : "nothing";
}

describe("an invalid rule set", () => {
  it.each<[string, string, string, string?]>([
    ["a wrong type", "rules: []\n", "1:8 `rules` is a list where a mapping is expected. Write a mapping."],
    [
      "a misspelt rule",
      "rules: { context/tikcet: off }\n",
      "1:10 No rule is called `context/tikcet`. Write `context/ticket` if that is what is meant.",
    ],
    [
      "a misspelt preset",
      "extends: [stirct]\n",
      "1:11 No preset is called `stirct`. Write `strict` if that is what is meant.",
    ],
    [
      "a misspelt key",
      "overides: []\n",
      "1:1 `overides` is not a key that is known here. Write `overrides` if that is what is meant.",
    ],
    ["an empty list of paths", "overrides: [{ paths: [], rules: {} }]\n", "1:22 `paths` is an empty list."],
    [
      "a path outside of the tree",
      "ignore: [../other/**]\n",
      "1:10 Item 1 of `ignore`, the glob `../other/**`, leaves the repository: paths count from its root.",
    ],
    [
      "a path in an override outside of the tree",
      "overrides: [{ paths: [/../x], rules: {} }]\n",
      "1:23 Item 1 of `paths`, the glob `/../x`, leaves the repository: paths count from its root.",
    ],
    [
      "a mode that is none",
      "rules: { context/ticket: { mode: quiet } }\n",
      "1:34 `mode` is `quiet`, which is not one of its values. Use one of `shadow`, `advise`, `enforce`.",
    ],
    [
      "a regular expression with lookahead",
      link("(?=x)"),
      "2:75 `pattern`, the regular expression `(?=x)`, does not compile",
    ],
    [
      "a rule set that is not pinned",
      "extends: [acme/rules//a.yml@]\n",
      `1:11 \`acme/rules//a.yml@\` is not pinned, so its rules could change under everybody at once. ${pinned}`,
    ],
    [
      "a rule set at a ref that is no tag",
      "extends: ['acme/rules//a.yml@v1 && x']\n",
      `1:11 In \`acme/rules//a.yml@v1 && x\`, \`v1 && x\` is no name of a tag. ${pinned}`,
    ],
    [
      "a script instead of a rule set",
      "extends: [acme/rules//a.js@v1]\n",
      `1:11 In \`acme/rules//a.js@v1\`, \`a.js\` is no YAML file. ${pinned}`,
    ],
    [
      "an address instead of a rule set",
      "extends: ['https://example.com/a.yml']\n",
      `1:11 \`https://example.com/a.yml\` does not name a file of another repository. ${pinned}`,
    ],
    [
      "extends in a directory",
      "extends: [strict]\n",
      "1:1 `extends` is not a key of a directory's rule set. Use one of `rules`, `overrides`, `ignore` here; the rest belongs in `.github/plumbline.yml`.",
      directory,
    ],
    ["a prototype", "rules: { __proto__: { severity: off } }\n", "1:10 No rule is called `__proto__`."],
    [
      "a prototype of an override",
      "overrides: [{ paths: [a], rules: { constructor: off } }]\n",
      "1:36 No rule is called `constructor`.",
    ],
    [
      "an alias bomb",
      `a: &a [x, x]\nb: &b [*a, *a]\nignore: *b\n`,
      "2:8 `*a` is an alias, and aliases are not followed in a rule set. Write the value out.",
    ],
    [
      "five megabytes",
      `# ${"x".repeat(5_000_000)}\n`,
      "1:1 The file has 5,000,003 characters, and a rule set is read up to 262,144.",
    ],
    ["no end of nesting", `rules: ${"[".repeat(20_000)}`, "1:"],
  ])("tells of %s", async (...[, text, expected, path]) => {
    const started = cpuTime();
    expect(await firstProblem(text, path)).toContain(expected);
    expect(cpuTime() - started).toBeLessThan(5_000);
  });

  it("takes a regular expression that makes others hang", async () => {
    const { problems } = await readRuleSetFile(link("(a+)+$"), own);
    expect(problems).toEqual([]);
  });
});
