/** `format/editorconfig`: what each property asks for, what it leaves alone, and who else decides. */

import { describe, expect, test } from "@jest/globals";
import check from "../../../checks/format/editorconfig.ts";
import { applyFixes } from "../../../core/apply-fixes.ts";
import type { Observation } from "../../../core/check.ts";
import { openDocument } from "../../../core/open-document.ts";
import { loadLanguage, parseDocument } from "../../../languages/parse.ts";
import { treeOf } from "../tree-of.ts";

const layout = [
  "end_of_line",
  "indent_style",
  "indent_size",
  "trim_trailing_whitespace",
  "insert_final_newline",
] as const;
const usual: Property[] = ["charset", ...layout];
type Property = "charset" | "max_line_length" | (typeof layout)[number];

interface Situation {
  readonly config: string;
  readonly text: string;
  readonly path?: string;
  readonly byteOrderMark?: boolean;
  /** Further files, at head and base. */
  readonly files?: Readonly<Record<string, string>>;
  readonly properties?: Property[];
}

async function look(situation: Situation): Promise<Observation> {
  const { config, text, path = "network/hosts.txt", byteOrderMark = false, files = {} } = situation;
  const opened = openDocument(path, { kind: "text", text, byteOrderMark });
  await loadLanguage(opened.language);
  const document = parseDocument(opened);
  const tree = treeOf(config === "" ? files : { ".editorconfig": `[*]\n${config}`, ...files });
  const options = { properties: situation.properties ?? usual };
  const facts = await check.gather?.([document], { own: tree, base: tree }, { options, schemas: {} });
  return check.look(document, { options, facts: facts?.get(path) });
}

/** The place and the first words of each finding. */
async function told(situation: Situation): Promise<readonly string[]> {
  const { findings } = await look(situation);
  return findings.map(
    ({ at, message }) => `${JSON.stringify(situation.text.slice(...(at?.range ?? [0, 0])))} ${message}`,
  );
}

const lf = "end_of_line = lf";
const crlf = "end_of_line = crlf";
const trim = "trim_trailing_whitespace = true";
const spaces = "indent_style = space";
const tabs = "indent_style = tab";
const two = "indent_size = 2";
const ends = "insert_final_newline = true";

describe("finds", () => {
  test.each<Situation & { readonly expected: readonly string[] }>([
    {
      config: trim,
      text: "a \nb\nc\t\nd  \n",
      expected: ['"a " Blanks end this line', '"c\\t\\nd  " Blanks end these 2'],
    },
    { config: lf, text: "a\r\nb\r\nc\n", expected: ['"a\\r\\nb" These 2 lines end with CRLF'] },
    { config: crlf, text: "a\r\nb\nc\r\n", expected: ['"b" This line ends with LF'] },
    { config: ends, text: "a\nb", expected: ['"b" The last line has no newline'] },
    { config: spaces, text: "a\n\tb\n  c\n", expected: ['"\\tb" Tabs indent this line'] },
    { config: tabs, text: "a\n  b\n  c\n    d\n", expected: ['"  b\\n  c\\n    d" Spaces indent these 3'] },
    {
      config: tabs,
      path: "a.json",
      text: '{\n\t"b": [\n    1\n\t]\n}\n',
      expected: ['"    1" Spaces indent this line'],
    },
    {
      config: two,
      path: "a.yaml",
      text: "a:\n    b: 1\nc:\n  d: 1\n  e:\n    - f:\n       g: 1\n",
      expected: ['"    b: 1" This line begins a level', '"       g: 1" This line begins a level'],
    },
    {
      config: two,
      path: "a.json",
      text: '{\n   "b": [\n     1\n   ]\n}\n',
      expected: ['"   \\"b\\": [" This line begins'],
    },
    {
      config: "charset = utf-8",
      text: "a\n",
      byteOrderMark: true,
      expected: ['"a" The file begins with a byte order mark'],
    },
    { config: "charset = utf-8-bom", text: "a\n", expected: ['"a" The file begins without a byte order mark'] },
    { config: "charset = latin1", text: "Zürich\n", expected: ['"ü" `ü` is written in UTF-8'] },
    { config: "charset = utf-16le", text: "a\n", expected: ['"a" The file is written in UTF-8'] },
    { config: trim, path: "a.yaml", text: "script: |\n  line  \n", expected: ['"  line  " Blanks end this line'] },
    { config: trim, path: "a.md", text: "a \n  \n", expected: ['"a \\n  " Blanks end these 2'] },
    {
      config: "max_line_length = 20",
      properties: ["max_line_length"],
      text: `# ${"word ".repeat(8)}\nshort\n`,
      expected: [`"# ${"word ".repeat(8)}" This line has more than the 20 characters`],
    },
    {
      config: `${trim}\n${ends}`,
      text: "a ",
      expected: ['"a " Blanks end this line', '" " The last line has no newline'],
    },
  ])("case $#: $config", async ({ expected, ...situation }) => {
    const found = await told(situation);
    expect(found).toEqual(expected.map((words) => expect.stringContaining(words)));
  });

  test("names the file that asks", async () => {
    const files = { "network/.editorconfig": `[hosts.*]\n${trim}\n` };
    expect(await told({ config: "", files, text: "a \n" })).toEqual([
      '"a " Blanks end this line, and `network/.editorconfig` asks editors to trim them.',
    ]);
  });
});

