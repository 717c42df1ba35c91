/** Reads an expression: `||` binds loosest, then `&&`, equality, order, `!`; the way down from a value binds tightest. */

import type { Range } from "../../core/text.ts";
import { scan, type Token } from "./scan.ts";
import type { BinaryOperator, Expression, ExpressionProblem } from "./tree.ts";

export interface ParsedExpression {
  /** `undefined` where the text is no expression. */
  readonly expression: Expression | undefined;
  readonly problem?: ExpressionProblem;
}

/** Deeper expressions are nobody's; GitHub itself stops at 50. */
const deepest = 100;
const longest = 21_000;

const levels: readonly (readonly BinaryOperator[])[] = [["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="]];

class Refusal extends Error {
  override readonly name = "Refusal";
  readonly problem: ExpressionProblem;
  constructor(message: string, range: Range) {
    super(message);
    this.problem = { message, range };
  }
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

/** Never throws. */
export function parseExpression(source: string): ParsedExpression {
  if (source.length > longest)
    return refused(`an expression holds at most ${longest.toLocaleString("en")} characters`, [0, source.length]);
  const { tokens, problem } = scan(source);
  if (problem) return { expression: undefined, problem };
  if (tokens.length === 1) return refused("there is nothing between `${{` and `}}`", [0, source.length]);
  const reader: Reader = { tokens, at: 0, depth: 0 };
  try {
    const expression = readLevel(reader, 0);
    const rest = peek(reader);
    if (rest.kind !== "end") return refused(`\`${rest.text}\` stands behind the end of the expression`, rest.range);
    return { expression };
  } catch (error) {
    if (error instanceof Refusal) return { expression: undefined, problem: error.problem };
    throw error;
  }
}

function refused(message: string, range: Range): ParsedExpression {
  return { expression: undefined, problem: { message, range } };
}

const nothing: Token = { kind: "end", text: "", range: [0, 0] };

function peek({ tokens, at }: Reader): Token {
  return tokens[at] ?? tokens.at(-1) ?? nothing;
}

function advance(reader: Reader): Token {
  const token = peek(reader);
  reader.at += 1;
  return token;
}

function isMark(token: Token, text: string): boolean {
  return token.kind === "mark" && token.text === text;
}

function expect(reader: Reader, text: string): Token {
  const token = advance(reader);
  if (!isMark(token, text)) throw new Refusal(missing(text, token), token.range);
  return token;
}

function missing(text: string, token: Token): string {
  return token.kind === "end" ? `\`${text}\` is missing at the end` : `\`${text}\` is missing before \`${token.text}\``;
}

function readLevel(reader: Reader, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return readNot(reader);
  let left = readLevel(reader, level + 1);
  for (;;) {
    const token = peek(reader);
    const operator = operators.find((each) => isMark(token, each));
    if (operator === undefined) return left;
    reader.at += 1;
    const right = readLevel(reader, level + 1);
    left = { type: "binary", operator, left, right, range: [left.range[0], right.range[1]] };
  }
}

function readNot(reader: Reader): Expression {
  const token = peek(reader);
  if (!isMark(token, "!")) return readWay(reader);
  reader.at += 1;
  const operand = deeper(reader, token, () => readNot(reader));
  return { type: "not", operand, range: [token.range[0], operand.range[1]] };
}

function deeper<Read>(reader: Reader, { range }: Token, read: () => Read): Read {
  reader.depth += 1;
  if (reader.depth > deepest) throw new Refusal(`this is nested more than ${deepest} levels deep`, range);
  const result = read();
  reader.depth -= 1;
  return result;
}

/** A value and what is taken from it: `.name`, `.*`, `[key]`. */
function readWay(reader: Reader): Expression {
  let source = readValue(reader);
  for (;;) {
    const token = peek(reader);
    if (isMark(token, ".")) {
      reader.at += 1;
      source = readProperty(reader, source);
    } else if (isMark(token, "[")) {
      reader.at += 1;
      source = deeper(reader, token, () => readIndex(reader, source));
    } else return source;
  }
}

function readProperty(reader: Reader, source: Expression): Expression {
  const token = advance(reader);
  const range = [source.range[0], token.range[1]] as const;
  if (isMark(token, "*")) return { type: "filter", source, range };
  if (token.kind === "name") return { type: "property", source, name: token.text, nameRange: token.range, range };
  throw new Refusal("a name or `*` is missing behind `.`", token.range);
}

function readIndex(reader: Reader, source: Expression): Expression {
  if (isMark(peek(reader), "*")) {
    reader.at += 1;
    const closing = expect(reader, "]");
    return { type: "filter", source, range: [source.range[0], closing.range[1]] };
  }
  const key = readLevel(reader, 0);
  const closing = expect(reader, "]");
  return { type: "index", source, key, range: [source.range[0], closing.range[1]] };
}

const words: ReadonlyMap<string, boolean | null | number> = new Map<string, boolean | null | number>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["NaN", Number.NaN],
  ["Infinity", Infinity],
]);

function readValue(reader: Reader): Expression {
  const token = advance(reader);
  const { range } = token;
  if (token.kind === "number") return { type: "literal", value: Number(token.text), range };
  if (token.kind === "string") return { type: "literal", value: token.text.slice(1, -1).replaceAll("''", "'"), range };
  if (token.kind === "name") {
    if (isMark(peek(reader), "(")) return deeper(reader, token, () => readCall(reader, token));
    const value = words.get(token.text);
    if (value !== undefined) return { type: "literal", value, range };
    return { type: "context", name: token.text.toLowerCase(), range };
  }
  if (isMark(token, "(")) {
    const inner = deeper(reader, token, () => readLevel(reader, 0));
    const closing = expect(reader, ")");
    return { ...inner, range: [range[0], closing.range[1]] };
  }
  throw new Refusal(
    token.kind === "end"
      ? "the expression ends where a value should stand"
      : `a value is missing before \`${token.text}\``,
    range,
  );
}

function readCall(reader: Reader, name: Token): Expression {
  expect(reader, "(");
  const given: Expression[] = [];
  if (!isMark(peek(reader), ")")) {
    given.push(readLevel(reader, 0));
    while (isMark(peek(reader), ",")) {
      reader.at += 1;
      given.push(readLevel(reader, 0));
    }
  }
  const closing = expect(reader, ")");
  return {
    type: "call",
    name: name.text.toLowerCase(),
    written: name.text,
    nameRange: name.range,
    arguments: given,
    range: [name.range[0], closing.range[1]],
  };
}
