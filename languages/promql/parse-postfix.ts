/** Reads what stands behind an operand of PromQL: ranges, steps, `offset`, `@`. */

import { writeDuration } from "./duration.ts";
import { parseDurationExpression, parseDurationTerm, positive } from "./parse-duration.ts";
import { closing, expectMark, isMark, isWord, peek, span, take, takeIf, unexpected, type Reader } from "./reader.ts";
import type { Token } from "./scan.ts";
import { PromqlSyntaxError } from "./syntax-error.ts";
import type { PromqlNode } from "./tree.ts";

export function parsePostfix(reader: Reader, primary: PromqlNode): PromqlNode {
  let node = primary;
  for (;;) {
    const next = peek(reader);
    if (isMark(next, "[")) node = parseBrackets(reader, node);
    else if (isWord(next, "offset")) node = parseOffset(reader, node);
    else if (isMark(next, "@")) node = parseAt(reader, node);
    else if (isWord(next, "anchored", "smoothed")) node = parseExtension(reader, node);
    else return node;
  }
}

function parseBrackets(reader: Reader, node: PromqlNode): PromqlNode {
  const opening = take(reader);
  const where = "between the brackets";
  const duration = positive(parseDurationExpression(reader, where));
  if (takeIf(reader, ":")) {
    const step = isMark(peek(reader), "]") ? undefined : positive(parseDurationExpression(reader, where));
    const end = closing(reader, opening, "]");
    const range = span(node, end);
    return { type: "PromqlSubquery", range, expression: node, duration, ...(step && { step }) };
  }
  const end = closing(reader, opening, "]");
  if (node.type !== "PromqlSelector") {
    throw new PromqlSyntaxError(
      "only a selector of series takes a range, and this is the result of a calculation",
      [opening.range[0], end.range[1]],
      `Put a colon behind the duration to ask for it step by step: \`[${writeDuration(duration.seconds ?? 300)}:]\`.`,
    );
  }
  const modifier = node.offset ? "offset" : "@";
  if (node.offset || node.at) {
    throw new PromqlSyntaxError(
      `the range stands behind \`${modifier}\``,
      [opening.range[0], end.range[1]],
      `Put the range first: \`[…] ${modifier} …\`.`,
    );
  }
  return { type: "PromqlRange", range: span(node, end), selector: node, duration, isExtended: false };
}

function parseOffset(reader: Reader, node: PromqlNode): PromqlNode {
  const word = take(reader);
  const offset = parseDurationTerm(reader, "behind `offset`");
  if (node.type !== "PromqlSelector" && node.type !== "PromqlRange" && node.type !== "PromqlSubquery") {
    throw misplaced("offset", word);
  }
  if (node.offset) throw new PromqlSyntaxError("`offset` is set a second time", word.range);
  return { ...node, range: span(node, offset), offset };
}

function parseAt(reader: Reader, node: PromqlNode): PromqlNode {
  const mark = take(reader);
  const first = peek(reader);
  let end: Token;
  if (isWord(first, "start", "end") && isMark(peek(reader, 1), "(")) {
    reader.index += 2;
    end = expectMark(reader, ")", `behind \`@ ${first.text}(\``);
  } else {
    if (!takeIf(reader, "-")) takeIf(reader, "+");
    end = take(reader);
    if (isWord(end, "inf", "nan")) {
      throw new PromqlSyntaxError(`\`${end.text}\` is no point in time`, end.range, "Write seconds since 1970.");
    }
    if (end.kind !== "number" && end.kind !== "duration") {
      throw unexpected(end, "behind `@`, where a time is expected", "Write seconds since 1970, `start()` or `end()`.");
    }
  }
  if (node.type !== "PromqlSelector" && node.type !== "PromqlRange" && node.type !== "PromqlSubquery") {
    throw misplaced("@", mark);
  }
  if (node.at) throw new PromqlSyntaxError("`@` is set a second time", mark.range);
  return { ...node, range: span(node, end), at: span(mark, end) };
}

function misplaced(modifier: string, { range }: Token): PromqlSyntaxError {
  return new PromqlSyntaxError(
    `\`${modifier}\` stands behind something that selects no series`,
    range,
    `Put \`${modifier}\` right behind the selector, its range, or a subquery.`,
  );
}

function parseExtension(reader: Reader, node: PromqlNode): PromqlNode {
  const word = take(reader);
  if (node.type === "PromqlSelector") return { ...node, range: span(node, word) };
  if (node.type === "PromqlRange") return { ...node, range: span(node, word), isExtended: true };
  throw unexpected(word, "behind something that is no range of series");
}
