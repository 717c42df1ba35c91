/** Expressions of policies: what they come to, where our evaluation and CEL's own agree, what is refused before it runs, what it may cost. */

import { describe, expect, test } from "@jest/globals";
import { isCelError, run, type CelInput } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { evaluate, namesOf } from "../../../checks/policy/cel/evaluate.ts";
import { readExpression } from "../../../checks/policy/cel/read.ts";
import { CostExceeded, fromData, isFailure, type Value } from "../../../checks/policy/cel/value.ts";
import { unknownValue } from "../../../languages/data.ts";

const open: object = { from: "elsewhere" };

function worth(text: string, self: unknown, steps = 100_000): Value {
  const reading = readExpression(text, ["self"]);
  if ("problem" in reading) throw new Error(reading.problem.message);
  const circumstances = { isOpen: (object: object) => object === open, budget: { left: steps } };
  return evaluate(reading.term, namesOf({ self: fromData(self) }), circumstances);
}

const rule = {
  from_port: 20,
  to_port: 25,
  ratio: 0.5,
  cidr_blocks: ["10.0.0.0/8", "0.0.0.0/0"],
  tags: { owner: "team-net", "cost-center": "42" },
  ports: [22, 443],
  description: null,
  image: "registry.example.com:5000/API:1.2",
  nested: [[1, 2], [3]],
  enabled: true,
};

/** Only what both know: `lowerAscii` and its like are an extension there. */
const shared = [
  '!(self.from_port <= 22 && self.to_port >= 22 && "0.0.0.0/0" in self.cidr_blocks)',
  "has(self.description)",
  "has(self.missing)",
  "self.missing == 1",
  "self.missing == 1 || true",
  "true || self.missing",
  "self.missing && false",
  "self.description == null",
  'self.tags["cost-center"] == "42"',
  '"owner" in self.tags',
  "self.ports.all(port, port < 1024)",
  "self.ports.all(port, port.missing || port < 1024)",
  "self.ports.exists(port, port == 22)",
  "self.ports.exists(port, port / 0 == 1 || port == 443)",
  "self.ports.exists_one(port, port == 22)",
  "self.ports.filter(port, port > 100) == [443]",
  "self.ports.map(port, port + 1) == [23, 444]",
  "self.ports.map(port, port > 100, port * 2) == [886]",
  "self.tags.all(name, name.size() > 4)",
  'self.tags.exists(name, self.tags[name].startsWith("team-"))',
  "self.nested.all(list, list.all(number, number < 4))",
  "self.ports[0] == 22",
  "self.ports[2] == 22",
  'self.image.matches(":[^/]+$") && !self.image.endsWith(":latest")',
  'self.image.contains("5000")',
  'self.image.lowerAscii() == "registry.example.com:5000/api:1.2"',
  'self.image.split("/").size() == 2',
  'self.cidr_blocks.join(",") == "10.0.0.0/8,0.0.0.0/0"',
  "size(self.ports) == 2 && size(self.image) == 33",
  "self.ratio < 1 && self.ratio > 0.25 && self.from_port < 20.5",
  "self.from_port + 2 == 22 && self.from_port - 1 == 19 && 7 / 2 == 3 && -7 / 2 == -3 && 7 % 4 == 3 && -7 % 4 == -3",
  "1 == 1.0",
  "1 / 0 == 1",
  "9223372036854775807 + 1 > 0",
  "self.enabled ? 1 : 2",
  "self.from_port ? 1 : 2",
  '"a" < "b" && "b" <= "b"',
  '"1" == 1',
  "[1, 2.0] == [1.0, 2]",
  '{"a": 1, "b": [true]} == {"b": [true], "a": 1}',
  '{"a": 1} == {"a": 1, "b": 2}',
  'int("22") == 22 && double("0.5") == 0.5 && string(22) == "22"',
  'int("22nd")',
  'self.image + "@sha256" != self.image && [1] + [2] == [1, 2]',
  "self.image > 1",
  "-self.from_port == -20 && !self.enabled == false",
  "-9223372036854775808 == -9223372036854775807 - 1",
  "self.constructor",
  'self.__proto__ == 1 || "__proto__" in self',
];

describe("where CEL's own evaluator knows an answer", () => {
  test.each(shared)("ours is the same: %s", (text) => {
    const theirs = run(text, { self: asInput(rule) }, { funcs: strings });
    const ours = worth(text, rule);
    if (isCelError(theirs)) expect(isFailure(ours)).toBe(true);
    else expect(ours).toEqual(theirs);
  });
});

/** Whole numbers are `int`s, as fields of a protocol would be. */
function asInput(value: unknown): CelInput {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(asInput);
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value ?? {});
  return new Map(entries.map(([key, each]) => [key, asInput(each)]));
}

const partly = { port: unknownValue, name: "web", ports: [22, unknownValue], tags: open, map: { a: unknownValue } };

