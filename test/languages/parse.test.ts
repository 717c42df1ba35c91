/** One way into every language's parser. */

import { describe, expect, it } from "@jest/globals";
import { indexLines } from "../../core/text.ts";
import type { LanguageName } from "../../core/document.ts";
import { loadLanguage, parseDocument } from "../../languages/parse.ts";

const samples: Readonly<Record<LanguageName, readonly [text: string, root: string]>> = {
  yaml: ["a: 1\n", "YamlFile"],
  json: ["{}\n", "JsonFile"],
  hcl: ["# x\na = 1\n", "HclFile"],
  "go-template": ["name: {{ .Release.Name }}\n", "GoTemplateFile"],
  jsonc: ["// x\n{}\n", "JsonFile"],
  markdown: ["# Roll back\n", "MarkdownFile"],
  shell: ["#!/bin/sh\n# x\necho a\n", "ShellFile"],
  dockerfile: ["# x\nFROM alpine:3.20\n", "DockerfileFile"],
  toml: ["# x\n[a]\nb = 1\n", "TomlFile"],
  ini: ["# x\n[a]\nb = 1\n", "IniFile"],
  dotenv: ["# x\nA=1\n", "DotenvFile"],
  text: ["server {\n", "TextFile"],
};

describe("parseDocument", () => {
  it("says when a parser was not loaded", () => {
    const document = { path: "a.yaml", text: "", byteOrderMark: false, kind: "plain", lines: indexLines("") } as const;
    expect(() => parseDocument({ ...document, language: "yaml" })).toThrow("await loadLanguage first");
  });

  it.each([
    "yaml",
    "json",
    "jsonc",
    "hcl",
    "markdown",
    "go-template",
    "shell",
    "dockerfile",
    "toml",
    "ini",
    "dotenv",
    "text",
  ] as const)("reads %s and keeps what the document knew", async (language) => {
    const [text, root] = samples[language];
    await loadLanguage(language);
    const document = {
      path: "deploy/file",
      text,
      byteOrderMark: true,
      language,
      kind: "compose",
      lines: indexLines(text),
    } as const;
    const parsed = parseDocument(document);
    expect(parsed).toMatchObject({
      path: "deploy/file",
      byteOrderMark: true,
      language,
      kind: "compose",
      problems: [],
    });
    expect(parsed.tree).toMatchObject({ type: root, range: [0, text.length] });
  });
});
