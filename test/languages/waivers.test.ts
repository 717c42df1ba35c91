/** Waivers in every language's comments: forms, reach, reasons, odd writing, and what is no waiver. */

import { describe, expect, it } from "@jest/globals";
import type { LanguageName } from "../../core/document.ts";
import { indexLines } from "../../core/text.ts";
import type { Waiver } from "../../core/waiver.ts";
import { loadLanguage, parseDocument } from "../../languages/parse.ts";
import { cpuTime } from "../cpu-time.ts";

async function waiversOf(language: LanguageName, text: string): Promise<readonly Waiver[]> {
  await loadLanguage(language);
  const lines = indexLines(text);
  return parseDocument({ path: "network/sg", text, byteOrderMark: false, language, kind: "plain", lines }).waivers;
}

/** Each waiver as `form first-last rules (reason)`. */
async function told(language: LanguageName, text: string): Promise<string[]> {
  return (await waiversOf(language, text)).map(
    ({ form, covers, rules, reason }) =>
      `${form} ${covers.join("-")} ${rules.join("+")}${reason ? ` (${reason})` : ""}`,
  );
}

describe("forms", () => {
  it("reads each with its reach", async () => {
    const text = [
      "# plumbline-disable-file style/text/a -- generated",
      "one # plumbline-disable-line style/text/b -- as upstream has it",
      "# plumbline-disable-next-line style/text/c, style/text/d -- until OPS-12",
      "two",
      "# plumbline-disable style/text/e -- legacy",
      "three",
      "# plumbline-enable",
      "# plumbline-disable style/text/* -- the rest is vendored",
      "four",
      "",
    ].join("\n");
    expect(await told("text", text)).toEqual([
      "file 1-9 style/text/a (generated)",
      "line 2-2 style/text/b (as upstream has it)",
      "next-line 4-4 style/text/c+style/text/d (until OPS-12)",
      "block 5-7 style/text/e (legacy)",
      "block 8-9 style/text/* (the rest is vendored)",
    ]);
  });

  it("ends only the named rules of a block", async () => {
    const text = "# plumbline-disable a, b -- x\n1\n# plumbline-enable a\n2\n# plumbline-enable b\n3\n";
    expect(await told("text", text)).toEqual(["block 1-3 a (x)", "block 1-5 b (x)"]);
  });

  it("lets several next-line comments mean the same line", async () => {
    const text = "# plumbline-disable-next-line a -- x\n# plumbline-disable-next-line b -- y\nport: 22\n";
    expect(await told("text", text)).toEqual(["next-line 3-3 a (x)", "next-line 3-3 b (y)"]);
  });

  it("takes several on one line", async () => {
    expect(await told("text", "port # plumbline-disable-line a -- x # plumbline-disable-line b -- y")).toEqual([
      "line 1-1 a (x)",
      "line 1-1 b (y)",
    ]);
    expect(await told("jsonc", "[22] /* plumbline-disable-line a -- x */ // plumbline-disable-line b")).toEqual([
      "line 1-1 a (x)",
      "line 1-1 b",
    ]);
  });
});

describe("odd writing", () => {
  it.each([
    ["#plumbline-disable-line a--b -- why", "line 1-1 a--b (why)"],
    ["##   plumbline-disable-line:\ta ,b,, c  --  why ", "line 1-1 a+b+c (why)"],
    ["# plumbline-disable-line a — why", "line 1-1 a (why)"],
    ["# plumbline-disable-line a --", "line 1-1 a"],
    ["# plumbline-disable-line", "line 1-1 "],
    ["# plumbline-disable", "block 1-1 "],
    ["# plumbline-disable-nextline a -- typo", "line 1-1  (typo)"],
    ["# plumbline-enable a", "line 1-1 "],
    ["# plumbline-disable-line __proto__ -- why", "line 1-1 __proto__ (why)"],
    ["-- plumbline-disable-line a -- sql", "line 1-1 a (sql)"],
    ["; plumbline-disable-line a -- zone", "line 1-1 a (zone)"],
    ["<!-- plumbline-disable-line a -- page -->", "line 1-1 a (page)"],
    ["/* plumbline-disable-line a -- terraform */ port = 22", "line 1-1 a (terraform)"],
    ["port = 22 // plumbline-disable-line a -- terraform\r", "line 1-1 a (terraform)"],
  ])("%j", async (text, expected) => {
    expect(await told("text", text)).toEqual([expected]);
  });

  it.each([
    "# plumbline-check runs here",
    "the word plumbline-disable-line in prose",
    'name = "x# plumbline-disable-line a"',
    "https://plumbline-disable-line.example/",
  ])("is none: %j", async (text) => {
    expect(await told("text", text)).toEqual([]);
  });
});

describe("languages", () => {
  it("reads JSONC comments and no strings", async () => {
    const text = '{\n  // plumbline-disable-next-line a -- x\n  "k": "// plumbline-disable-file b -- y"\n}';
    expect(await told("jsonc", text)).toEqual(["next-line 3-3 a (x)"]);
  });

  it("reads a block comment over several lines", async () => {
    expect(
      await told("jsonc", "/*\n * plumbline-disable-next-line a -- x\n * plumbline-disable-file b -- y\n */\n[]"),
    ).toEqual(["next-line 5-5 a (x)", "file 1-5 b (y)"]);
  });

  it("reads Markdown's HTML comments and no code", async () => {
    const text =
      "<!-- plumbline-disable-next-line a -- x -->\ntext <!-- plumbline-disable-line b -- y -->\n\n```html\n<!-- plumbline-disable-file c -->\n```\n";
    expect(await told("markdown", text)).toEqual(["next-line 2-2 a (x)", "line 2-2 b (y)"]);
  });

  it("reads YAML comments and no scalars", async () => {
    const text =
      'a: "# plumbline-disable-file b -- y"\nc: |\n  # plumbline-disable-file d -- z\ne: 1 # plumbline-disable-line f -- x\n';
    expect(await told("yaml", text)).toEqual(["line 4-4 f (x)"]);
  });

  it("covers the comment itself by its range", async () => {
    const text = "port = 22 /* plumbline-disable-line a -- x */ # more";
    const [waiver] = await waiversOf("text", text);
    expect(text.slice(...(waiver?.range ?? [0, 0]))).toBe("/* plumbline-disable-line a -- x */");
  });

  it("stays fast on a text full of mentions", async () => {
    const started = cpuTime();
    expect(await waiversOf("text", "# plumbline-disable-line a ".repeat(50_000))).toHaveLength(50_000);
    expect(cpuTime() - started).toBeLessThan(3_000);
  });
});
