/** `style/yaml/yamllint`: which configuration counts, in which files, and what it silences. */

import { describe, expect, it } from "@jest/globals";

import check from "../../../../checks/style/yaml/yamllint.ts";
import type { Observation } from "../../../../core/check.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { readSwitches } from "../../../../engine/foreign-switches.ts";
import { parseYamlDocument } from "../../../../languages/yaml/document.ts";
import { treeOf } from "../../tree-of.ts";

interface Situation {
  readonly base?: Readonly<Record<string, string>>;
  readonly head?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly level?: "error" | "warning" | "any";
}

async function observe(text: string, { base = {}, head = base, path = "deploy/app.yaml", level = "any" }: Situation) {
  const document = parseYamlDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
  const options = { level, enabled: false };
  const trees = { own: treeOf(head), base: treeOf(base) };
  const facts = await check.gather?.([document], trees, { options, schemas: {} });
  return check.look(document, { options, facts: facts?.get(path) });
}

function rulesOf({ findings }: Observation): readonly string[] {
  return findings.map(({ message }) => /\(`([a-z-]+)`\)\.$/u.exec(message)?.[1] ?? message);
}

const colons = "rules:\n  colons: enable\n";
const faulty = "port:  80\n";

describe("where there is a configuration", () => {
  it.each<{ readonly name: string; readonly text?: string; readonly expected: readonly string[] } & Situation>([
    { name: "its rules are asked", base: { ".yamllint": colons }, expected: ["colons"] },
    {
      name: "the first of its names counts",
      base: { ".yamllint": "rules: {}\n", ".yamllint.yml": colons },
      expected: [],
    },
    { name: "another name is known", base: { ".yamllint.yaml": colons }, expected: ["colons"] },
    {
      name: "that of base counts",
      base: { ".yamllint": colons },
      head: { ".yamllint": "rules: {}\n" },
      expected: ["colons"],
    },
    {
      name: "default is extended",
      base: { ".yamllint": "extends: default\n" },
      expected: ["document-start", "colons"],
    },
    {
      name: "levels part the findings",
      base: { ".yamllint": "extends: default\n" },
      level: "warning",
      expected: ["document-start"],
    },
    {
      name: "a file is extended, options are added to",
      base: {
        ".yamllint": "extends: lint/base.yaml\nrules:\n  colons: { level: warning }\n",
        "lint/base.yaml": "rules:\n  colons: { max-spaces-after: 2 }\n  document-start: enable\n",
      },
      expected: ["document-start"],
    },
    {
      name: "a rule is switched off",
      base: { ".yamllint": "extends: default\nrules:\n  document-start: disable\n" },
      expected: ["colons"],
    },
    { name: "files are left alone", base: { ".yamllint": `ignore: |\n  deploy/\n${colons}` }, expected: [] },
    {
      name: "files are left alone by a list elsewhere",
      base: { ".yamllint": `ignore-from-file: .gitignore\n${colons}`, ".gitignore": "deploy/*.yaml\n" },
      expected: [],
    },
    {
      name: "files are left alone by one rule",
      base: { ".yamllint": "rules:\n  colons:\n    ignore: [app.yaml]\n  document-start: enable\n" },
      expected: ["document-start"],
    },
    { name: "only some files are YAML", base: { ".yamllint": `yaml-files: ['*.yml']\n${colons}` }, expected: [] },
    {
      name: "comments switch a rule off",
      base: { ".yamllint": colons },
      text: "# yamllint disable-line rule:colons\nport:  80\nhost:  edge\n",
      expected: ["colons"],
    },
    {
      name: "a comment switches the file off",
      base: { ".yamllint": colons },
      text: `# yamllint disable-file\n${faulty}`,
      expected: [],
    },
    {
      name: "what does not parse is not its matter",
      base: { ".yamllint": colons },
      text: "port:  [80\n",
      expected: [],
    },
  ])("$name", async ({ text = faulty, expected, ...situation }) => {
    expect(rulesOf(await observe(text, situation))).toEqual(expected);
  });

  it("says where, what and what to do", async () => {
    const { findings } = await observe(faulty, { base: { ".yamllint": colons } });
    expect(findings).toEqual([
      {
        message: "More blanks stand after the colon than the 1 that is asked for (`colons`).",
        advice: "Leave one blank.",
        at: { path: "deploy/app.yaml", range: [6, 7] },
      },
    ]);
  });
});

it("keeps silent without a configuration", async () => {
  expect((await observe(faulty, {})).skipped).toBe("not checked, the repository has no `.yamllint`");
});

it.each([
  ["rules:\n  spelling: enable\n", "it names a rule `spelling`, which is not known"],
  ["- colons\n", "`.yamllint` is no mapping"],
  ["rules: [\n", "`.yamllint` is no mapping"],
  ["extends: .yamllint\n", "its `extends` goes on for too long"],
  ["extends: lint/none.yaml\n", "`lint/none.yaml` is not there"],
])("tells a configuration that cannot be followed: %j", async (configuration, reason) => {
  const { gaps } = await observe(faulty, { base: { ".yamllint": configuration } });
  expect(gaps).toEqual([
    { path: "deploy/app.yaml", reason: `\`.yamllint\` cannot be followed: ${reason}`, cause: "input" },
  ]);
});

it.each([
  ["\0", "NUL"],
  [`${"[".repeat(5_000)}`, "brackets"],
  [`${"- ".repeat(5_000)}`, "entries"],
  ["__proto__: 1\n__proto__: 2\n", "names of JavaScript"],
  [`a: ${"x ".repeat(200_000)}\n`, "a long line"],
])("gets over %#", async (text) => {
  const observation = await observe(text, { base: { ".yamllint": "extends: default\n" } });
  expect(Array.isArray(observation.findings)).toBe(true);
});

it("our own rules on layout keep silent beside it", async () => {
  const switchedOff = await readSwitches(
    ["style/yaml/trailing-spaces", "style/yaml/syntax"],
    ["app.yaml", "main.tf"],
    treeOf({ ".yamllint": colons }),
  );
  expect(switchedOff("style/yaml/trailing-spaces", "app.yaml")).toBe("`.yamllint` decides on it");
  expect(switchedOff("style/yaml/syntax", "app.yaml")).toBeUndefined();
  expect(switchedOff("style/yaml/trailing-spaces", "main.tf")).toBeUndefined();
});
