/** Dotenv files as Compose, Docker and shells agree on them. */

import { describe, expect, it, test } from "@jest/globals";
import { indexLines } from "../../../core/text.ts";
import { parseDotenvDocument } from "../../../languages/dotenv/document.ts";
import { parseDotenv } from "../../../languages/dotenv/parse.ts";

function told(text: string): readonly string[] {
  const lines = indexLines(text);
  return parseDotenv(text).problems.map(({ range }) => `${lines.position(range[0]).line} ${text.slice(...range)}`);
}

function settings(text: string): readonly (readonly [string, string | undefined, string])[] {
  return parseDotenv(text).tree.entries.map(({ name, value, quote }) => [name, value, quote]);
}

describe("values", () => {
  it.each([
    ["A=1", ["A", "1", "none"]],
    ["  export A=1 # why", ["A", "1", "none"]],
    ["A=", ["A", "", "none"]],
    ["A=a#b", ["A", "a#b", "none"]],
    ["A='a # b'  # why", ["A", "a # b", "'"]],
    ['A="a \\" b"', ["A", 'a \\" b', '"']],
    ['A="a"b"c"', ["A", '"a"b"c"', "none"]],
    ["A = 1", ["A", "1", "none"]],
    ["A: 1", ["A", "1", "none"]],
    ["A=http://b:80/?c=d", ["A", "http://b:80/?c=d", "none"]],
    ["A=1\r", ["A", "1", "none"]],
  ])("%j", (text, expected) => {
    expect(settings(`${text}\n`)).toEqual([expected]);
    expect(told(text)).toEqual([]);
  });

  it("run over lines in quotes", () => {
    expect(settings('KEY="one\ntwo=2\n" # why\nB=1\n')).toEqual([
      ["KEY", "one\ntwo=2\n", '"'],
      ["B", "1", "none"],
    ]);
  });
});

test.each<[text: string, ...told: string[]]>([
  ["A=1\nLOG LEVEL debug\n", "2 LOG LEVEL debug"],
  ["=1\n", "1 =1"],
  ["- A=1\n", "1 - A=1"],
  ['A="b\nC="d"\n', '1 "b'],
  ["A='b\n", "1 'b"],
  ["A\nexport B\nexport C D\n"],
  ["A=<your key>\n<fill this in>\n{{ more }}\n"],
  ["A=1\nif [ -f b ]; then\n  C=2 3\nfi\nx y z\n"],
])("%j", (text, ...expected) => expect(told(text)).toEqual(expected));

test("a script is none of our files", () => {
  const text = "A=1\n. ./more.sh\nx y z\n";
  const document = { path: ".env", text, byteOrderMark: false, language: "dotenv", kind: "dotenv" } as const;
  expect(parseDotenvDocument({ ...document, lines: indexLines(text) })).toMatchObject({
    problems: [],
    tree: { entries: [] },
  });
});

test("quotes without end in a long text", () => {
  const text = `${"A=\"b'\n".repeat(20_000)}`;
  expect(parseDotenv(text).problems.length).toBeLessThanOrEqual(50);
});
