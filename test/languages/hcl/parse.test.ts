/** The tree of HCL: every form of expression, bodies, templates, comments, and where everything stands. */

import { describe, expect, it } from "@jest/globals";
import { walk } from "../../../languages/eslint-language.ts";
import { parseHcl } from "../../../languages/hcl/parse.ts";
import { shapeOf, valueShape } from "./shape.ts";
import { soundTexts } from "./texts.ts";

describe("bodies", () => {
  it.each([
    ["", ""],
    ["a = 1", "a=1"],
    ["a = 1 # x\n\nb = 2 /* y */\n", "a=1; b=2"],
    ["a {}\n", "a {}"],
    ["a { b = 1 }\n", "a {b=1}"],
    ['a "b" c {\n  d = 1\n  e {\n  }\n}\n', 'a "b" c {d=1; e {}}'],
    ["a = 1\r\nb {\r\n}\r\n", "a=1; b {}"],
    ['a "caf\\u00e9 $${x}" {}\n', 'a "café ${x}" {}'],
    ["größe = 1\n", "größe=1"],
    ["__proto__ = 1\nconstructor {}\n", "__proto__=1; constructor {}"],
  ])("reads %j", (text, shape) => {
    expect(shapeOf(text)).toBe(shape);
  });
});

describe("expressions", () => {
  it.each([
    ["1.5e3", "1.5e3"],
    ["true", "true"],
    ["null", "null"],
    ["var.a", "var.a"],
    ['a.b["c"][0].d', 'a.b[string["c"]][0].d'],
    ["a.0.b", "a.0.b"],
    ["a.*.b[0]", "a.*.b[0]"],
    ["a[*].b[*].c", "a[*].b[*].c"],
    ["f()", "f()"],
    ["f(a,\n b...\n)", "f(a, b...)"],
    ["f(a,)", "f(a)"],
    ["provider::aws::f(1)", "provider::aws::f(1)"],
    ["f(1).a[0]", "<f(1)>.a[0]"],
    ["(a)[0]", "<pa>[0]"],
    ["[]", "[]"],
    ["[1,\n2,\n]", "[1, 2]"],
    ["{}", "{}"],
    ['{ a = 1, "b" : 2\n (c) = 3\n\n}', '{a=1, string["b"]:2, pc=3}'],
    ["[for v in a : v]", "tuple for v in a: v"],
    ["[\nfor\nk, v in a : v\nif k]", "tuple for k, v in a: v if k"],
    ["{for k, v in a : k => v...}", "object for k, v in a: k => v..."],
    ["a ? b : c ? d : e", "(a ? b : (c ? d : e))"],
    ["1 + 2 * 3 - 4", "((1 + (2 * 3)) - 4)"],
    ["a || b && c == d < e", "(a || (b && (c == (d < e))))"],
    ["-a.b + !c", "((-a.b) + (!c))"],
    ["- -1", "(-(-1))"],
    ["(\n1 +\n2\n)", "p(1 + 2)"],
    ["for", "for"],
    ["[format, x]", "[format, x]"],
  ])("reads %j", (source, shape) => {
    expect(valueShape(source)).toBe(shape);
  });
});

describe("templates", () => {
  it.each([
    ['""', "string[]"],
    ['"a\\n\\t\\"\\\\\\u00e9\\U0001F680"', 'string["a\\n\\t\\"\\\\é🚀"]'],
    ['"$${a} %%{b} $$${c} $ %"', 'string["${a} %{b} $${c} $ %"]'],
    ['"${a}"', "string[$a]"],
    ['"a ${b} c"', 'string["a " $b " c"]'],
    ['"a ${~ b ~} c"', 'string["a" $b "c"]'],
    ['"${"${"x"}"}"', 'string[$string[$string["x"]]]'],
    ['"${\n a\n}"', "string[$a]"],
    ['"%{ if a }b%{ else }c%{ endif }"', 'string[%if a "b" else "c"]'],
    ['"%{ for k, v in a }${v}%{ endfor }"', "string[%for k, v in a $v]"],
    ["<<EOT\na \\n $${b}\n\nEOT", 'heredoc["a \\\\n ${b}\\n\\n"]'],
    ["<<EOT\nEOT", "heredoc[]"],
    ["<<-EOT\n    a\n  \n      b ${c}\n    d\n  EOT", 'heredoc["a\\n  \\n  b " $c "\\nd\\n"]'],
    ["<<-EOT\n  a\n${b}\n  EOT", 'heredoc["  a\\n" $b "\\n"]'],
    ["<<EOT\n  %{~ if a ~}\n  b\n  %{~ endif ~}\nEOT", 'heredoc["" %if a "  b\\n" ""]'],
    ["f(<<EOT\na\nEOT\n)", 'f(heredoc["a\\n"])'],
  ])("reads %j", (source, shape) => {
    expect(valueShape(source)).toBe(shape);
  });
});

describe("places", () => {
  it("keeps names, labels and headers apart", () => {
    const text = 'resource "aws_vpc" main {\n  cidr = var.cidr\n}\n';
    const [block] = parseHcl(text).tree.body.items;
    if (block?.type !== "HclBlock") throw new Error("no block");
    const piece = ([start, end]: readonly [number, number]): string => text.slice(start, end);
    expect(piece(block.range)).toBe(text.trim());
    expect(piece(block.header)).toBe('resource "aws_vpc" main');
    expect(block.labels.map(({ range }) => piece(range))).toEqual(['"aws_vpc"', "main"]);
    expect(piece(block.body.range)).toBe("\n  cidr = var.cidr\n");
    const [attribute] = block.body.items;
    if (attribute?.type !== "HclAttribute") throw new Error("no attribute");
    expect(piece(attribute.range)).toBe("cidr = var.cidr");
    expect(piece(attribute.name.range)).toBe("cidr");
    expect(piece(attribute.expression.range)).toBe("var.cidr");
  });

  it.each(soundTexts)("nests every node in its parent", (text) => {
    const { tree, problems } = parseHcl(text);
    expect(problems).toEqual([]);
    for (const { node, parent } of walk(tree)) {
      expect(node.range[0]).toBeLessThanOrEqual(node.range[1]);
      if (!parent) continue;
      expect(node.range[0]).toBeGreaterThanOrEqual(parent.range[0]);
      expect(node.range[1]).toBeLessThanOrEqual(parent.range[1]);
    }
  });

  it("keeps every comment without its marks", () => {
    const { tree } = parseHcl("# one\r\na = 1 // two\nb = /* three\n*/ [ # four\n]\n#five");
    expect(tree.comments.map(({ text }) => text)).toEqual(["one", "two", "three", "four", "five"]);
    expect(tree.comments[0]?.range).toEqual([0, 5]);
  });
});
