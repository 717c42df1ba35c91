/** The words of an expression: names, numbers, strings and marks, each with its place. */

import type { Range } from "../../core/text.ts";
import type { ExpressionProblem } from "./tree.ts";

export interface Token {
  readonly kind: "name" | "number" | "string" | "mark" | "end";
  /** As written. */
  readonly text: string;
  readonly range: Range;
}

export interface Scanned {
  readonly tokens: readonly Token[];
  readonly problem?: ExpressionProblem;
}

const blank = /[ \t\r\n]+/uy;
const name = /[A-Za-z_][\w-]*/uy;
const number = /[-+]?(?:0x[\dA-Fa-f]+|0o[0-7]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)/uy;
const text = /'(?:[^']|'')*'/uy;
const mark = /&&|\|\||==|!=|<=|>=|[<>!()[\].,*]/uy;

/** Reads until the end or the first character that no word begins with; the last token is always an `end`. */
export function scan(source: string): Scanned {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  while (at < source.length) {
    const space = take(blank);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = next(take, tokens.at(-1));
    if (token === undefined) return { tokens: [...tokens, end(at)], problem: unexpected(source, at) };
    const range = [at, at + token.text.length] as const;
    tokens.push({ ...token, range });
    at = range[1];
  }
  return { tokens: [...tokens, end(source.length)] };
}

function next(
  take: (pattern: RegExp) => string | undefined,
  before: Token | undefined,
): Pick<Token, "kind" | "text"> | undefined {
  const word = take(name);
  if (word !== undefined) return { kind: "name", text: word };
  // Behind a dot stands a name or a star: `.5` is a number only where a value may begin.
  const isAccess = before !== undefined && (before.kind === "name" || before.text === ")" || before.text === "]");
  const digits = isAccess ? undefined : take(number);
  if (digits !== undefined) return { kind: "number", text: digits };
  const quoted = take(text);
  if (quoted !== undefined) return { kind: "string", text: quoted };
  const sign = take(mark);
  return sign === undefined ? undefined : { kind: "mark", text: sign };
}

function end(at: number): Token {
  return { kind: "end", text: "", range: [at, at] };
}

function unexpected(source: string, at: number): ExpressionProblem {
  const sign = String.fromCodePoint(source.codePointAt(at) ?? 32);
  const range = [at, at + sign.length] as const;
  if (sign === "'") return { message: "a string begins here and never ends", range: [at, source.length] };
  if (sign === '"') return { message: "`\"` does not quote a string in an expression, only `'` does", range };
  if (sign === "&" || sign === "|") return { message: `\`${sign}\` is no operator, \`${sign}${sign}\` is one`, range };
  if (sign === "=") return { message: "`=` is no operator, `==` compares", range };
  return { message: `\`${sign}\` does not belong in an expression`, range };
}
