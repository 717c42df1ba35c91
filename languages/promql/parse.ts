/** Parses PromQL as the server does, up to its first mistake. */

import { parsePostfix } from "./parse-postfix.ts";
import { parseLabelList, parseNamedSelector, parseNamelessSelector } from "./parse-selector.ts";
import {
  closing,
  deeper,
  expectMark,
  isMark,
  isWord,
  peek,
  span,
  take,
  takeIf,
  unexpected,
  type Reader,
} from "./reader.ts";
import { scanPromql, type Token } from "./scan.ts";
import { PromqlSyntaxError } from "./syntax-error.ts";
import type {
  PromqlAggregation,
  PromqlBinary,
  PromqlGrouping,
  PromqlMatching,
  PromqlNode,
  PromqlProblem,
} from "./tree.ts";

export type ParsedPromql = { readonly tree: PromqlNode } | { readonly problem: PromqlProblem };

/** An expression beyond this was made by a program, and by mistake. */
const longest = 100_000;

/** Never throws. A comment ends with its line; offsets are those of `text`. */
export function parsePromql(text: string): ParsedPromql {
  try {
    if (text.length > longest) throw new PromqlSyntaxError("it is longer than can be read", [0, 0]);
    const reader: Reader = { tokens: scanPromql(text), index: 0, depth: 0 };
    if (peek(reader).kind === "end") throw new PromqlSyntaxError("there is no expression", [0, text.length]);
    const tree = parseExpression(reader, 1);
    const rest = peek(reader);
    if (rest.kind !== "end") throw unexpected(rest, "behind a whole expression", restAdvice(rest));
    return { tree };
  } catch (error) {
    if (!(error instanceof PromqlSyntaxError)) throw error;
    const { message, advice, range } = error;
    return { problem: { message, range, ...(advice !== undefined && { advice }) } };
  }
}

function restAdvice(rest: Token): string | undefined {
  if (isMark(rest, ")")) return "Take the `)` away, or add the `(` that belongs to it.";
  if (rest.kind === "word") return "Put an operator between the two, or take one away.";
  return undefined;
}

const strengths: ReadonlyMap<string, number> = new Map([
  ["or", 1],
  ["and", 2],
  ["unless", 2],
  ["==", 3],
  ["!=", 3],
  ["<", 3],
  ["<=", 3],
  [">", 3],
  [">=", 3],
  ["+", 4],
  ["-", 4],
  ["*", 5],
  ["/", 5],
  ["%", 5],
  ["atan2", 5],
  ["^", 6],
]);
const unaryStrength = 5;

export const aggregations: ReadonlySet<string> = new Set([
  ...["sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", "topk", "bottomk"],
  ...["count_values", "quantile", "limitk", "limit_ratio"],
]);

function strengthOf(token: Token): number | undefined {
  if (token.kind !== "mark" && token.kind !== "word") return undefined;
  return strengths.get(token.text.toLowerCase());
}

function parseExpression(reader: Reader, weakest: number): PromqlNode {
  return deeper(reader, () => {
    let left = parseUnary(reader);
    for (;;) {
      const operator = peek(reader);
      const strength = strengthOf(operator);
      if (strength === undefined || strength < weakest) return left;
      take(reader);
      left = parseBinary(reader, left, operator, strength);
    }
  });
}

function parseBinary(reader: Reader, left: PromqlNode, operator: Token, strength: number): PromqlBinary {
  const isBool = isWord(peek(reader), "bool") && take(reader) !== undefined;
  const matching = parseMatching(reader);
  const fills = parseFills(reader);
  const right = parseExpression(reader, operator.text === "^" ? strength : strength + 1);
  return {
    type: "PromqlBinary",
    range: span(left, right),
    operator: operator.text.toLowerCase(),
    operatorRange: operator.range,
    left,
    right,
    isBool,
    ...(matching && { matching }),
    fills,
  };
}

function parseMatching(reader: Reader): PromqlMatching | undefined {
  const word = peek(reader);
  if (!isWord(word, "on", "ignoring") || !isMark(peek(reader, 1), "(")) return undefined;
  take(reader);
  const { labels, end } = parseLabelList(reader, `behind \`${word.text}\``);
  const matching = { range: span(word, end), on: isWord(word, "on"), labels };
  const group = peek(reader);
  if (!isWord(group, "group_left", "group_right")) return matching;
  take(reader);
  const side = isWord(group, "group_left") ? ("left" as const) : ("right" as const);
  if (!isMark(peek(reader), "(")) return { ...matching, group: { side, range: group.range, labels: [] } };
  const list = parseLabelList(reader, `behind \`${group.text}\``);
  return { ...matching, group: { side, range: span(group, list.end), labels: list.labels } };
}

