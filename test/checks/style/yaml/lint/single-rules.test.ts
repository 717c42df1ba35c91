/** Rules of yamllint that are bound one by one: places, options, and that a `.yamllint` which asks for one speaks alone. */

import { describe, expect, test } from "@jest/globals";
import { catalogue } from "../../../../../checks/generated/catalogue.ts";
import { observeRule } from "../../../../../checks/style/yaml/lint/observe.ts";
import type { FileCheck, Observation } from "../../../../../core/check.ts";
import { openDocument } from "../../../../../core/open-document.ts";
import { loadCheck } from "../../../../../engine/load-check.ts";
import { loadLanguage } from "../../../../../languages/parse.ts";
import type { YamlDocument } from "../../../../../languages/parsed.ts";
import { parseYamlDocument } from "../../../../../languages/yaml/document.ts";
import { describeWith } from "../../../../required.ts";
import { treeOf } from "../../../tree-of.ts";
import { askYamllint, isYamllintThere, textOf } from "./beside-yamllint.ts";

type Options = Readonly<Record<string, unknown>>;

await loadLanguage("yaml");
const path = "config/app.yaml";

function documentOf(text: string): YamlDocument {
  return parseYamlDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
}

async function look(
  rule: string,
  document: YamlDocument,
  given: Options = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Observation> {
  const name = `style/yaml/${rule}`;
  const check = await loadCheck(name);
  if (!isFileCheck(check)) throw new Error(`${name} is no file check`);
  const options = { ...catalogue.get(name)?.defaults, ...given };
  const trees = { own: treeOf({}), base: treeOf(files) };
  const facts = await check.gather?.([document], trees, { options, schemas: {} });
  return check.look(document, { options, facts: facts?.get(path) });
}

function isFileCheck(check: object): check is FileCheck<Options, YamlDocument> {
  return "look" in check && "scope" in check && check.scope === "file";
}

function places({ findings }: Observation, { lines }: YamlDocument): readonly string[] {
  return findings.map(({ at }) => {
    const { line, column } = lines.position(at?.range[0] ?? -1);
    return `${line}:${column}`;
  });
}

/** A text that each of them finds fault with, the places, and the options that let it pass. */
const cases: readonly (readonly [rule: string, text: string, places: readonly string[], passing: Options])[] = [
  ["braces", "a: {  b: 1}\n", ["1:6"], { "max-spaces-inside": 2 }],
  ["brackets", "a: [ 1]\n", ["1:5"], { "max-spaces-inside": 1 }],
  ["colons", "a:  1\nb : 2\n", ["1:4", "2:2"], { "max-spaces-before": 1, "max-spaces-after": 2 }],
  ["commas", "a: [1,2 , 3]\n", ["1:7", "1:8"], { "min-spaces-after": 0, "max-spaces-before": 1 }],
  ["comments", "a: 1 #b\n", ["1:6", "1:7"], { "require-starting-space": false, "min-spaces-from-content": 1 }],
  ["document-end", "a: 1\n", ["1:1"], { present: false }],
  ["document-start", "a: 1\n", ["1:1"], { present: false }],
  ["empty-lines", "a: 1\n\n\n\nb: 2\n", ["4:1"], { max: 3 }],
  ["empty-values", "a:\nb: 2\n", ["1:3"], { "forbid-in-block-mappings": false }],
  ["float-values", "a: .5\n", ["1:4"], { "require-numeral-before-decimal": false }],
  ["hyphens", "-   1\n", ["1:4"], { "max-spaces-after": 3 }],
  ["key-ordering", "b: 1\na: 2\n", ["2:1"], { "ignored-keys": ["^a$"] }],
  ["line-length", `a: ${"word ".repeat(20)}x\n`, ["1:81"], { max: 120 }],
  ["new-lines", "a: 1\r\n", ["1:5"], { type: "dos" }],
  ["octal-values", "a: 0755\n", ["1:8"], { "forbid-implicit-octal": false }],
  ["quoted-strings", "a: word\n", ["1:4"], { required: false }],
  ["truthy", "a: yes\n", ["1:4"], { "allowed-values": ["yes"] }],
];

describe("one by one", () => {
  test.each(cases)("%s", async (rule, text, expected, passing) => {
    const document = documentOf(text);
    const observation = await look(rule, document);
    expect(places(observation, document)).toEqual(expected);
    expect(observation.findings.every(({ message, advice }) => /[^)]\.$/u.test(message) && advice?.endsWith("."))).toBe(
      true,
    );
    expect((await look(rule, document, passing)).findings).toEqual([]);
  });

  test("comments-indentation takes no options", async () => {
    const document = documentOf("a:\n  b: 1\n    # c\n  d: 2\n");
    expect(places(await look("comments-indentation", document), document)).toEqual(["3:5"]);
    const right = documentOf("a:\n  b: 1\n  # c\n  d: 2\n");
    expect((await look("comments-indentation", right)).findings).toEqual([]);
  });

  test("yamllint's comments count", async () => {
    const document = documentOf("a:  1  # yamllint disable-line rule:colons\nb:  2\n");
    expect(places(await look("colons", document), document)).toEqual(["2:4"]);
  });

  test("what does not parse is told elsewhere", async () => {
    expect((await look("colons", documentOf("a:  [1\n"))).findings).toEqual([]);
  });
});

