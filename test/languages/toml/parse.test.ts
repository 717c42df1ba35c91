/** TOML into its tree, and what is told of texts that are none: where, and in which words. */

import { describe, expect, it, test } from "@jest/globals";
import { indexLines } from "../../../core/text.ts";
import { parseTomlDocument } from "../../../languages/toml/document.ts";
import { parseToml } from "../../../languages/toml/parse.ts";
import type { TomlDocument } from "../../../languages/parsed.ts";

function documentOf(text: string): TomlDocument {
  const document = { path: "gateway.toml", text, byteOrderMark: false, language: "toml", kind: "plain" } as const;
  return parseTomlDocument({ ...document, lines: indexLines(text) });
}

function told(text: string): readonly string[] {
  const lines = indexLines(text);
  return parseToml(text).problems.map(({ range, message }) => {
    const { line, column } = lines.position(range[0]);
    return `${line}:${column} ${text.slice(...range)} — ${message}`;
  });
}

describe("a sound text", () => {
  const text = [
    "# edge",
    'name = "edge \\u00e9 \\"1\\"" # behind',
    'a."b c".d = 0x_ff'.replace("_", ""),
    "[server]",
    "ports = [ 80, 443, # web",
    "]",
    "[[server.peers]]",
    "since = 2026-11-23 07:00:00Z",
    "limits = { open = 1_000, ratio = -1.5e3 }",
    "",
  ].join("\n");
  const { tree, problems } = parseToml(text);

  it("has no problems", () => expect(problems).toEqual([]));

  it("keeps the place of everything", () => {
    const shown = tree.tables.map((table) => ({
      kind: table.kind,
      key: table.key?.names.map(({ name }) => name),
      pairs: table.pairs.map(({ key, value }) => `${text.slice(...key.range)}|${text.slice(...value.range)}`),
    }));
    expect(shown).toEqual([
      { kind: "root", key: undefined, pairs: ['name|"edge \\u00e9 \\"1\\""', 'a."b c".d|0xff'] },
      { kind: "table", key: ["server"], pairs: ["ports|[ 80, 443, # web\n]"] },
      {
        kind: "array",
        key: ["server", "peers"],
        pairs: ["since|2026-11-23 07:00:00Z", "limits|{ open = 1_000, ratio = -1.5e3 }"],
      },
    ]);
    expect(tree.comments.map(({ text: inner }) => inner)).toEqual(["edge", "behind", "web"]);
  });

  it("knows what values are", () => {
    const values = tree.tables.flatMap(({ pairs }) => pairs.map(({ value }) => value));
    expect(values[0]).toMatchObject({ kind: "string", value: 'edge é "1"' });
    expect(values[1]).toMatchObject({ kind: "integer", value: 255 });
    expect(values[3]).toMatchObject({ kind: "offset-date-time" });
  });
});

test.each<[text: string, ...told: string[]]>([
  ["listen = 0.0.0.0:80\n", "1:10 0.0.0.0:80 — `0.0.0.0:80` is no value of TOML: a text stands in quotes."],
  ["on = True", "1:6 True — `True` is no boolean: TOML writes it in small letters."],
  ["on = yes", "1:6 yes — `yes` is no value of TOML."],
  ["mode = 0755", "1:8 0755 — `0755` begins with a zero, and no number of TOML does."],
  ["until = 2026-02-30", "1:9 2026-02-30 — `2026-02-30` is no date or time that exists."],
  ["host = 'edge", "1:8 'edge — The quote `'` that opens here is not closed on its line."],
  ['a = """x\nb = 1\n', '1:5 """ — The text that `"""` opens here has no end, so it takes in the rest of the file.'],
  ['path = "C:\\Windows"', "1:11 \\W — `\\W` is no escape of TOML."],
  ['a = "\\ud800"', "1:6 \\ud800 — `\\ud800` stands for no character."],
  ["host: edge", "1:5 : — Behind `host` stands `:`, as YAML has it."],
  ["host edge", "1:1 host — `host` is neither a pair nor a header: a `=` is missing behind it."],
  ["a =\nb = 1", "1:3 = — Behind `=` stands no value."],
  ["a = 1 b = 2", "1:7 b — `b` stands behind what ends its line."],
  ["[server\na = 1", "1:1 [server — The header that begins with `[` is not closed by `]`."],
  ["[]\na = 1", "1:1 [] — A header without a name opens no table."],
  ["a = [1, 2\n[b]\nc = 1\n", "1:5 [ — The array that opens here is not closed."],
  ["a = [1 2]", "1:8 2 — Between the items of an array stands a comma, and there is none before `2`."],
  ["a = { b = 1\n[c]\n", "1:5 { — The inline table that opens here is not closed."],
  ["a = 1\na = 2", "2:1 a — `a` has a value already, on line 1: a file with two is refused."],
  ["[a]\n[b]\n[a]", "3:2 a — The table `a` is defined already, on line 1: a file that defines it twice is refused."],
  ["a = {}\n[a.b]", "2:2 a — `a` is written as a whole on line 1: nothing can be added to an inline table."],
  ["[[a]]\n[a]", "2:2 a — `a` is an array of tables since line 1."],
  ["a = { b = 1, b = 2 }", "1:14 b — `b` has a value already, on line 1: a file with two is refused."],
  [
    "a = nope\nb = 1\nc = 'x\n[d]\ne 1\n",
    "1:5 nope — `nope` is no value of TOML: a text stands in quotes.",
    "3:5 'x — The quote `'` that opens here is not closed on its line.",
    "5:1 e — `e` is neither a pair nor a header: a `=` is missing behind it.",
  ],
])("%j", (text, ...expected) => expect(told(text)).toEqual(expected));

describe("names as they may be", () => {
  it("keeps names of objects apart from names of keys", () => {
    expect(told("__proto__ = 1\nconstructor.prototype = 2\n[toString]\n")).toEqual([]);
    expect(told("__proto__ = 1\n__proto__ = 2\n")).toHaveLength(1);
  });
});

describe("what is not read", () => {
  it.each([
    ["nests", `a = ${"[".repeat(5_000)}`, "nests deeper than 200 levels"],
    ["is long", `a = "${"x".repeat(5_000_000)}"`, "is too long to be read"],
    ["has NUL", "a = 1\0\n", "holds NUL characters, so it is no text"],
    ["is torn", "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> b\n", "waits until its merge conflict is resolved"],
  ])("%s", (_, text, unread) => expect(documentOf(text)).toMatchObject({ unread, problems: [] }));

  it("tells no more problems than somebody reads", () => {
    expect(parseToml("a = 1\n".repeat(20_000)).problems).toHaveLength(50);
    expect(parseToml("a = nope\n".repeat(20_000)).problems).toHaveLength(50);
  });
});

test("waivers are comments", () => {
  const { waivers } = documentOf("# plumbline-disable-next-line style/toml/syntax -- filled in at start\na = @PORT@\n");
  expect(waivers).toMatchObject([{ rules: ["style/toml/syntax"], reason: "filled in at start", covers: [2, 2] }]);
});
