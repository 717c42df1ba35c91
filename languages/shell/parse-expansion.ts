/** What a shell expands: parameters, command and process substitutions, arithmetic. */

import { complain, type Cursor, deepest, peek, peekName, rangeOf, startsWith } from "./cursor.ts";
import { readList } from "./parse-list.ts";
import { readParts, readQuotedParts, type WordEnds } from "./parse-word.ts";
import type { ShellArithmetic, ShellParameter, ShellPart, ShellSubstitution } from "./tree.ts";

/** At a `$`; `undefined` where it begins nothing. */
export function readDollar(cursor: Cursor): ShellPart | undefined {
  const start = cursor.at;
  if (startsWith(cursor, "$((")) {
    const end = arithmeticEnd(cursor, start + 3);
    if (end !== undefined) return readArithmetic(cursor, start, start + 3, end, 2);
  }
  if (startsWith(cursor, "$(")) return readSubstitution(cursor, "$(");
  if (startsWith(cursor, "${")) return readBraced(cursor);
  if (startsWith(cursor, "$[")) {
    const end = cursor.text.indexOf("]", start + 2);
    if (end !== -1 && end < cursor.end) return readArithmetic(cursor, start, start + 2, end, 1);
  }
  cursor.at += 1;
  const name = peekName(cursor) || special(peek(cursor));
  if (name === "") {
    cursor.at = start;
    return undefined;
  }
  cursor.at += name.length;
  return { type: "ShellParameter", range: rangeOf(cursor, start), name, hasBraces: false };
}

function special(next: string): string {
  return next !== "" && "0123456789@*#?-$!".includes(next) ? next : "";
}

/** At `$(`, `<(` or `>(`. */
export function readSubstitution(cursor: Cursor, form: ShellSubstitution["form"]): ShellSubstitution {
  const start = cursor.at;
  cursor.at += 2;
  const outer = cursor.isQuoted;
  cursor.isQuoted = false;
  const body = nested(cursor, () => readList(cursor, closingParenthesis));
  cursor.isQuoted = outer;
  if (peek(cursor) === ")") cursor.at += 1;
  else complain(cursor, start, start + 2, `This \`${form}\` is never closed by \`)\`.`, "Close it.");
  return { type: "ShellSubstitution", range: rangeOf(cursor, start), form, ...(body && { body }) };
}

const closingParenthesis: ReadonlySet<string> = new Set([")"]);

export function readBackquotes(cursor: Cursor): ShellSubstitution {
  const start = cursor.at;
  let end = start + 1;
  let hasEscapes = false;
  while (end < cursor.end && cursor.text.charAt(end) !== "`") {
    if (cursor.text.charAt(end) !== "\\") end += 1;
    else {
      hasEscapes ||= "`$\\".includes(cursor.text.charAt(end + 1));
      end += 2;
    }
  }
  if (end >= cursor.end) {
    complain(cursor, start, start + 1, "This backquote opens a command that nothing closes.", "Close it.");
    cursor.at = cursor.end;
    return { type: "ShellSubstitution", range: rangeOf(cursor, start), form: "`" };
  }
  cursor.at = start + 1;
  const body = hasEscapes
    ? undefined
    : within(cursor, end, () => nested(cursor, () => readList(cursor, new Set<string>())));
  cursor.at = end + 1;
  return { type: "ShellSubstitution", range: rangeOf(cursor, start), form: "`", ...(body && { body }) };
}

/** Reads a part of the text as if it ended there. */
export function within<Result>(cursor: Cursor, end: number, read: () => Result): Result {
  const outer = cursor.end;
  cursor.end = Math.min(end, outer);
  const result = read();
  cursor.end = outer;
  return result;
}

/** `undefined` beyond what anybody nests; the rest of the text is then left unread. */
export function nested<Result>(cursor: Cursor, read: () => Result): Result | undefined {
  if (cursor.depth >= deepest) {
    complain(cursor, cursor.at, cursor.at + 1, "This is nested too deeply to be read.");
    cursor.at = cursor.end;
    return undefined;
  }
  cursor.depth += 1;
  const result = read();
  cursor.depth -= 1;
  return result;
}

/**
 * Where the `))` stands that closes what was opened by `((` before `from`; `undefined` where there is none, so that the
 * parentheses are two subshells.
 */
