/** Evaluation of expressions: what the text allows to know, and nothing beyond. */

import { describe, expect, test } from "@jest/globals";
import { openDocument } from "../../../core/open-document.ts";
import { parseHclDocument } from "../../../languages/hcl/document.ts";
import { evaluate } from "../../../languages/hcl/evaluate.ts";
import { findDeclaration, joinModule } from "../../../languages/hcl/module/module.ts";
import { instancesOf, moduleScope } from "../../../languages/hcl/module/scope.ts";
import { summarizeFile } from "../../../languages/hcl/module/summarize.ts";
import { newBudget, unknown, type Value } from "../../../languages/hcl/value.ts";

function moduleOf(text: string) {
  const document = parseHclDocument(openDocument("main.tf", { kind: "text", text, byteOrderMark: false }));
  expect(document.problems).toEqual([]);
  return joinModule({ folder: "", files: [summarizeFile(document)] });
}

/** The value of `local.x`, as JSON would write it; `unknown` as a word. */
function valueOf(expression: string, more = "", budget = newBudget()): unknown {
  const module = moduleOf(`locals {\n  x = ${expression}\n}\n${more}`);
  return plain(moduleScope(module, budget).value("local", "x"));
}

function plain(value: Value): unknown {
  if (value === unknown) return "unknown";
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return value;
}

describe("what is known", () => {
  test.each<[string, unknown]>([
    ["1 + 2 * 3", 7],
    ["-(2 - 5)", 3],
    ["7 % 4 == 3 && !false", true],
    ['"1" == 1', false],
    ["[1, [2]] == [1, [2]]", true],
    ['"a ${1 + 1} b"', "a 2 b"],
    ['"${[1]}"', [1]],
    ['"%{ if true }yes%{ else }no%{ endif }"', "yes"],
    ['"%{ for v in ["a", "b"] }${v};%{ endfor }"', "a;b;"],
    ["true ? 1 : 2", 1],
    ['{ a = 1, "b" = 2, (upper("c")) = 3 }', { a: 1, b: 2, C: 3 }],
    ["[for v in [1, 2, 3] : v * 2 if v != 2]", [2, 6]],
    ["{ for k, v in { a = 1 } : v => k }", { 1: "a" }],
    ['{ for v in ["a", "b", "aa"] : substr => v... }', "unknown"],
    ['{ for v in ["ab", "ac"] : "a" => v... }', { a: ["ab", "ac"] }],
    ["[{ a = 1 }, { a = 2 }][*].a", [1, 2]],
    ["{ a = { b = [4] } }.a.b[0]", 4],
    ['concat(["a"], ["b"])', ["a", "b"]],
    ["merge({ a = 1 }, { a = 2 }, null)", { a: 2 }],
    ['lookup({ a = 1 }, "b", 9)', 9],
    ['join("-", split(",", "a,b"))', "a-b"],
    ['replace("a.b.c", ".", "-")', "a-b-c"],
    ['format("%s-%03d%%", "a", 7)', "a-007%"],
    ['contains(["a"], "a")', true],
    ["length({ a = 1 })", 1],
    ['coalesce(null, "", "a")', "a"],
    ['try("a", "b")', "a"],
    ['jsonencode({ b = [1, true, null], a = "<" })', '{"a":"\\u003c","b":[1,true,null]}'],
    ['jsondecode("{\\"a\\": [1]}").a[0]', 1],
    ['tonumber("12") + tonumber(3)', 15],
    ['toset(["b", "a", "b"])', ["a", "b"]],
    ["flatten([[1, [2]], []])", [1, 2]],
    ["range(1, 4)", [1, 2, 3]],
    ["concat([[1], [2]]...)", [1, 2]],
  ])("%s", (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });
});

