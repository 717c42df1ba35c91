/** Parses expressions: conditionals, operators and what stands between them. */

import {
  describe,
  enter,
  fail,
  failAt,
  leave,
  peek,
  previous,
  take,
  takeIf,
  textOf,
  withNewlines,
  words,
  type Cursor,
} from "./cursor.ts";
import { parseBraces, parseBrackets, parseCall } from "./parse-collection.ts";
import { parseSteps } from "./parse-steps.ts";
import { parseHeredoc, parseQuoted } from "./parse-template.ts";
import { endsLine, type Token, type TokenKind } from "./token.ts";
import type { HclBinaryOperator, HclExpression, HclName } from "./tree.ts";

/** @throws {SyntaxFailure} where no whole expression stands. */
export function parseExpression(cursor: Cursor): HclExpression {
  enter(cursor);
  const first = parseOperation(cursor, 1);
  const expression = takeIf(cursor, "?") ? parseBranches(cursor, first) : first;
  leave(cursor);
  return expression;
}

function parseBranches(cursor: Cursor, condition: HclExpression): HclExpression {
  const consequent = parseExpression(cursor);
  if (!takeIf(cursor, ":")) {
    fail(cursor, peek(cursor), {
      message: `The condition before \`?\` has one result; \`:\` and the other one are missing.`,
      advice: "Write `condition ? one : other`.",
    });
  }
  const alternative = parseExpression(cursor);
  const range = [condition.range[0], alternative.range[1]] as const;
  return { type: "HclConditional", range, condition, consequent, alternative };
}

/** How tightly an operator binds; missing for what is none. */
const strengths: ReadonlyMap<TokenKind, number> = new Map<HclBinaryOperator, number>([
  ["||", 1],
  ["&&", 2],
  ["==", 3],
  ["!=", 3],
  ["<", 4],
  ["<=", 4],
  [">", 4],
  [">=", 4],
  ["+", 5],
  ["-", 5],
  ["*", 6],
  ["/", 6],
  ["%", 6],
]);

/** A chain of equals leans to the left, one level deeper per link. */
const longestChain = 1_000;

function parseOperation(cursor: Cursor, weakest: number): HclExpression {
  let left = parseOperand(cursor);
  for (let links = 0; ; links += 1) {
    const token = peek(cursor);
    const operator = token.kind;
    if (!isOperator(operator)) return left;
    const strength = strengths.get(operator) ?? 0;
    if (strength < weakest) return left;
    if (links === longestChain) failAtChain(cursor, token);
    take(cursor);
    const right = parseOperation(cursor, strength + 1);
    left = { type: "HclBinary", range: [left.range[0], right.range[1]], operator, left, right };
  }
}

function isOperator(kind: TokenKind): kind is HclBinaryOperator {
  return strengths.has(kind);
}

function failAtChain(cursor: Cursor, token: Token): never {
  fail(cursor, token, {
    message: `More than ${longestChain} operators stand in one row.`,
    advice: "Build the value from a list, with `sum`, `join`, `alltrue` or `anytrue`.",
  });
}

function parseOperand(cursor: Cursor): HclExpression {
  const token = peek(cursor);
  if (token.kind !== "-" && token.kind !== "!") return parseSteps(cursor, parseTerm(cursor, token));
  take(cursor);
  enter(cursor);
  const operand = parseOperand(cursor);
  leave(cursor);
  return { type: "HclUnary", range: [token.start, operand.range[1]], operator: token.kind, operand };
}

function parseTerm(cursor: Cursor, token: Token): HclExpression {
  switch (token.kind) {
    case "identifier":
      return parseWord(cursor);
    case "number": {
      take(cursor);
      const raw = textOf(cursor, token);
      return { type: "HclLiteral", range: [token.start, token.end], value: Number(raw), raw };
    }
    case "open-quote":
      return parseQuoted(cursor);
    case "open-heredoc":
      return parseHeredoc(cursor);
    case "(":
      return withNewlines(cursor, false, () => parseParentheses(cursor));
    case "[":
      return withNewlines(cursor, false, () => parseBrackets(cursor));
    case "{":
      return parseBraces(cursor);
    default:
      return failAtTerm(cursor, token);
  }
}

const literals: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function parseWord(cursor: Cursor): HclExpression {
  const token = take(cursor);
  const { kind } = peek(cursor);
  const raw = textOf(cursor, token);
  const range = [token.start, token.end] as const;
  const root: HclName = { type: "HclName", name: raw, range };
  if (kind === "(" || kind === "::") return parseCall(cursor, root);
  const value = literals.get(raw);
  return value === undefined
    ? { type: "HclTraversal", range, root, steps: [] }
    : { type: "HclLiteral", range, value, raw };
}

function parseParentheses(cursor: Cursor): HclExpression {
  const opening = take(cursor);
  const expression = parseExpression(cursor);
  const closing = takeIf(cursor, ")");
  if (closing) return { type: "HclParentheses", range: [opening.start, closing.end], expression };
  const next = peek(cursor);
  if (next.kind === "end") {
    failAt(cursor, [opening.start, opening.end], {
      message: "The parenthesis that is opened here is never closed.",
      advice: "Write its `)`.",
    });
  }
  return fail(cursor, next, {
    message: `The parenthesis \`(\` is still open where ${describe(cursor, next)} comes.`,
    advice: "Write the missing `)`, or the operator that is missing before it.",
  });
}

function failAtTerm(cursor: Cursor, token: Token): never {
  const before = previous(cursor);
  const place = before === undefined || endsLine(before.kind) ? "Here" : `After ${describe(cursor, before)}`;
  fail(cursor, token, {
    message: `${place} a value belongs, but ${describe(cursor, token)} follows.`,
    advice:
      token.kind === "="
        ? "To compare two values write `==`."
        : `Write the value, or delete ${words(before ? textOf(cursor, before) : "")}.`,
  });
}