/** `fill(0)`, `fill_left(0) fill_right(1)`. */
function parseFills(reader: Reader): boolean {
  let fills = false;
  while (isWord(peek(reader), "fill", "fill_left", "fill_right") && isMark(peek(reader, 1), "(")) {
    const word = take(reader);
    take(reader);
    if (!takeIf(reader, "-")) takeIf(reader, "+");
    const number = peek(reader);
    const isNumber = number.kind === "number" || number.kind === "duration" || isWord(number, "inf", "nan");
    if (!isNumber) throw unexpected(number, `in \`${word.text}(…)\`, where a number is expected`);
    take(reader);
    expectMark(reader, ")", `behind \`${word.text}\``);
    fills = true;
  }
  return fills;
}

function parseUnary(reader: Reader): PromqlNode {
  const sign = peek(reader);
  if (!isMark(sign, "-") && !isMark(sign, "+")) return parsePostfix(reader, parsePrimary(reader));
  take(reader);
  // Binds as tightly as `*`: `-a ^ b` is the negative of a power, `-a * b` a product.
  const operand = parseExpression(reader, unaryStrength + 1);
  return { type: "PromqlUnary", range: span(sign, operand), operator: sign.text === "-" ? "-" : "+", operand };
}

function parsePrimary(reader: Reader): PromqlNode {
  const token = peek(reader);
  switch (token.kind) {
    case "number":
    case "duration":
      take(reader);
      return { type: "PromqlNumber", range: token.range, value: token.number };
    case "text":
      take(reader);
      return { type: "PromqlString", range: token.range, value: token.value };
    case "word":
      return parseWord(reader);
    case "end":
      throw unexpected(token, "where something to calculate with is expected");
    case "mark":
      break;
  }
  if (isMark(token, "{")) return parseNamelessSelector(reader);
  if (!isMark(token, "(")) throw unexpected(token, "where an expression is expected");
  take(reader);
  const expression = parseExpression(reader, 1);
  const end = closing(reader, token, ")");
  return { type: "PromqlParentheses", range: span(token, end), expression };
}

/** Words that only ever join or switch something. */
const neverMetrics: ReadonlySet<string> = new Set(["bool", "on", "ignoring", "group_left", "group_right", "atan2"]);

function parseWord(reader: Reader): PromqlNode {
  const token = take(reader);
  const lower = token.text.toLowerCase();
  const next = peek(reader);
  if (lower === "inf" || lower === "nan") {
    return { type: "PromqlNumber", range: token.range, value: lower === "inf" ? Infinity : Number.NaN };
  }
  if (aggregations.has(lower) && (isMark(next, "(") || isWord(next, "by", "without"))) {
    return parseAggregation(reader, token);
  }
  if (neverMetrics.has(lower)) throw unexpected(token, "where an expression is expected");
  if (isMark(next, "(")) return parseCall(reader, token);
  return parseNamedSelector(reader, token);
}

function parseAggregation(reader: Reader, operator: Token): PromqlAggregation {
  const before = parseGrouping(reader);
  const { items, end } = parseArguments(reader, operator);
  const after = before ? undefined : parseGrouping(reader);
  const grouping = before ?? after;
  const range: PromqlAggregation["range"] = after ? [operator.range[0], after.range[1]] : span(operator, end);
  const name = operator.text.toLowerCase();
  const wanted = parameterized.has(name) ? 2 : 1;
  const [first, second] = items;
  if (items.length !== wanted || !first) {
    const counted = items.length === 0 ? "none" : `${items.length}`;
    throw new PromqlSyntaxError(
      `\`${name}\` takes ${wanted === 1 ? "one argument" : "a parameter and an expression"}, and here are ${counted}`,
      range,
    );
  }
  return {
    type: "PromqlAggregation",
    range,
    operator: name,
    operatorRange: operator.range,
    ...(grouping && { grouping }),
    ...(second ? { parameter: first, expression: second } : { expression: first }),
  };
}

export const parameterized: ReadonlySet<string> = new Set([
  ...["topk", "bottomk", "count_values", "quantile", "limitk", "limit_ratio"],
]);

function parseGrouping(reader: Reader): PromqlGrouping | undefined {
  const word = peek(reader);
  if (!isWord(word, "by", "without")) return undefined;
  take(reader);
  const { labels, end } = parseLabelList(reader, `behind \`${word.text}\``);
  return { range: span(word, end), without: isWord(word, "without"), labels };
}

function parseCall(reader: Reader, name: Token): PromqlNode {
  const { items, end } = parseArguments(reader, name);
  return {
    type: "PromqlCall",
    range: span(name, end),
    name: { range: name.range, text: name.text },
    arguments: items,
  };
}

function parseArguments(reader: Reader, owner: Token): { readonly items: readonly PromqlNode[]; readonly end: Token } {
  const opening = expectMark(reader, "(", `behind \`${owner.text}\``);
  const items: PromqlNode[] = [];
  const empty = takeIf(reader, ")");
  if (empty) return { items, end: empty };
  for (;;) {
    if (peek(reader).kind === "end") closing(reader, opening, ")");
    items.push(parseExpression(reader, 1));
    if (!takeIf(reader, ",")) return { items, end: closing(reader, opening, ")") };
    const next = peek(reader);
    if (isMark(next, ")")) throw unexpected(next, `behind a comma, where \`${owner.text}\` expects one more argument`);
  }
}
