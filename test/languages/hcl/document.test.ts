/** HCL as a document: waivers in all three kinds of comments, and rules that walk its tree. */

import { describe, expect, it } from "@jest/globals";
import { Linter } from "eslint";
import { openDocument } from "../../../core/open-document.ts";
import { parseHclDocument } from "../../../languages/hcl/document.ts";
import { hclLanguage } from "../../../languages/hcl/language.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

describe("waivers", () => {
  it.each([
    ["# plumbline-disable-next-line a/b -- why\nx = 1\n", [2, 2]],
    ["// plumbline-disable-next-line a/b -- why\nx = 1\n", [2, 2]],
    ["/* plumbline-disable-next-line a/b -- why */\nx = 1\n", [2, 2]],
    ["x = 1 # plumbline-disable-line a/b -- why\r\n", [1, 1]],
    ["x = [\n  1, # plumbline-disable-line a/b -- why\n]\n", [2, 2]],
  ])("reads %j", (text, covers) => {
    const document = parseHclDocument(openDocument("main.tf", { kind: "text", text, byteOrderMark: false }));
    expect(document.kind).toBe("terraform");
    expect(document.waivers).toMatchObject([{ rules: ["a/b"], reason: "why", covers }]);
  });

  it("reads none out of a string or a heredoc", () => {
    const text = 'a = "# plumbline-disable-line a/b -- why"\nb = <<EOT\n# plumbline-disable-line a/b -- why\nEOT\n';
    const document = parseHclDocument(openDocument("main.tf", { kind: "text", text, byteOrderMark: false }));
    expect(document.waivers).toEqual([]);
  });
});

describe("rules", () => {
  const check: StyleCheck = {
    meta: { type: "problem", docs: { languages: ["hcl"] }, schema: [] },
    create: (context) => ({
      HclBlock: ({ blockType, header }) => reportFinding(context, { at: { range: header }, message: blockType.name }),
      HclTraversal: ({ root, range }) => reportFinding(context, { at: { range }, message: root.name }),
      "HclAttribute[name.name='source'] > HclTemplate": (node: { readonly range: readonly [number, number] }) =>
        reportFinding(context, { at: node, message: "source" }),
    }),
  };

  it("are ordinary ESLint rules, with selectors", () => {
    const text = 'module "vpc" {\n  source = "./vpc"\n  zones  = [for z in var.zones : upper(z)]\n}\n';
    const messages = new Linter({ configType: "flat" }).verify(
      text,
      {
        files: ["**"],
        language: "plumbline/hcl",
        plugins: { plumbline: { languages: { hcl: hclLanguage }, rules: { check } } },
        rules: { "plumbline/check": "error" },
      },
      "main.tf",
    );
    expect(messages.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      "1:1 module",
      "2:12 source",
      "3:22 var",
      "3:40 z",
    ]);
  });
});
