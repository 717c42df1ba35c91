/** Reads lengths of time within PromQL: plain ones, numbers of seconds, and sums of them with `step()` and `range()`. */

import { longestDuration } from "./duration.ts";
import { closing, deeper, expectMark, isMark, isWord, peek, span, take, unexpected, type Reader } from "./reader.ts";
import type { Token } from "./scan.ts";
import { PromqlSyntaxError } from "./syntax-error.ts";
import type { PromqlDuration } from "./tree.ts";

const strengths: ReadonlyMap<string, number> = new Map([
  ["+", 1],
  ["-", 1],
  ["*", 2],
  ["/", 2],
  ["%", 2],
  ["^", 3],
]);

/** Between brackets. `where` goes on from "`x` stands". */
export function parseDurationExpression(reader: Reader, where: string, weakest = 1): PromqlDuration {
  let left = parseDurationTerm(reader, where);
  for (;;) {
    const operator = peek(reader);
    const strength = operator.kind === "mark" ? strengths.get(operator.text) : undefined;
    if (strength === undefined || strength < weakest) return left;
    take(reader);
    const isRightBound = operator.text === "^";
    const right = parseDurationExpression(reader, where, isRightBound ? strength : strength + 1);
    left = { range: span(left, right), ...combined(left, operator, right) };
  }
}

/** One length of time: after `offset`, where an operator would belong to the expression around it. */
export function parseDurationTerm(reader: Reader, where: string): PromqlDuration {
  const token = peek(reader);
  if (token.kind === "number" || token.kind === "duration") {
    take(reader);
    return { range: token.range, seconds: bounded(token.number, token) };
  }
  if (isMark(token, "-") || isMark(token, "+")) {
    take(reader);
    const term = deeper(reader, () => parseDurationTerm(reader, where));
    const sign = token.text === "-" ? -1 : 1;
    return { range: span(token, term), ...(term.seconds !== undefined && { seconds: sign * term.seconds }) };
  }
  if (isMark(token, "(")) {
    take(reader);
    const inner = deeper(reader, () => parseDurationExpression(reader, where));
    const end = closing(reader, token, ")");
    return { ...inner, range: span(token, end) };
  }
  if (token.kind === "word" && isMark(peek(reader, 1), "(")) return parseDurationCall(reader, where);
  throw unexpected(token, `${where}, where a duration is expected`, "Write a duration such as `5m`.");
}

function parseDurationCall(reader: Reader, where: string): PromqlDuration {
  const name = take(reader);
  if (isWord(name, "step", "range")) {
    expectMark(reader, "(", where);
    const end = expectMark(reader, ")", `after \`${name.text}(\``);
    return { range: span(name, end) };
  }
  if (isWord(name, "min", "max", "min_of", "max_of")) {
    expectMark(reader, "(", where);
    const left = deeper(reader, () => parseDurationExpression(reader, where));
    expectMark(reader, ",", `among the arguments of \`${name.text}\``);
    const right = deeper(reader, () => parseDurationExpression(reader, where));
    const end = expectMark(reader, ")", `after the arguments of \`${name.text}\``);
    const range = span(name, end);
    if (left.seconds === undefined || right.seconds === undefined) return { range };
    const choose = isWord(name, "min", "min_of") ? Math.min : Math.max;
    return { range, seconds: choose(left.seconds, right.seconds) };
  }
  throw unexpected(name, `${where}, where a duration is expected`, "Write a duration such as `5m`.");
}

function combined(left: PromqlDuration, { text }: Token, right: PromqlDuration): { readonly seconds?: number } {
  if ((text === "/" || text === "%") && right.seconds === 0) {
    throw new PromqlSyntaxError("this duration is divided by zero", right.range);
  }
  if (left.seconds === undefined || right.seconds === undefined) return {};
  switch (text) {
    case "+":
      return { seconds: left.seconds + right.seconds };
    case "-":
      return { seconds: left.seconds - right.seconds };
    case "*":
      return { seconds: left.seconds * right.seconds };
    case "/":
      return { seconds: left.seconds / right.seconds };
    case "%":
      return { seconds: left.seconds % right.seconds };
    default:
      return { seconds: left.seconds ** right.seconds };
  }
}

function bounded(seconds: number, token: Token): number {
  if (Math.abs(seconds) <= longestDuration) return seconds;
  throw new PromqlSyntaxError(`\`${token.text}\` is longer than Prometheus can count (292 years)`, token.range);
}

/** A range or a step of zero looks at nothing. */
export function positive(duration: PromqlDuration): PromqlDuration {
  if (duration.seconds === undefined || duration.seconds > 0) return duration;
  throw new PromqlSyntaxError("a range has to be longer than zero", duration.range);
}