describe("beside a `.yamllint`", () => {
  const document = documentOf("a:  1\n");

  test.each(["rules: { colons: enable }\n", "extends: relaxed\n"])("that asks for it: %j", async (text) => {
    const { findings, skipped } = await look("colons", document, {}, { ".yamllint": text });
    expect(findings).toEqual([]);
    expect(skipped).toContain("`.yamllint` asks for it");
  });

  test.each([
    "rules: { commas: enable }\n",
    "extends: default\nrules: { colons: disable }\n",
    "extends: default\nignore: config/\n",
    "rules: { unknown: enable }\n",
  ])("that does not: %j", async (text) => {
    expect((await look("colons", document, {}, { ".yamllint": text })).findings).toHaveLength(1);
  });
});

test.each([
  "\0",
  "[".repeat(3_000),
  "- ".repeat(3_000),
  "__proto__: 1\n__proto__: 2\n",
  "a: ".repeat(2_000),
  "\t\n \r\n",
])("bad input %#", async (text) => {
  const document = documentOf(text);
  for (const [rule] of cases) {
    const { findings } = await look(rule, document);
    expect(findings.every(({ at }) => at !== undefined && at.range[1] <= text.length)).toBe(true);
  }
});

describeWith("tools", isYamllintThere ? undefined : "yamllint is not installed", "beside yamllint", () => {
  // Most of what chance makes does not parse.
  const documents = Array.from({ length: 1_500 }, (_, seed) => documentOf(textOf(seed + 77_000_000)))
    .filter(({ text, problems }) => text.length > 20 && problems.length === 0)
    .slice(0, 150);
  const texts = documents.map(({ text }) => text);

  test("each sees what it sees, with the options that it has here", () => {
    const asked = [
      { rule: "comments-indentation", options: {} },
      ...cases.flatMap(([rule, , , passing]) => [
        { rule, options: defaultsOf(rule) },
        { rule, options: { ...defaultsOf(rule), ...passing } },
      ]),
    ];
    const expected = askYamllint(
      asked.map(({ rule, options }) => ({ rules: { [rule]: older(rule, options) }, texts })),
    );
    const differences: unknown[] = [];
    let compared = 0;
    for (const [index, { rule, options }] of asked.entries()) {
      for (const [at, document] of documents.entries()) {
        const wanted = expected[index]?.[at];
        if (wanted === undefined || wanted === null) continue;
        const given = { ...older(rule, options), ...neutral };
        const ours = places(observeRule(document, { rule, options: given, files: undefined }), document).toSorted();
        const theirs = wanted.map((problem) => problem.replace(/ .*$/u, "")).toSorted();
        compared += theirs.length;
        if (JSON.stringify(ours) !== JSON.stringify(theirs)) differences.push({ rule, text: texts[at], ours, theirs });
      }
    }
    expect(compared).toBeGreaterThan(500);

    expect(differences.slice(0, 8)).toEqual([]);
  }, 60_000);
});

function defaultsOf(rule: string): Options {
  return catalogue.get(`style/yaml/${rule}`)?.defaults ?? {};
}

/** Options that yamllint 1.29 does not have, at the values that change nothing. */
const neutral: Options = { "forbid-in-block-sequences": false, "allow-quoted-quotes": false, "ignored-keys": [] };

function isYounger(rule: string, option: string): boolean {
  return option in neutral || (rule === "quoted-strings" && option === "check-keys");
}

function older(rule: string, options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([option]) => !isYounger(rule, option)));
}
