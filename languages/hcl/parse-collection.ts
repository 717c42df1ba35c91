/** Parses what stands in brackets: lists, objects, and the arguments of calls. */

import { describe, fail, failAt, peek, take, takeIf, textOf, withNewlines, words, type Cursor } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseFor } from "./parse-for.ts";
import { endsLine, type Token } from "./token.ts";
import type { HclExpression, HclName, HclObject, HclObjectItem } from "./tree.ts";

/** `[…]`: a list or a `for` over one. Line ends do not count in it. */
export function parseBrackets(cursor: Cursor): HclExpression {
  const opening = take(cursor);
  if (isFor(cursor)) return parseFor(cursor, opening, "tuple");
  const items: HclExpression[] = [];
  for (;;) {
    const closing = takeIf(cursor, "]");
    if (closing) return { type: "HclTuple", range: [opening.start, closing.end], items };
    items.push(parseExpression(cursor));
    const next = peek(cursor);
    if (next.kind !== "]" && !takeIf(cursor, ",")) failAtSeparator(cursor, next, "list", "]", opening);
  }
}

/** `{…}`: an object or a `for` that builds one. */
export function parseBraces(cursor: Cursor): HclExpression {
  const opening = take(cursor);
  return withNewlines(cursor, false, () => isFor(cursor))
    ? withNewlines(cursor, false, () => parseFor(cursor, opening, "object"))
    : withNewlines(cursor, true, () => parseObject(cursor, opening));
}

function isFor(cursor: Cursor): boolean {
  const token = peek(cursor);
  return token.kind === "identifier" && token.end - token.start === 3 && textOf(cursor, token) === "for";
}

function parseObject(cursor: Cursor, opening: Token): HclObject {
  const items: HclObjectItem[] = [];
  for (;;) {
    while (isLineBreak(peek(cursor))) take(cursor);
    const closing = takeIf(cursor, "}");
    if (closing) return { type: "HclObject", range: [opening.start, closing.end], items };
    items.push(parseObjectItem(cursor, opening));
    const next = peek(cursor);
    if (next.kind === "}" || isLineBreak(next)) continue;
    if (!takeIf(cursor, ",")) failAtObjectSeparator(cursor, opening, next);
  }
}

function parseObjectItem(cursor: Cursor, opening: Token): HclObjectItem {
  if (peek(cursor).kind === "end") failAtOpenObject(cursor, opening);
  const key = keyOf(parseExpression(cursor));
  const separator = peek(cursor);
  if (separator.kind !== "=" && separator.kind !== ":") failAtKey(cursor, key, separator);
  take(cursor);
  const value = parseExpression(cursor);
  const range = [key.range[0], value.range[1]] as const;
  return { type: "HclObjectItem", range, key, separator: separator.kind, value };
}

function keyOf(key: HclExpression): HclName | HclExpression {
  return key.type === "HclTraversal" && key.steps.length === 0 ? key.root : key;
}

function failAtKey(cursor: Cursor, key: HclName | HclExpression, next: Token): never {
  const written = words(cursor.text.slice(...key.range));
  fail(cursor, next, {
    message: `The key ${written} has no value: ${describe(cursor, next)} follows it.`,
    advice: "Write `key = value`; for a list of values use `[ … ]`.",
  });
}

function failAtObjectSeparator(cursor: Cursor, opening: Token, next: Token): never {
  if (next.kind === "end") failAtOpenObject(cursor, opening);
  fail(cursor, next, {
    message: `Between two items of an object belongs a comma or a new line, but ${describe(cursor, next)} follows.`,
    advice: "Begin a new line or write the comma.",
  });
}

function failAtOpenObject(cursor: Cursor, opening: Token): never {
  failAt(cursor, [opening.start, opening.end], {
    message: "The object that `{` opens here is never closed.",
    advice: "Write its `}`.",
  });
}

/** From behind the first word of a function's name: `name(…)`, `provider::name(…)`. */
export function parseCall(cursor: Cursor, first: HclName): HclExpression {
  const name = parseFunctionName(cursor, first);
  return withNewlines(cursor, false, () => parseArguments(cursor, name));
}

function parseFunctionName(cursor: Cursor, first: HclName): HclName {
  let { name } = first;
  let [, end] = first.range;
  while (takeIf(cursor, "::")) {
    const word = peek(cursor);
    if (word.kind !== "identifier") {
      fail(cursor, word, {
        message: `Behind ${words(`${name}::`)} belongs the name of a function, but ${describe(cursor, word)} follows.`,
        advice: "Write the name of the function.",
      });
    }
    take(cursor);
    name += `::${textOf(cursor, word)}`;
    ({ end } = word);
  }
  const next = peek(cursor);
  if (next.kind === "(") return { type: "HclName", name, range: [first.range[0], end] };
  return fail(cursor, next, {
    message: `${words(name)} names a function, but ${describe(cursor, next)} follows where \`(\` belongs.`,
    advice: "Write its arguments in parentheses.",
  });
}

function parseArguments(cursor: Cursor, name: HclName): HclExpression {
  const opening = take(cursor);
  const values: HclExpression[] = [];
  let expandsLast = false;
  while (peek(cursor).kind !== ")") {
    values.push(parseExpression(cursor));
    expandsLast = takeIf(cursor, "...") !== undefined;
    const next = peek(cursor);
    if (next.kind === ")") break;
    if (expandsLast) failAtExpansion(cursor, next);
    if (!takeIf(cursor, ",")) failAtSeparator(cursor, next, `call of ${words(name.name)}`, ")", opening);
  }
  const closing = take(cursor);
  return { type: "HclCall", range: [name.range[0], closing.end], name, arguments: values, expandsLast };
}

function failAtExpansion(cursor: Cursor, next: Token): never {
  fail(cursor, next, {
    message: `Behind \`...\` belongs \`)\`, but ${describe(cursor, next)} follows.`,
    advice: "Expand only the last argument.",
  });
}

function failAtSeparator(cursor: Cursor, next: Token, what: string, closing: string, opening: Token): never {
  if (next.kind === "end") {
    failAt(cursor, [opening.start, opening.end], {
      message: `The ${what} that is opened here is never closed.`,
      advice: `Write its \`${closing}\`.`,
    });
  }
  fail(cursor, next, {
    message: `In this ${what} a comma or \`${closing}\` belongs before ${describe(cursor, next)}.`,
    advice: "Write the missing comma.",
  });
}

function isLineBreak({ kind }: Token): boolean {
  return kind !== "end" && endsLine(kind);
}
