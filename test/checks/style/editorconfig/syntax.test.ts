/** `style/editorconfig/syntax`: what editors skip without a word, and what only looks odd. */

import { describe, expect, test } from "@jest/globals";
import { applyFixes } from "../../../../core/apply-fixes.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { parseTextDocument } from "../../../../languages/text/document.ts";
import check from "../../../../checks/style/editorconfig/syntax.ts";

async function findings(text: string) {
  const document = parseTextDocument(openDocument(".editorconfig", { kind: "text", text, byteOrderMark: false }));
  return (await check.look(document, { options: {}, facts: undefined })).findings;
}

async function told(text: string): Promise<readonly string[]> {
  return (await findings(text)).map(({ at, message }) => `${text.slice(...(at?.range ?? [0, 0]))}: ${message}`);
}

describe("finds", () => {
  test.each([
    ["[*.tf\nindent_size = 2\n", "[*.tf", "is never closed"],
    ["[*]\nindent_size 2\n", "indent_size 2", "editors skip the line"],
    ["[*]\nindent_size: 2\n", "indent_size: 2", "editors skip the line"],
    ["indent_size = 2\n", "indent_size", "above the first section"],
    ["root = yes\n", "yes", "no value of `root`"],
    ["[*]\nroot = true\n", "root", "counts only above the first section"],
    ["[*]\nindent_style = spaces\n", "spaces", "no value of `indent_style`"],
    ["[*]\nindent_size = 0\n", "0", "no value of `indent_size`"],
    ["[*]\nend_of_line =\n", "end_of_line", "has no value"],
    ["[*]\nindent_size = 2 # two\n", "# two", "part of the value"],
    ["[*]\nindent_syle = space\n", "indent_syle", "close to `indent_style`"],
    ["[*]\ntrim-trailing-whitespace = true\n", "trim-trailing-whitespace", "close to `trim_trailing_whitespace`"],
    ["[*]\ntab_width = 2\ntab_width = 4\n", "tab_width", "stands again further down"],
    ["[*.{tf, hcl}]\n", "*.{tf, hcl}", "part of the names"],
    ["[*.tf, *.hcl]\n", "*.tf, *.hcl", "part of one name"],
    ["[Makefile, Dockerfile]\n", "Makefile, Dockerfile", "part of one name"],
    ["[*.{tf}]\n", "*.{tf}", "holds one word"],
    ["[*.{tf,hcl]\n", "*.{tf,hcl", "is never closed"],
    ["[]\n", "[]", "applies to no file"],
    [`[${"{a,".repeat(20)}${"}".repeat(20)}]\n`, `${"{a,".repeat(20)}${"}".repeat(20)}`, "too long or too deep"],
  ])("%j", async (text, place, words) => {
    expect(await told(text)).toEqual([expect.stringContaining(words)]);
    expect((await told(text))[0]?.startsWith(`${place}: `)).toBe(true);
  });
});

describe("keeps silent about", () => {
  test.each([
    "",
    "# only\n; comments\n",
    "root = true\n\n[*]\nindent_style = TAB\nIndent_Size = tab\ntab_width = unset\ncharset = utf-8-bom\n",
    "[*.{tf,hcl}]\nij_continuation_indent_size = 8\nmax_line_length = off\nspelling_language = en-US\n",
    "[{*.{yaml,yml},Chart.lock}]\n",
    "[node{1..9}.conf]\n[{package.json,.travis.yml}]\n[[abc].tf]\n[a\\,b.txt]\n",
    "[lib/**.js]\nquote_type = single\n",
    "[{a/b}/x,y]\n",
    "[*]\nrate = 2 # two\n",
    "[Dockerfile,v2]\n",
    "[*]\ninsert_final_newline = true\r\n[*.md]\r\ninsert_final_newline = false\r\n",
  ])("%j", async (text) => {
    expect(await told(text)).toEqual([]);
  });
});

test.each([
  ["[*.tf\n", "[*.tf]\n"],
  ["[*]\nindent_size : 2\n", "[*]\nindent_size = 2\n"],
  ["[*]\nindent_size = 2  # two\n", "[*]\nindent_size = 2\n"],
  ["[*.{tf, hcl}]\n", "[*.{tf,hcl}]\n"],
  ["[*.{tf}]\n", "[*.tf]\n"],
  ["[*]\nindent_syle = tab\n", "[*]\nindent_style = tab\n"],
])("suggests %j -> %j", async (text, mended) => {
  const fixes = (await findings(text)).flatMap(({ fix }) => (fix ? [{ ...fix, safe: true }] : []));
  expect(applyFixes(text, fixes).text).toBe(mended);
  expect(await told(mended)).toEqual([]);
});

test.each(["\0[*\0", "[".repeat(5_000), "=".repeat(5_000), `${"a=1\n".repeat(20_000)}`, "[*]\n__proto__ = 1\n"])(
  "reads bad input: %#",
  async (text) => {
    const beyond = (await findings(text)).filter(({ at }) => at === undefined || at.range[1] > text.length);
    expect(beyond).toEqual([]);
  },
);