describe("unknown", () => {
  test.each([
    ["self.port == 22", unknownValue],
    ["self.port.deeper.still", unknownValue],
    ["has(self.port)", unknownValue],
    ["!has(self.port)", unknownValue],
    ['self.port == 22 && self.name == "db"', false],
    ['self.port == 22 || self.name == "web"', true],
    ["self.port == 22 && self.missing", unknownValue],
    ["self.port == 22 ? true : false", unknownValue],
    ["22 in self.ports", true],
    ["23 in self.ports", unknownValue],
    ["self.ports == [22, 23]", unknownValue],
    ["self.ports == [21, 23]", false],
    ["self.ports == [22]", false],
    ["self.map == {'a': 1}", unknownValue],
    ["self.map == {'b': 1}", false],
    ["self.ports.all(port, port < 1024)", unknownValue],
    ["self.ports.all(port, port > 22)", false],
    ["self.ports.exists(port, port == 22)", true],
    ["self.ports.exists_one(port, port == 22)", unknownValue],
    ["self.ports.size() == 2", true],
    ["size(self.tags) == 1", unknownValue],
    ["has(self.tags.owner)", unknownValue],
    ["has(self.tags.from)", true],
    ["'owner' in self.tags", unknownValue],
    ["self.tags.owner == 'x'", unknownValue],
    ["self.tags.all(name, name == 'from')", unknownValue],
    ["self.tags.all(name, name != 'from')", false],
    ["self.tags.exists(name, name == 'from')", true],
    ["[self.port].join('-') == 'x'", unknownValue],
    ["self.port.matches('^a')", unknownValue],
  ])("%s", (text, expected) => {
    expect(worth(text, partly)).toBe(expected);
  });
});

describe("what is refused before anything runs", () => {
  test.each([
    ["", "The expression is empty."],
    ["slef.port == 22", "Nothing is called `slef`. Write `self` if that is what is meant."],
    ["port == 22", "Nothing is called `port`. Use `self`; a key of what is looked at is `self.port`."],
    ["self.name.startWith('a')", "No function is called `startWith`. Write `startsWith` if that is what is meant."],
    ["self.exists(x)", "`exists` is not written like this. Write it like `self.rules.exists(rule, rule.port == 22)`."],
    ["has(self.tags['a-b'])", '`has` is not written like this. Write it like `"cost-center" in self.tags`.'],
    ["has(self)", "`has` is not written like this. Write it like `has(self.tags)`."],
    ["contains(self.name, 'a')", "`contains` is not called like this. Write `text.contains(…)`."],
    ["self.name.contains()", "`contains` takes 1 in its brackets, and 0 stand there."],
    ["self.port = 22", "The expression does not parse at `= 22`. Compare with `==`."],
    [
      "self.a and self.b",
      "The expression does not parse at `and self.b`. Write `&&`, `||` and `!` for and, or and not.",
    ],
    ["self.a &&", "The expression does not parse at `&&`."],
    ["self.name.matches('(?=a)')", /^The regular expression `\(\?=a\)` does not compile: .+ Write it in RE2's syntax/u],
    ["self.name.matches(self.pattern)", /^The pattern of `matches` is not a text that stands here\./u],
    ["b'ab' == self.name", /^Bytes and unsigned numbers are not known here\./u],
    ["google.protobuf.Any{}", "No type is called `google.protobuf.Any`."],
    ["timestamp(self.at) < self.at", /^No function is called `timestamp`\./u],
    ["(".repeat(5_000) + "1" + ")".repeat(5_000), "The expression has 10,001 characters, and one is read up to 4,000."],
    ["(".repeat(1_000) + "1" + ")".repeat(1_000), "The expression nests brackets deeper than 40 levels."],
    ["self.x == 'a" + "b".repeat(1_000_000), "The expression has 1,000,012 characters, and one is read up to 4,000."],
    ["self.a.all(a, a.all(b, b.all(c, c.all(d, d))))", /^More than 3 macros stand in one another/u],
  ])("refusal %#", (text, expected) => {
    const reading = readExpression(text, ["self"]);
    const told =
      "problem" in reading ? [reading.problem.message, reading.problem.advice].filter(Boolean).join(" ") : "";
    if (typeof expected === "string") expect(told).toBe(expected);
    else expect(told).toMatch(expected);
  });

  test("the place is the offending name's", () => {
    const reading = readExpression("self.port == 22 && self.name.startWith('a')", ["self"]);
    expect("problem" in reading && reading.problem.offset).toBe(29);
  });
});

describe("what an evaluation may cost", () => {
  test("three macros over a long list run out of steps", () => {
    const list = Array.from({ length: 1_000 }, (_, index) => index);
    const text = "self.all(a, self.all(b, self.all(c, a + b + c >= 0)))";
    expect(() => worth(text, list, 1_000_000)).toThrow(CostExceeded);
  });

  test("a pattern that backtracks elsewhere is linear here", () => {
    expect(worth("self.matches('^(a+)+$')", `${"a".repeat(50_000)}!`)).toBe(false);
  });

  test("a long text costs steps as well", () => {
    expect(() => worth("self.matches('b')", "a".repeat(1_000_000), 10_000)).toThrow(CostExceeded);
  });
});
