/** What is wrong with an HCL text, said once and in the author's words, and what is still read around it. */

import { describe, expect, it } from "@jest/globals";
import { parseHcl } from "../../../languages/hcl/parse.ts";
import { bodyShape } from "./shape.ts";

/** `line piece | message` of every problem. */
function told(text: string): string[] {
  return parseHcl(text).problems.map(({ message, range: [start, end] }) => {
    const line = text.slice(0, start).split("\n").length;
    return `${line} ${text.slice(start, end)} | ${message}`;
  });
}

function recovered(text: string): string {
  return bodyShape(parseHcl(text).tree.body);
}

describe("messages", () => {
  it.each([
    ["a = 'x'\n", "1 ' | Single quotes do not make a string in HCL."],
    ["a = “x”\n", "1 “ | `“` is a typographic quote and makes no string."],
    ["a = 1;\n", "1 ; | `;` separates nothing in HCL."],
    ["a = x &\u00a0y\n", "1 & | HCL has no bitwise operator `&`."],
    ["a = x\u00a0\n", "1 \u00a0 | An invisible character (U+00A0) stands in the text."],
    ["a = 1\nb = 2\na = 3\n", "3 a | `a` is already set on line 1."],
    ['"a" = 1\n', '1 " | The name `a` of an argument stands in quotes.'],
    ["a\n", "1 a | `a` stands alone, neither an argument nor a block."],
    ["a: 1\n", "1 : | After `a` comes `:`, which begins neither an argument nor a block."],
    ["a = \n", "1   | After `=` a value belongs, but the end of the line follows."],
    ["a = 1 b = 2\n", "1 b | The value of `a` is complete, but `b` follows on its line."],
    ["a = [1 2]\n", "1 2 | In this list a comma or `]` belongs before `2`."],
    ["a = [1\n", "1 [ | The list that is opened here is never closed."],
    ["a = (1\nb = 2\n", "2 b | The parenthesis `(` is still open where `b` comes."],
    ["a = f(1 2)\n", "1 2 | In this call of `f` a comma or `)` belongs before `2`."],
    ["a = f(b..., c)\n", "1 , | Behind `...` belongs `)`, but `,` follows."],
    ["a = { b }\n", "1 } | The key `b` has no value: `}` follows it."],
    ["a = { b = 1 c = 2 }\n", "1 c | Between two items of an object belongs a comma or a new line, but `c` follows."],
    ["a = {\n  b = 1\n", "1 { | The object that `{` opens here is never closed."],
    ["a = b.\n", "1 . | After the dot a name belongs, but the end of the line follows."],
    ["a = b.0.1\n", "1 0.1 | `.0.1` reads as one number, not as two indexes."],
    ["a = b.*.c.*.d\n", "1 * | A `.*` cannot stand behind another one."],
    ["a = b[0\n", "2  | Behind the index belongs `]`, but the end of the file follows."],
    ["a = b ? c\n", "1 c | The condition before `?` has one result; `:` and the other one are missing."],
    ["a = [for b c : d]\n", "1 c | Behind the names of a `for` belongs `in`, but `c` follows."],
    ["a = [for b in c : d => e]\n", "1 d | A `for` in `[ … ]` builds a list and takes no key before `=>`."],
    ["a = {for b in c : d}\n", "1 d | A `for` in `{ … }` builds an object and needs a key."],
    ['a = "b\n', '1 "b | The string `"b` has no closing quote on its line.'],
    ['a = "${b"\n', "1 ${ | The sequence `${b` is never closed."],
    ['a = "${b c}"\n', "1 c | The sequence `${b` is complete, but `c` follows where `}` belongs."],
    ['a = "\\q"\n', "1 \\q | `\\q` is no escape sequence of HCL."],
    ['a = "\\u12"\n', "1 \\u | `\\u` is no escape sequence of HCL."],
    ['a = "%{ if b }c"\n', '1 " | The directive `%{ if` is still open where the template ends.'],
    ['a = "%{ endif }"\n', "1 %{ | `%{ endif` continues no directive that is open here."],
    ['a = "%{ while b }"\n', "1 %{ while | A template directive begins with `if` or `for`, but `while` follows `%{`."],
    ["a = <<EOT\nb\n", "1 <<EOT\n | The heredoc `<<EOT` is never closed."],
    ["a = <<EOT\nb\nEOT", "3 EOT | The heredoc `<<EOT` is never closed."],
    ["a b\n", "1 b | The block `a b` has no `{` on its line."],
    ["a b = 1\n", "1 = | `a b` reads like a block, but `=` follows, which sets an argument."],
    ['a "${b}" {}\n', "1 ${ | A label is plain text: `${` cannot stand in it."],
    ['a "b {\n}\n', '1 "b { | The label `"b {` has no closing quote on its line.'],
    ["a { b = 1, c = 2 }\n", "1 , | A block that begins on one line with `b` must end on it, but `,` follows."],
    ["a { b {} }\n", "1 b | `b` opens no argument, and a block on one line can hold nothing else."],
    ["a {} b {}\n", "1 b | The block `a` is closed, but `b` follows on its line."],
    ["}\n", "1 } | This `}` closes nothing."],
    ["\n\na {\n  b = 1\n", "3 a | The block `a` opened on line 3 is never closed."],
  ])("tells of %j once", (text, message) => {
    expect(told(text).filter((each) => each === message)).toEqual([message]);
  });

  it("names the block by its labels", () => {
    expect(told('# one\n\nresource "aws_instance" "web" {\n  ami = "a"\n')).toEqual([
      '3 resource "aws_instance" "web" | The block `resource "aws_instance" "web"` opened on line 3 is never closed.',
    ]);
  });

  it("gives advice with every problem", () => {
    const { problems } = parseHcl("a = 'x'\nb = [1 2]\nc {\n");
    expect(problems.map(({ advice }) => advice)).toEqual([
      "Put the text in double quotes.",
      "Write the missing comma.",
      "Write its `}`, or look for a bracket inside it that is not closed.",
    ]);
  });
});

