/** The tokens of HCL: modes, sequences, comments, characters that do not belong. */

import { describe, expect, it } from "@jest/globals";
import { scanHcl } from "../../../languages/hcl/scan.ts";
import { soundTexts } from "./texts.ts";
import { cpuTime } from "../../cpu-time.ts";

/** `kind` of marks that are their own text; else `kind:text`. */
function tokens(text: string): string[] {
  return scanHcl(text)
    .slice(0, -1)
    .map(({ kind, start, end }) => {
      const piece = text.slice(start, end);
      return kind === piece ? kind : `${kind}:${JSON.stringify(piece).slice(1, -1)}`;
    });
}

describe("scanHcl", () => {
  it("tells names, numbers and marks apart", () => {
    expect(tokens("größe-2=1.5e-3=>a...b::c<=-4")).toEqual([
      "identifier:größe-2",
      "=",
      "number:1.5e-3",
      "=>",
      "identifier:a",
      "...",
      "identifier:b",
      "::",
      "identifier:c",
      "<=",
      "-",
      "number:4",
    ]);
  });

  it("gives a line comment its line ending, LF or CRLF", () => {
    expect(tokens("# a\r\n// b\n/* c\n */x\r\n")).toEqual([
      "line-comment:# a\\r\\n",
      "line-comment:// b\\n",
      "block-comment:/* c\\n */",
      "identifier:x",
      "newline:\\r\\n",
    ]);
  });

  it("nests strings and sequences, and knows doubled signs for text", () => {
    expect(tokens('"a $${b} ${c["d"]}%{~ if {} ~}"')).toEqual([
      'open-quote:\\"',
      "quoted-text:a $${b} ",
      "open-interpolation:${",
      "identifier:c",
      "[",
      'open-quote:\\"',
      "quoted-text:d",
      'close-quote:\\"',
      "]",
      "close-sequence:}",
      "open-directive:%{~",
      "identifier:if",
      "{",
      "}",
      "close-sequence:~}",
      'close-quote:\\"',
    ]);
  });

  it("ends a heredoc only at a line that is its word", () => {
    expect(tokens("<<-EOT\n EOT.\n ${a} EOT\n  EOT \nb")).toEqual([
      "open-heredoc:<<-EOT\\n",
      "heredoc-text: EOT.\\n",
      "heredoc-text: ",
      "open-interpolation:${",
      "identifier:a",
      "close-sequence:}",
      "heredoc-text: EOT\\n",
      "close-heredoc:  EOT ",
      "newline:\\n",
      "identifier:b",
    ]);
  });

  it("is back in code behind a string that its line leaves open", () => {
    expect(tokens('a = "${x"\nb = {}\n').slice(-5)).toEqual(["identifier:b", "=", "{", "}", "newline:\\n"]);
  });

  it.each(["'", "`", ";", "“", "\u0000", "\u00a0", "🚀", "\ud800", "\r"])("calls %j invalid", (character) => {
    expect(tokens(character)).toEqual([`invalid:${JSON.stringify(character).slice(1, -1)}`]);
  });

  it.each(soundTexts)("leaves nothing but blanks between two tokens", (text) => {
    let end = 0;
    for (const token of scanHcl(text)) {
      expect(text.slice(end, token.start)).toMatch(/^[ \t]*$/);
      ({ end } = token);
    }
    expect(end).toBe(text.length);
  });

  it.each([
    ["openings of comments", "/*".repeat(300_000)],
    ["sequences on one line", `a = <<EOT\n${"${a}".repeat(300_000)}`],
    ["heredocs in heredocs", "<<A\n${".repeat(100_000)],
    ["quotes", '"${'.repeat(200_000)],
    ["a long line", "x".repeat(5_000_000)],
  ])("reads %s in linear time", (_, text) => {
    const started = cpuTime();
    scanHcl(text);
    expect(cpuTime() - started).toBeLessThan(5_000);
  });
});
