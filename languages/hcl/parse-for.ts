/** Parses `for` expressions, which build a list or an object from another one. */

import { describe, fail, failAt, peek, take, takeIf, textOf, type Cursor } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import type { Token } from "./token.ts";
import type { HclExpression, HclFor, HclName } from "./tree.ts";

/** `for name in collection`, or `for key, name in collection`: the head, also of a directive in a template. */
export interface ForHead {
  readonly keyName?: HclName;
  readonly valueName: HclName;
  readonly collection: HclExpression;
}

/** From the word `for`, which the opening bracket was taken before, to the closing bracket. */
export function parseFor(cursor: Cursor, opening: Token, style: "tuple" | "object"): HclFor {
  take(cursor);
  const head = parseForHead(cursor);
  if (!takeIf(cursor, ":")) missed(cursor, "Behind the collection of a `for` belongs `:`", "Write `: ` and the value.");
  const first = parseExpression(cursor);
  const second = parseResult(cursor, first, style);
  const groups = parseGrouping(cursor, style);
  const condition = takeWord(cursor, "if") ? parseExpression(cursor) : undefined;
  const closing = takeIf(cursor, style === "tuple" ? "]" : "}");
  if (!closing) {
    const bracket = style === "tuple" ? "`]`" : "`}`";
    return missed(cursor, `At the end of a \`for\` belongs ${bracket}`, `Write the missing ${bracket}.`);
  }
  return {
    type: "HclFor",
    range: [opening.start, closing.end],
    style,
    ...head,
    ...(second ? { key: first, value: second } : { value: first }),
    groups,
    ...(condition && { condition }),
  };
}

export function parseForHead(cursor: Cursor): ForHead {
  const first = parseName(cursor);
  const second = takeIf(cursor, ",") ? parseName(cursor) : undefined;
  if (!takeWord(cursor, "in")) {
    missed(cursor, "Behind the names of a `for` belongs `in`", "Write `for name in collection`.");
  }
  const collection = parseExpression(cursor);
  return second ? { keyName: first, valueName: second, collection } : { valueName: first, collection };
}

/** What stands behind `=>`, which an object needs and a list cannot have. */
function parseResult(cursor: Cursor, first: HclExpression, style: "tuple" | "object"): HclExpression | undefined {
  const next = peek(cursor);
  if (next.kind === "=>" && style === "tuple") {
    failAt(cursor, first.range, {
      message: "A `for` in `[ … ]` builds a list and takes no key before `=>`.",
      advice: "Delete the key, or write `{ … }` to build an object.",
    });
  }
  if (next.kind !== "=>" && style === "object") {
    failAt(cursor, first.range, {
      message: "A `for` in `{ … }` builds an object and needs a key.",
      advice: "Write `key => value`, or `[ … ]` to build a list.",
    });
  }
  return takeIf(cursor, "=>") ? parseExpression(cursor) : undefined;
}

function parseGrouping(cursor: Cursor, style: "tuple" | "object"): boolean {
  const mark = takeIf(cursor, "...");
  if (mark && style === "tuple") {
    fail(cursor, mark, {
      message: "`...` groups values by key, and a list has no keys.",
      advice: "Delete it, or write `{ … }` with a key.",
    });
  }
  return mark !== undefined;
}

function parseName(cursor: Cursor): HclName {
  const token = peek(cursor);
  if (token.kind !== "identifier") {
    missed(cursor, "In a `for` the name of a variable belongs here", "Write `for name in collection`.");
  }
  take(cursor);
  return { type: "HclName", name: textOf(cursor, token), range: [token.start, token.end] };
}

function takeWord(cursor: Cursor, word: string): boolean {
  const token = peek(cursor);
  if (token.kind !== "identifier" || textOf(cursor, token) !== word) return false;
  take(cursor);
  return true;
}

function missed(cursor: Cursor, what: string, advice: string): never {
  const next = peek(cursor);
  fail(cursor, next, { message: `${what}, but ${describe(cursor, next)} follows.`, advice });
}
