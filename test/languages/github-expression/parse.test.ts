/** Expressions of workflows: what is read, how tightly operators bind, and what is refused where. */

import { describe, expect, it } from "@jest/globals";
import { parseExpression } from "../../../languages/github-expression/parse.ts";
import { childrenOf, type Expression, pathOf } from "../../../languages/github-expression/tree.ts";

function shape(source: string): string {
  const { expression, problem } = parseExpression(source);
  return expression ? written(expression) : `refused: ${problem?.message ?? ""} @${problem?.range.join("-") ?? ""}`;
}

function written(node: Expression): string {
  const inner = childrenOf(node).map(written).join(" ");
  switch (node.type) {
    case "literal":
      return JSON.stringify(node.value);
    case "context":
      return node.name;
    case "property":
      return `(. ${inner} ${node.name})`;
    case "filter":
      return `(* ${inner})`;
    case "index":
      return `([] ${inner})`;
    case "call":
      return `(${node.name} ${inner})`;
    case "not":
      return `(! ${inner})`;
    case "binary":
      return `(${node.operator} ${inner})`;
  }
}

describe("an expression", () => {
  it.each([
    ["github.ref", "(. github ref)"],
    ["a || b && c == d < !e", "(|| a (&& b (== c (< d (! e)))))"],
    ["(a || b) && c", "(&& (|| a b) c)"],
    ["github.event.*.name", "(. (* (. github event)) name)"],
    ["matrix['os'][0]", '([] ([] matrix "os") 0)'],
    ["steps.x.outputs[format('{0}', 1)]", '([] (. (. steps x) outputs) (format "{0}" 1))'],
    ["'it''s'", '"it\'s"'],
    ["-1.5e3 == 0xff", "(== -1500 255)"],
    ["always()", "(always )"],
    ["\n  github.ref_name\n", "(. github ref_name)"],
    ["needs.build-1.result", "(. (. needs build-1) result)"],
  ])("%s", (source, expected) => {
    expect(shape(source)).toBe(expected);
  });

  it.each([
    ["", "refused: there is nothing between `${{` and `}}` @0-0"],
    ['env == "x"', "refused: `\"` does not quote a string in an expression, only `'` does @7-8"],
    ["github.", "refused: a name or `*` is missing behind `.` @7-7"],
    ["contains(a, b", "refused: `)` is missing at the end @13-13"],
    ["a b", "refused: `b` stands behind the end of the expression @2-3"],
    ["a & b", "refused: `&` is no operator, `&&` is one @2-3"],
    ["'open", "refused: a string begins here and never ends @0-5"],
    ["a == ", "refused: the expression ends where a value should stand @5-5"],
    [")", "refused: a value is missing before `)` @0-1"],
  ])("%s is refused", (source, expected) => {
    expect(shape(source)).toBe(expected);
  });

  it("ends where nobody would go deeper", () => {
    expect(shape(`${"(".repeat(5000)}a${")".repeat(5000)}`)).toContain("nested more than 100 levels");
    expect(shape("!".repeat(5000))).toContain("nested more than 100 levels");
    expect(shape("a".repeat(30_000))).toContain("at most 21,000 characters");
  });

  it("gives a plain way down as its names", () => {
    const path = (source: string) => {
      const { expression } = parseExpression(source);
      return expression && pathOf(expression)?.join(" ");
    };
    expect(path("GitHub.Event['Issue'].title")).toBe("github event issue title");
    expect(path("github.event.*.body")).toBe("github event * body");
    expect(path("matrix[matrix.os]")).toBe("matrix *");
    expect(path("fromJSON('{}').a")).toBeUndefined();
  });
});
