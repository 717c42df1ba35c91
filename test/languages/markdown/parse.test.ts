/** Markdown: mdast with ranges, comments, front matter, and texts that are too much to read. */

import { describe, expect, it } from "@jest/globals";
import { walk } from "../../../languages/eslint-language.ts";
import { isBeyondReading, longestMarkdown, parseMarkdown } from "../../../languages/markdown/parse.ts";
import { cpuTime } from "../../cpu-time.ts";

function outline(text: string): string[] {
  return [...walk(parseMarkdown(text))]
    .filter((step) => step.entering)
    .map(({ node }) => `${node.type} ${text.slice(...node.range)}`);
}

describe("parseMarkdown", () => {
  it("gives every node the range of its own words, with CRLF and wide characters", () => {
    expect(
      outline("---\r\nowner: sre\r\n---\r\n# Rölle 🚀 `back`\r\n\r\n[plan][p]\r\n\r\n[p]: x.md\r\n").slice(1),
    ).toEqual([
      "yaml ---\r\nowner: sre\r\n---",
      "heading # Rölle 🚀 `back`",
      "text Rölle 🚀 ",
      "inlineCode `back`",
      "paragraph [plan][p]",
      "linkReference [plan][p]",
      "text plan",
      "definition [p]: x.md",
    ]);
  });

  it("reads GitHub's tables", () => {
    expect(outline("|a|b|\n|-|-|\n|1|2|\n").filter((line) => line.startsWith("tableRow"))).toEqual([
      "tableRow |a|b|",
      "tableRow |1|2|",
    ]);
  });

  it("reads footnotes, and leaves bare addresses and struck words in their text", () => {
    expect(outline("see[^1] www.example.com ~~old~~ ops@example.com\n\n[^1]: note\n").slice(2)).toEqual([
      "text see",
      "footnoteReference [^1]",
      "text  www.example.com ~~old~~ ops@example.com",
      "footnoteDefinition [^1]: note",
      "paragraph note",
      "text note",
    ]);
  });

  it("collects HTML comments in blocks and in lines, and none from code", () => {
    const text = "<!-- one --><!-- two -->\n\nwords <!-- three --> `<!-- four -->`\n\n<!-- never closed";
    const { comments } = parseMarkdown(text);
    expect(comments.map((comment) => comment.text)).toEqual(["one", "two", "three", "never closed"]);
    expect(text.slice(...(comments[1]?.range ?? [0, 0]))).toBe("<!-- two -->");
  });

  it.each([
    ["empty", ""],
    ["NUL bytes", "a\0b\n\0"],
    ["odd names", "[a]: __proto__\n\n[constructor][__proto__] ![x][toString]"],
    ["10,000 brackets", "[".repeat(10_000)],
    ["unbalanced emphasis", "*a _b ".repeat(2_000)],
  ])("reads %s", (_name, text) => {
    expect(parseMarkdown(text).range).toEqual([0, text.length]);
  });

  it.each([
    ["too long", "x\n".repeat(longestMarkdown)],
    ["20,000 quotes in each other", ">".repeat(20_000)],
    ["20,000 lists in each other", "- ".repeat(20_000)],
  ])("leaves a text unread that is %s", (_name, text) => {
    const started = cpuTime();
    expect(isBeyondReading(text)).toBe(true);
    expect(parseMarkdown(text).children).toEqual([]);
    expect(cpuTime() - started).toBeLessThan(500);
  });
});