describe("recovery", () => {
  it.each([
    ["a = [1 2]\nb = 3\n", "a=missing; b=3"],
    ["r {\n  a = {\n    b = 1 2\n    c = 3\n  }\n  d = 4\n}\ne = 5\n", "r {a=missing; d=4}; e=5"],
    ["r {\n  a = f(1, 2\n  b = 3\n}\nc = 4\n", "r {a=missing; b=3}; c=4"],
    ['r {\n  a = "x\n  b = 3\n}\nc = 4\n', "r {a=missing; b=3}; c=4"],
    ['r {\n  a = "${x"\n  b = 3\n}\nc = 4\n', "r {a=missing; b=3}; c=4"],
    ["r {\n  a = [\n}\nb = 1\n", "r {a=missing}; b=1"],
    ["r {\n  a = 1\n  )\n  b = 2\n}\n", "r {a=1; b=2}"],
    ["r {\n  a = 1\n\ns {\n  b = 2\n}\n", "r {a=1; s {b=2}}"],
    ["a = 1\na = 2\n", "a=1; a=2"],
  ])("reads on behind %j", (text, shape) => {
    expect(recovered(text)).toBe(shape);
    expect(parseHcl(text).problems).toHaveLength(1);
  });

  it("stops at twenty problems", () => {
    expect(parseHcl("a = '\n".repeat(1_000)).problems).toHaveLength(20);
  });

  it.each([
    ["parentheses", `a = ${"(".repeat(100_000)}`],
    ["lists", `a = ${"[".repeat(100_000)}`],
    ["objects", `a = ${"{b=".repeat(100_000)}`],
    ["blocks", "a {\n".repeat(100_000)],
    ["signs", `a = ${"-".repeat(100_000)}1\n`],
    ["conditions", `a = ${"b ? c : ".repeat(100_000)}d\n`],
    ["strings", `a = ${'"${'.repeat(100_000)}`],
    ["directives", `a = "${"%{ if b }".repeat(100_000)}"\n`],
  ])("says that %s are nested too deep", (_, text) => {
    const { problems } = parseHcl(text);
    expect(problems.map(({ message }) => message)).toContain(
      "This is nested more than 200 levels deep, which nobody can read.",
    );
  });

  it.each([
    ["a chain of operators", `a = 1${" + 1".repeat(100_000)}\n`],
    ["arguments of one name", "a = 1\n".repeat(100_000)],
    ["wrong escapes", `a = "${"\\q".repeat(100_000)}"\n`],
    ["closing brackets", `a = ${"[".repeat(199)}${"}".repeat(300_000)}\n`],
    ["characters that are none", "\u0000".repeat(300_000)],
  ])("gives a bounded answer to %s", (_, text) => {
    const { problems } = parseHcl(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(20);
  });
});
