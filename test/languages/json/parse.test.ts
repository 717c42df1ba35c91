/** JSON and JSONC: the tree, places, mistakes in our own words, recovery, hostile input. */

import { describe, expect, it } from "@jest/globals";
import { parseJson } from "../../../languages/json/parse.ts";
import type { JsonNode } from "../../../languages/json/tree.ts";
import { walk } from "../../../languages/eslint-language.ts";
import { cpuTime } from "../../cpu-time.ts";

const strict = { comments: false };
const tolerant = { comments: true };

function plain(node: JsonNode | undefined): unknown {
  if (node?.type === "JsonObject") return node.members.map((member) => [member.key.name, plain(member.value)]);
  if (node?.type === "JsonArray") return node.items.map(plain);
  return node?.value;
}

/** Each problem as `what it covers: message`. */
function problems(text: string, options = strict): string[] {
  return parseJson(text, options).problems.map(({ range, message }) => `${text.slice(...range)}: ${message}`);
}

describe("a sound text", () => {
  it("keeps every value, key and place", () => {
    const text = '\r\n{ "port": -8.0e1, "hosts": ["a\\u00e9\\n", true, null], "port": {} }\n';
    const { tree, problems } = parseJson(text, strict);
    expect(problems).toEqual([]);
    expect(plain(tree.content)).toEqual([
      ["port", -80],
      ["hosts", ["aé\n", true, null]],
      ["port", []],
    ]);
    expect(tree.range).toEqual([0, text.length]);
    const places = [...walk(tree)].filter((step) => step.entering).map(({ node }) => text.slice(...node.range));
    expect(places.slice(2, 6)).toEqual(['"port": -8.0e1', '"port"', "-8.0e1", '"hosts": ["a\\u00e9\\n", true, null]']);
  });

  it.each(["[]", '"image"', "0", "1e400", "false", '{"__proto__": {"constructor": 1}}', '{"": ""}'])(
    "reads %s",
    (text) => {
      expect(parseJson(text, strict).problems).toEqual([]);
    },
  );

  it("agrees with JSON.parse on what is sound", () => {
    const samples = [
      "01",
      "1.",
      ".5",
      "+1",
      "-",
      "1e",
      "[1,]",
      "{,}",
      '{"a"}',
      '{"a":}',
      "[1 2]",
      '"\\x"',
      '"\t"',
      "nul",
      "",
      " ",
    ];
    for (const text of samples) {
      expect(() => void JSON.parse(text)).toThrow();
      expect(problems(text)).toHaveLength(1);
    }
  });
});

describe("JSONC", () => {
  const text = '// listeners\n{ "ports": [80, /* TLS */ 443,], }\n';

  it("keeps comments and allows trailing commas", () => {
    const { tree, problems } = parseJson(text, tolerant);
    expect(problems).toEqual([]);
    expect(tree.comments.map((comment) => comment.text)).toEqual(["listeners", "TLS"]);
    expect(plain(tree.content)).toEqual([["ports", [80, 443]]]);
  });

  it("is not JSON: the first comment and each trailing comma are told", () => {
    expect(problems(text)).toEqual([
      "// listeners: This is a comment, and JSON has none.",
      ",: Nothing follows this comma before `]`, which JSON does not allow.",
      ",: Nothing follows this comma before `}`, which JSON does not allow.",
    ]);
  });

  it("may be empty, JSON may not", () => {
    expect(problems("// nothing yet\n", tolerant)).toEqual([]);
    expect(problems("\n")).toEqual([": The file holds no value, so it is no JSON."]);
  });
});

describe("mistakes", () => {
  it.each([
    ['{"a": 1 "b": 2}', "1: A comma is missing after this."],
    ['{"a" 1}', '": A colon is missing after this key.'],
    ['{"replicas": , "b": 2}', '"replicas": The key `replicas` has no value.'],
    ['{"replicas"}', '"replicas": The key `replicas` has no value.'],
    ["{replicas: 3}", "replicas: The key `replicas` stands without quotes."],
    ["{'replicas': 3}", "'replicas': `'replicas'` stands in single quotes, which JSON does not know."],
    ['{"mode": 0644}', "0644: `0644` is no number of JSON."],
    ['{"on": True}', "True: `True` is no word of JSON, which spells it in small letters."],
    ['{"on": None}', "None: `None` is no value of JSON."],
    ['{"on": yes}', "yes: `yes` stands without quotes."],
    ['{"path": "C:\\data"}', "\\d: `\\d` is no escape sequence of JSON."],
    ['{"path": "a\tb"}', "\t: This string holds the raw control character U+0009."],
    ['["a, "b"]', '"]: This string has no closing quote on its line.'],
    ["[1, 2", "[: `[` is never closed."],
    ['{"a": [1, 2}', "}: `}` stands where `]` is missing."],
    ["[1]]", "]: The document ends before this."],
    ["]", "]: `]` closes nothing that was opened."],
    ['{"a": 1} {"b": 2}', "{: The document ends before this."],
    ["[1\u00a0]", "\u00a0: The character U+00A0 has no place here."],
    ["{[1]}", "[: `[` stands where a key belongs."],
    ["[:1]", ":: This colon follows no key."],
    ["[1] /* open", "/*: This comment is never closed."],
  ])("%s", (text, first) => {
    const found = problems(text);
    expect(found.some((problem) => problem === first)).toBe(true);
  });

  it("does not hide what stands after it", () => {
    const text = '{"a": [1, 2, "b": {"c": 3} "d": 4}';
    expect(plain(parseJson('{"a": 1 "b": {"c": 3}, "d": 4}', strict).tree.content)).toEqual([
      ["a", 1],
      ["b", [["c", 3]]],
      ["d", 4],
    ]);
    expect(problems(text).length).toBeGreaterThan(1);
  });
});

describe("hostile input", () => {
  it.each([
    ["20,000 brackets", "[".repeat(20_000), "More than 500 levels"],
    ["20,000 objects", '{"a":'.repeat(20_000), "More than 500 levels"],
    ["20,000 closing brackets", "]".repeat(20_000), "closes nothing"],
    ["a megabyte of commas", ",".repeat(1_000_000), "nothing before it"],
    ["NUL bytes", "\0".repeat(1_000), "U+0000"],
    ["half a surrogate pair", "\ud800", "U+D800"],
    ["5 MB of digits and a letter", `${"1".repeat(5_000_000)}x`, "no number"],
    ["an open string of 5 MB", `"${"\\".repeat(5_000_000)}`, "no closing quote"],
  ])("%s gives a clear problem in bounded time", (_name, text, message) => {
    const started = cpuTime();
    const { problems } = parseJson(text, strict);
    expect(problems[0]?.message).toContain(message);
    expect(problems.length).toBeLessThanOrEqual(50);
    expect(cpuTime() - started).toBeLessThan(2_000);
  });

  it("reads 5 MB on one line", () => {
    const text = `["${"x".repeat(5_000_000)}", ${"1".repeat(100_000)}]`;
    expect(parseJson(text, strict).problems).toEqual([]);
  });

  it("keeps every range inside the text for any cut of a text", () => {
    const text = '{"a": [1, {"b": "c\\n"}, null], // d\n "e": /* f */ -1.5e3 }';
    for (let length = 0; length <= text.length; length += 1) {
      const cut = text.slice(0, length);
      const { tree, problems } = parseJson(cut, tolerant);
      for (const { range } of [...problems, ...[...walk(tree)].map((step) => step.node)]) {
        expect(range[0]).toBeLessThanOrEqual(range[1]);
        expect(range[1]).toBeLessThanOrEqual(length);
      }
    }
  });
});