export function arithmeticEnd(cursor: Cursor, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < cursor.end; at += 1) {
    switch (cursor.text.charAt(at)) {
      case "\\":
        at += 1;
        break;
      case "(":
        depth += 1;
        break;
      case ")":
        if (depth === 0) return cursor.text.charAt(at + 1) === ")" && at + 1 < cursor.end ? at : undefined;
        depth -= 1;
        break;
      case "'":
      case '"': {
        const close = cursor.text.indexOf(cursor.text.charAt(at), at + 1);
        if (close === -1 || close >= cursor.end) return undefined;
        at = close;
        break;
      }
    }
  }
  return undefined;
}

/** From `from` up to `end`; `closing` characters follow. */
export function readArithmetic(
  cursor: Cursor,
  start: number,
  from: number,
  end: number,
  closing: number,
): ShellArithmetic {
  cursor.at = from;
  const parts = within(cursor, end, () => nested(cursor, () => readQuotedParts(cursor, undefined)));
  cursor.at = end + closing;
  const expansions = (parts ?? []).filter(({ type }) => type !== "ShellLiteral");
  return { type: "ShellArithmetic", range: rangeOf(cursor, start), parts: expansions };
}

const operatorPattern = /:[-=?+]|##|%%|\/\/|\/#|\/%|\^\^|,,|[-=?+#%/^,:@]/y;

function readBraced(cursor: Cursor): ShellParameter {
  const start = cursor.at;
  cursor.at += 2;
  const prefix = prefixHere(cursor);
  if (prefix) cursor.at += 1;
  const digits = /^\d+/u.exec(cursor.text.slice(cursor.at, Math.min(cursor.at + 4, cursor.end)))?.[0];
  const name = peekName(cursor) || digits || special(peek(cursor));
  cursor.at += name.length;
  const index = readIndex(cursor);
  operatorPattern.lastIndex = cursor.at;
  const operator = peek(cursor) === "}" ? undefined : operatorPattern.exec(cursor.text)?.[0];
  const argument = nested(cursor, () => readArgument(cursor, operator));
  const isClosed = peek(cursor) === "}";
  if (isClosed) cursor.at += 1;
  else complain(cursor, start, start + 2, "This `${` is never closed by `}`.", "Close it.");
  if (isClosed && name === "" && cursor.at > start + 3)
    complain(cursor, start, cursor.at, `\`${shorten(cursor, start)}\` names no variable that the shell can expand.`);
  return {
    type: "ShellParameter",
    range: rangeOf(cursor, start),
    name,
    hasBraces: true,
    ...(prefix && { prefix }),
    ...(index !== undefined && { index }),
    ...(operator !== undefined && { operator }),
    ...(argument && argument.length > 0 && { argument }),
  };
}

/** `#` before a name is its length, alone it is the number of arguments. */
function prefixHere(cursor: Cursor): "#" | "!" | undefined {
  const next = peek(cursor);
  if (next !== "#" && next !== "!") return undefined;
  const after = peek(cursor, 1);
  if (next === "#" && "@*?-$!#".includes(after) && peek(cursor, 2) === "}") return next;
  return /[A-Za-z0-9_]/u.test(after) || (next === "#" && (after === "@" || after === "*")) ? next : undefined;
}

function readIndex(cursor: Cursor): string | undefined {
  if (peek(cursor) !== "[") return undefined;
  const start = cursor.at + 1;
  let depth = 0;
  for (let at = cursor.at; at < cursor.end && cursor.text.charAt(at) !== "\n"; at += 1) {
    const next = cursor.text.charAt(at);
    if (next === "[") depth += 1;
    if (next === "]") depth -= 1;
    if (depth > 0) continue;
    cursor.at = at + 1;
    return cursor.text.slice(start, at);
  }
  return undefined;
}

const untilBrace: WordEnds = { endsAt: (next) => next === "" || next === "}" };
const untilQuotedBrace: WordEnds = { ...untilBrace, keepsApostrophes: true };

function readArgument(cursor: Cursor, operator: string | undefined): readonly ShellPart[] {
  if (operator !== undefined) cursor.at += operator.length;
  if (peek(cursor) === "}") return [];
  // What is cut out by a pattern may be quoted even between double quotes; a default may not.
  const isPattern = operator !== undefined && "#%/^,".includes(operator.charAt(0));
  return readParts(cursor, cursor.isQuoted && !isPattern ? untilQuotedBrace : untilBrace);
}

function shorten(cursor: Cursor, start: number): string {
  return cursor.text.slice(start, Math.min(cursor.at, start + 40)).replace(/\s+/gu, " ");
}