describe("keeps silent about", () => {
  test.each<Situation & { readonly why: string }>([
    {
      why: "what is as asked",
      config: `${trim}\n${lf}\n${ends}\n${spaces}\n${two}\ncharset = utf-8`,
      text: "a\n  b\n",
    },
    { why: "what is not asked", config: "trim_trailing_whitespace = false\ninsert_final_newline = false", text: "a " },
    { why: "what is unset", config: `${trim}\n[hosts.txt]\ntrim_trailing_whitespace = unset`, text: "a \n" },
    { why: "a value that no editor knows", config: "end_of_line = unix", text: "a\r\n" },
    { why: "an empty file", config: `${ends}\ncharset = utf-8-bom`, text: "" },
    { why: "line ends that git takes away", config: crlf, text: "a\nb\n" },
    { why: "line ends of a time long past", config: "end_of_line = cr", text: "a\r\n" },
    { why: "hard breaks", config: trim, path: "a.md", text: "a  \nb\n" },
    { why: "indentation of Markdown", config: spaces, path: "a.md", text: "- a\n\n\t- b\n" },
    { why: "recipes", config: spaces, path: "Makefile", text: "all:\n\ttrue\n" },
    { why: "tabs in a here-document", config: spaces, path: "a.sh", text: "cat <<-END\n\ta\n\tEND\n" },
    {
      why: "tabs in a here-document of a Dockerfile",
      config: spaces,
      path: "Dockerfile",
      text: "FROM a:1\nRUN <<-END\n\ttrue\nEND\n",
    },
    { why: "tabs in a block of text", config: spaces, path: "a.yaml", text: "a: |\n  b\n  \tc\n" },
    { why: "spaces behind tabs", config: tabs, text: "a\n\tb\n\t  c\n  d\n   e\n   f\n" },
    { why: "stars of a comment", config: tabs, text: "/*\n * a\n * b\n * c\n */\n" },
    { why: "YAML that cannot have tabs", config: tabs, path: "a.yaml", text: "a:\n  b:\n    c:\n      d: 1\n" },
    { why: "lists flush with their key", config: two, path: "a.yaml", text: "a:\n- b: 1\n  c:\n  - d\n" },
    { why: "steps of a text that does not parse", config: two, path: "a.yaml", text: "a:\n    b: [\n" },
    { why: "lock files", config: trim, path: "web/package-lock.json", text: "{} \n" },
    { why: "patches", config: trim, path: "a.patch", text: " \n" },
    {
      why: "what `terraform fmt` decides",
      config: `${trim}\n${ends}\n${tabs}`,
      path: "main.tf",
      text: "a {\n  b = 1 \n}",
    },
    { why: "what Prettier decides", config: trim, path: "a.yaml", files: { ".prettierrc": "" }, text: "a: 1 \n" },
    {
      why: "what yamllint decides",
      config: trim,
      path: "a.yaml",
      files: { ".yamllint": "rules: {trailing-spaces: enable}\n" },
      text: "a: 1 \n",
    },
    {
      why: "long words",
      config: "max_line_length = 9",
      properties: ["max_line_length"],
      text: `- ${"a".repeat(30)}\n`,
    },
    {
      why: "addresses",
      config: "max_line_length = 9",
      properties: ["max_line_length"],
      text: "a b c https://example.com/d\n",
    },
    { why: "long lines where nobody asks", config: "max_line_length = 9", text: "a b c d e f g h i j\n" },
    { why: "ASCII", config: "charset = latin1", text: "plain\n" },
  ])("$why", async ({ why: _, ...situation }) => {
    expect(await told(situation)).toEqual([]);
  });

  test("what yamllint does not ask is asked", async () => {
    const files = { ".yamllint": "rules: {colons: enable}\n" };
    expect(await told({ config: trim, path: "a.yaml", files, text: "a: 1 \n" })).toHaveLength(1);
  });

  test("a repository without one", async () => {
    const { findings, skipped } = await look({ config: "", text: "a \r\n" });
    expect([findings, skipped]).toEqual([[], "not checked, no `.editorconfig` found"]);
  });
});