describe("what is unknown", () => {
  test.each([
    "var.region",
    "aws_vpc.main.id",
    "data.aws_ami.base",
    '"${var.region}-a"',
    "[1][2]",
    "{ a = 1 }.b",
    "timestamp()",
    "true + 1",
    "1 / 0",
    'replace("a", "/a/", "b")',
    'format("%.2f", 1)',
    "var.flag ? 1 : 2",
    "9007199254740993",
    "each.key",
  ])("%s", (expression) => {
    expect(valueOf(expression)).toBe("unknown");
  });

  test.each<[string, unknown]>([
    ["false && var.flag", false],
    ["true || var.flag", true],
    ["var.flag ? 1 : 1", 1],
    ["[var.a, 2][1]", 2],
    ["length([var.a])", 1],
    ['contains([var.a, "b"], "b")', true],
    ["{ a = var.a } == { b = 1 }", false],
  ])("does not spread further than it has to: %s", (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  test("names of JavaScript's own are names like any other", () => {
    expect(valueOf("{ a = 1 }.constructor")).toBe("unknown");
    expect(valueOf('{ "__proto__" = { a = 1 } }["a"]')).toBe("unknown");
    expect(valueOf("constructor(1)")).toBe("unknown");
  });
});

describe("names of a module", () => {
  test("locals and defaults of variables", () => {
    expect(valueOf("local.y + 1", "locals {\n  y = var.n\n}\nvariable n {\n  default = 4\n}\n")).toBe(5);
  });

  test("a cycle is unknown, and so is what depends on it", () => {
    expect(valueOf("local.y", "locals {\n  y = local.x\n}\n")).toBe("unknown");
  });

  test("what a caller passes comes before the default", () => {
    const module = moduleOf('variable "n" {\n  default = 1\n}\n');
    expect(moduleScope(module, newBudget(), new Map([["n", 2]])).value("var", "n")).toBe(2);
    expect(moduleScope(module).value("var", "n")).toBe(1);
  });

  test.each<[string, unknown]>([
    ["", 1],
    ["count = 0", 0],
    ["count = var.flag ? 1 : 0", "unknown"],
    ['for_each = toset(["a", "b"])', 2],
    ["for_each = {}", 0],
    ["for_each = var.all", "unknown"],
  ])("the number of instances with %j", (line, expected) => {
    const module = moduleOf(`resource "aws_vpc" "main" {\n  ${line}\n}\n`);
    const declaration = findDeclaration(module, "resource", "main");
    expect(plain(instancesOf(declaration ?? { attributes: [], blocks: [] }, moduleScope(module)))).toBe(expected);
  });
});

describe("what would take too long", () => {
  test("text that doubles with every local", () => {
    const locals = Array.from({ length: 60 }, (_, at) => `a${at + 1} = "\${local.a${at}}\${local.a${at}}"`);
    expect(valueOf("local.a60", `locals {\n  a0 = "x"\n  ${locals.join("\n  ")}\n}\n`)).toBe("unknown");
  });

  test("shared lists, compared and written out", () => {
    const locals = Array.from({ length: 60 }, (_, at) => `a${at + 1} = [local.a${at}, local.a${at}]`);
    const more = `locals {\n  a0 = []\n  ${locals.join("\n  ")}\n}\n`;
    expect(valueOf("jsonencode(local.a60)", more)).toBe("unknown");
    expect(valueOf("local.a60 == [local.a59, local.a59]", more)).toBe("unknown");
    expect(valueOf("length(flatten(local.a60))", more)).toBe("unknown");
  });

  test("a budget that is spent", () => {
    expect(valueOf("[1, 2, 3]", "", newBudget(2))).not.toEqual([1, 2, 3]);
    expect(valueOf("[for a in range(1000) : [for b in range(1000) : b]]")).toBe("unknown");
  });

  test("ten thousand locals in a chain", () => {
    const locals = Array.from({ length: 10_000 }, (_, at) => `a${at + 1} = local.a${at}`);
    expect(valueOf("local.a10000", `locals {\n  a0 = 1\n  ${locals.join("\n  ")}\n}\n`)).toBe("unknown");
  });

  test("evaluation of nothing", () => {
    expect(evaluate({ type: "HclMissing", range: [0, 0] }, { value: () => unknown, budget: newBudget() })).toBe(
      unknown,
    );
  });
});
