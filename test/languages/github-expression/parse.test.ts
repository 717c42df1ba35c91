/** Expressions of workflows: what is read, how tightly operators bind, and what is refused where. */

import { describe, expect, it } from "@jest/globals";
import { parseExpression } from "../../../languages/github-expression/parse.ts";
import { childrenOf, type Expression, nodesOf, pathOf } from "../../../languages/github-expression/tree.ts";

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

/** Deterministic, so that a failure can be seen again. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    yield state;
  }
}

const seeds = [
  "github.event_name == 'push' && !contains(github.ref, 'release') || always()",
  "format('{0}-{1}', matrix.os[0], toJSON(needs.*.result))",
  "steps.build.outputs['a-b'] >= -1.5e3 && (inputs.x || secrets.TOKEN != null)",
];
const pieces = [
  "(",
  ")",
  "[",
  "]",
  ".",
  "*",
  "'",
  "&&",
  "||",
  "!",
  ",",
  " ",
  "==",
  "<",
  "é",
  "\u0000",
  "0x",
  "github",
  "1e",
  "-",
];

/** The first mutant that breaks a promise of the parser. */
function fuzz(parse: typeof parseExpression, rounds: number): string | undefined {
  const random = numbers(7);
  const next = (below: number) => (random.next().value ?? 0) % below;
  for (let round = 0; round < rounds; round += 1) {
    let source = seeds[next(seeds.length)] ?? "";
    for (let change = next(6); change >= 0; change -= 1) {
      const at = next(source.length + 1);
      source = source.slice(0, at) + (pieces[next(pieces.length)] ?? "") + source.slice(at + next(4));
    }
    const { expression, problem } = parse(source);
    if ((expression === undefined) === (problem === undefined)) return source;
    if (problem && (problem.range[0] > problem.range[1] || problem.range[1] > source.length)) return source;
    if (expression && ![...nodesOf(expression)].every((node) => isNested(node, source.length))) return source;
  }
  return undefined;
}

function isNested(node: Expression, length: number): boolean {
  const [start, end] = node.range;
  if (start < 0 || end > length || start >= end) return false;
  return childrenOf(node).every(({ range }) => range[0] >= start && range[1] <= end);
}

describe("mutations of expressions", () => {
  it("never crash, and every range is in bounds and nested", () => {
    expect(fuzz(parseExpression, Number(process.env["PLUMBLINE_FUZZ"] ?? 3000))).toBeUndefined();
  });

  it("find a planted fault", () => {
    const faulty: typeof parseExpression = (source) => {
      const parsed = parseExpression(source);
      const { expression } = parsed;
      return expression?.type === "binary" ? { expression: { ...expression, range: [1, 2] } } : parsed;
    };
    expect(fuzz(faulty, 3000)).toBeDefined();
  });
});