describe("a file that is full of it", () => {
  const many = (line: string): string => `${line}\n`.repeat(30);

  test("has one finding, which a further line does not change", async () => {
    const before = await look({ config: trim, text: many("a ") });
    const after = await look({ config: trim, text: `${many("a ")}b \n` });
    expect(before.findings).toHaveLength(1);
    expect(after.findings.map(({ evidence }) => evidence)).toEqual(before.findings.map(({ evidence }) => evidence));
    expect(after.findings[0]?.message).toContain("these 31 lines");
  });

  test("has a finding for each place where most of it is right", async () => {
    const text = `${many("right")}${"a \nright\n".repeat(12)}`;
    expect((await look({ config: trim, text })).findings).toHaveLength(12);
  });
});

describe("fixes", () => {
  test.each<Situation & { readonly fixed: string; readonly safe: boolean }>([
    { config: `${trim}\n${lf}`, path: "a.yaml", text: "a: 1 \r\nb: 2\r\n", fixed: "a: 1\nb: 2\n", safe: true },
    { config: lf, path: "a.yaml", text: "a: 1\r\n".repeat(300), fixed: "a: 1\n".repeat(300), safe: true },
    { config: crlf, path: "a.json", text: "{\r\n}\n", fixed: "{\r\n}\r\n", safe: true },
    { config: ends, path: "a.yaml", text: "a: 1\r\nb: 2", fixed: "a: 1\r\nb: 2\r\n", safe: true },
    { config: `${spaces}\n${two}`, path: "a.json", text: '{\n\t"a": 1\n}\n', fixed: '{\n  "a": 1\n}\n', safe: true },
    { config: trim, path: "a.yaml", text: "a: |\n  b \n", fixed: "a: |\n  b\n", safe: false },
    { config: ends, path: "a.yaml", text: "a: |\n  b", fixed: "a: |\n  b\n", safe: false },
    { config: trim, text: "a \nb \n", fixed: "a\nb\n", safe: false },
    { config: ends, text: "token", fixed: "token\n", safe: false },
  ])("case $#: $config", async ({ fixed, safe, ...situation }) => {
    const { findings } = await look(situation);
    const fixes = findings.flatMap(({ fix }) => (fix ? [fix] : []));
    expect(fixes.map((fix) => fix.safe)).toEqual(fixes.map(() => safe));
    const everything = fixes.map((fix) => ({ ...fix, safe: true }));
    expect(applyFixes(situation.text, everything).text).toBe(fixed);
    expect((await look({ ...situation, text: fixed })).findings).toEqual([]);
  });
});

test.each(["\0\0 \n", `${" ".repeat(500_000)}\n`, "[".repeat(3_000), "a: &a [*a]\r\n", `${"- ".repeat(2_000)}\n`])(
  "bad input %#",
  async (text) => {
    for (const path of ["a.yaml", "a.json", "a.sh", "main.hcl", "a.md"]) {
      const config = `${trim}\n${lf}\n${ends}\n${spaces}\n${two}\nmax_line_length = 3\n`;
      const { findings } = await look({ config, text, path });
      expect(findings.every(({ at }) => at === undefined || at.range[1] <= text.length)).toBe(true);
    }
  },
);
