/** `.editorconfig` files read, and what they say about a path together. */

import { describe, expect, test } from "@jest/globals";
import { readEditorconfig } from "../../../languages/editorconfig/read.ts";
import { editorSettings } from "../../../languages/editorconfig/settings.ts";

function settings(path: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const texts = Object.entries(files).map(([from, text]) => ({ path: from, text }));
  return Object.fromEntries([...editorSettings(path, texts)].map(([name, { value }]) => [name, value]));
}

describe("one file", () => {
  test.each([
    ["[*]\nindent_size=2", { indent_size: "2" }],
    ["  [*]  \r\n  Indent_Size  =   2  \r\n", { indent_size: "2" }],
    ["[*]\n# note\n; note\n\nindent_size = 2\n", { indent_size: "2" }],
    ["[*]\nindent_size = 2 # two\n", { indent_size: "2 # two" }],
    [
      "[*.tf]\nindent_size = 2\n[*.{tf,hcl}]\nindent_size = 4\nend_of_line = lf\n",
      { indent_size: "4", end_of_line: "lf" },
    ],
    ["[*.hcl]\nindent_size = 2\n", {}],
    ["indent_size = 2\n", {}],
    ["[*]\nindent_size = 2\n[main.tf]\nindent_size = UNSET\n", {}],
    ["[*]\nrate = a = b\nempty =\n", { rate: "a = b", empty: "" }],
    ["[*]\n__proto__ = 1\n", Object.fromEntries([["__proto__", "1"]])],
    ["", {}],
  ])("%j", (text, expected) => {
    expect(settings("network/main.tf", { ".editorconfig": text })).toEqual(expected);
  });

  test("keeps the places of what it reads", () => {
    const text = "root = true\n[*.tf\n [*] \n  tab_width =  4 \nwidth 4\n";
    const { isRoot, preamble, sections, strayLines } = readEditorconfig(text);
    expect(isRoot).toBe(true);
    expect(preamble).toHaveLength(1);
    expect(sections.map(({ range }) => text.slice(...range))).toEqual(["*"]);
    const [property] = sections[0]?.properties ?? [];
    expect(text.slice(...(property?.nameRange ?? [0, 0]))).toBe("tab_width");
    expect(text.slice(...(property?.valueRange ?? [0, 0]))).toBe("4");
    expect(strayLines.map((range) => text.slice(...range))).toEqual(["[*.tf", "width 4"]);
  });

  test.each(["ROOT = True\n", "root=true\r\n[*]\n"])("is the root: %j", (text) => {
    expect(readEditorconfig(text).isRoot).toBe(true);
  });

  test.each(["root = false\n", "[*]\nroot = true\n", "root = true\nroot = false\n"])("is not the root: %j", (text) => {
    expect(readEditorconfig(text).isRoot).toBe(false);
  });
});

describe("files above each other", () => {
  const top = "[*]\nindent_size = 8\nend_of_line = lf\n[network/*.tf]\ntab_width = 8\n";

  test("the nearest wins key by key, globs are held against the path below their file", () => {
    const near = "[*.tf]\nindent_size = 2\n[network/*]\nindent_size = 3\n";
    expect(settings("network/main.tf", { "network/.editorconfig": near, ".editorconfig": top })).toEqual({
      indent_size: "2",
      end_of_line: "lf",
      tab_width: "8",
    });
  });

  test("nothing above a root counts", () => {
    const near = "root = true\n[*.hcl]\nindent_size = 2\n";
    expect(settings("network/main.tf", { "network/.editorconfig": near, ".editorconfig": top })).toEqual({});
  });

  test("what is unset near is not asked", () => {
    const near = "[*]\nend_of_line = unset\n";
    expect(settings("network/main.tf", { "network/.editorconfig": near, ".editorconfig": top })).not.toHaveProperty(
      "end_of_line",
    );
  });
});
