/** Terraform's layout: spaces, indentation, alignment, and the rewrites that `terraform fmt` makes before it lays out. */

import { describe, expect, it } from "@jest/globals";
import { formatHcl } from "../../../languages/hcl/format.ts";
import { parseHcl } from "../../../languages/hcl/parse.ts";
import { rewrites } from "./rewrites.ts";
import { soundTexts } from "./texts.ts";

function formatted(text: string): string {
  const { tree, problems } = parseHcl(text);
  expect(problems).toEqual([]);
  return formatHcl(text, tree);
}

describe("layout", () => {
  it.each([
    ["a=1\nlong  =2\n\nb=3\n", "a    = 1\nlong = 2\n\nb = 3\n"],
    ["a = {\n}\nbb = 1\n", "a = {\n}\nbb = 1\n"],
    ["名前 = 1\nab = 2\n", "名前 = 1\nab = 2\n"],
    ["क्षि = 1 # x\nab   = 2 # y\n", "क्षि = 1 # x\nab = 2 # y\n"],
    ["größe = 1 # x\na = 2 # y\n", "größe = 1 # x\na     = 2 # y\n"],
    ['a = "👩‍👩‍👧" # x\nb = "ab" # y\n', 'a = "👩‍👩‍👧"  # x\nb = "ab" # y\n'],
    ["a{\nb{\nc=1\n}\n}\n", "a {\n  b {\n    c = 1\n  }\n}\n"],
    ["a=f([{\nb=1\n}])\n", "a = f([{\n  b = 1\n}])\n"],
    ["a=[{\nb=1\n},{\nc=2\n}]\n", "a = [{\n  b = 1\n  }, {\n  c = 2\n}]\n"],
    ["a=b?-1:- c\n", "a = b ? -1 : -c\n"],
    ["a = 2-1\n", "a = 2 - 1\n"],
    ["a = ! ( b&&c )\n", "a = !(b && c)\n"],
    ["a = f( b ,c ... )\n", "a = f(b, c...)\n"],
    ["a = b [ 0 ] . c [*]\n", "a = b[0].c[*]\n"],
    ["a = { }\nb = [ ]\nc = {d=1}\n", "a = {}\nb = []\nc = { d = 1 }\n"],
    ["a = [for x in[1,2]:x if (y)]\n", "a = [for x in [1, 2] : x if(y)]\n"],
    ['a = "${ b }${ c }"\n', 'a = "${b}${c}"\n'],
    ['a = "x${ {b=1} }"\n', 'a = "x${ { b = 1 } }"\n'],
    ["a = provider :: aws :: f(1)\n", "a = provider::aws::f(1)\n"],
    ["a = <<EOT\n  b   =   c\nEOT\nd   = 1\n", "a = <<EOT\n  b   =   c\nEOT\nd = 1\n"],
    ["a = 1\r\nbb = 2\r\n", "a  = 1\r\nbb = 2\r\n"],
    ["  # one\na {\n# two\n}\n", "# one\na {\n  # two\n}\n"],
    ["a = 1 /* x */\nbb = 2 // y\n", "a  = 1 /* x */\nbb = 2 // y\n"],
    ["a = 1\n\t ", "a = 1\n  "],
    ["a = 1", "a = 1"],
    ["a = 1 # b  ", "a = 1 # b  "],
    ["\n\n\n", "\n\n\n"],
    ["", ""],
  ])("lays %j out", (text, layout) => {
    expect(formatted(text)).toBe(layout);
  });

  it.each(soundTexts)("is the same the second time", (text) => {
    const once = formatted(text);
    expect(formatted(once)).toBe(once);
  });
});

describe("rewrites", () => {
  it.each(rewrites)("rewrites %j", (text, layout) => {
    expect(formatted(text)).toBe(layout);
  });

  it("keeps a label that Terraform would drop", () => {
    expect(formatted('a "$${b}" c {\n}\n')).toBe('a "$${b}" "c" {\n}\n');
  });
});
