/** Words of a shell script and what they are made of: literals, quotes, parameters, substitutions. */

import { afterContinuation, complain, type Cursor, isContinuation, peek, rangeOf } from "./cursor.ts";
import { nested, readBackquotes, readDollar, readSubstitution } from "./parse-expansion.ts";
import type { ShellPart, ShellWord } from "./tree.ts";

export interface WordEnds {
  /** Whether a character (at the cursor) ends the word. */
  readonly endsAt: (next: string, cursor: Cursor) => boolean;
  /** `@(…)` and its like are patterns. */
  readonly holdsPatterns?: boolean;
  /** `'` is a character like any other: the word lies between double quotes. */
  readonly keepsApostrophes?: boolean;
}

const metacharacters = new Set(["", " ", "\t", "\n", "|", "&", ";", "(", ")", "<", ">"]);

export const ordinaryWord: WordEnds = {
  endsAt: (next, cursor) => metacharacters.has(next) || (next === "\r" && peek(cursor, 1) === "\n"),
  holdsPatterns: true,
};

/** A word of a regular expression in `[[ … =~ … ]]`: parentheses and bars belong to it. */
export function regexWord(): WordEnds {
  let depth = 0;
  return {
    endsAt(next) {
      if (next === "" || next === "\n") return true;
      if (next === "(") depth += 1;
      if (next === ")") depth -= 1;
      return depth < 0 || (depth === 0 && (next === " " || next === "\t"));
    },
  };
}

/** `undefined` where no word begins. */
export function readWord(cursor: Cursor, ends: WordEnds = ordinaryWord): ShellWord | undefined {
  const start = cursor.at;
  const parts = readParts(cursor, ends);
  return cursor.at === start ? undefined : { type: "ShellWord", range: rangeOf(cursor, start), parts };
}

export function readParts(cursor: Cursor, ends: WordEnds): readonly ShellPart[] {
  const parts: ShellPart[] = [];
  let literal = "";
  let literalStart = cursor.at;
  const flush = (): void => {
    if (literal !== "") parts.push({ type: "ShellLiteral", range: rangeOf(cursor, literalStart), value: literal });
    literal = "";
  };
  for (;;) {
    const hole = cursor.holes.get(cursor.at);
    const next = peek(cursor);
    if (hole === undefined && ends.endsAt(next, cursor) && !opensProcess(cursor, next)) break;
    if (cursor.at >= cursor.end) break;
    if (hole === undefined && isContinuation(cursor)) {
      flush();
      cursor.at = afterContinuation(cursor);
      literalStart = cursor.at;
      continue;
    }
    const isPlain = hole === undefined && !isSpecial(next, ends) && !opensPattern(cursor, next, ends);
    if (isPlain) {
      if (literal === "") literalStart = cursor.at;
      literal += next;
      cursor.at += 1;
      continue;
    }
    const before = cursor.at;
    const saved = literal;
    flush();
    const part = readPart(cursor, next, hole);
    if (part) parts.push(part);
    else {
      // A `$` that begins nothing, a `<` that opens no process: text like any other.
      if (saved !== "") parts.pop();
      literal = saved + next;
      if (saved === "") literalStart = before;
      cursor.at = before + 1;
    }
  }
  flush();
  return parts;
}

const special = new Set(["\\", "'", '"', "$", "`", "<", ">"]);

function isSpecial(next: string, { keepsApostrophes }: WordEnds): boolean {
  return special.has(next) && !(next === "'" && keepsApostrophes === true);
}

function opensProcess(cursor: Cursor, next: string): boolean {
  return (next === "<" || next === ">") && peek(cursor, 1) === "(";
}

/** `@(…)`; `!(`, `*(`, `?(`, `+(` likewise. */
function opensPattern(cursor: Cursor, next: string, ends: WordEnds): boolean {
  return ends.holdsPatterns === true && peek(cursor, 1) === "(" && "@!*?+".includes(next);
}

function readPart(cursor: Cursor, next: string, hole: number | undefined): ShellPart | undefined {
  const start = cursor.at;
  if (hole !== undefined) {
    cursor.at = Math.max(start + 1, Math.min(hole, cursor.end));
    return { type: "ShellHole", range: rangeOf(cursor, start) };
  }
  switch (next) {
    case "\\":
      cursor.at = Math.min(start + 2, cursor.end);
      return { type: "ShellEscape", range: rangeOf(cursor, start), value: cursor.text.slice(start + 1, cursor.at) };
    case "'":
      return readSingleQuoted(cursor, start, false);
    case '"':
      return readString(cursor, start);
    case "$":
      if (peek(cursor, 1) === "'") {
        cursor.at += 1;
        return readSingleQuoted(cursor, start, true);
      }
      if (peek(cursor, 1) === '"') {
        cursor.at += 1;
        return readString(cursor, start);
      }
      return readDollar(cursor);
    case "`":
      return readBackquotes(cursor);
    case "<":
    case ">":
      return opensProcess(cursor, next) ? readSubstitution(cursor, `${next}(` as "<(" | ">(") : undefined;
    default:
      return readPattern(cursor);
  }
}

function readSingleQuoted(cursor: Cursor, start: number, isAnsi: boolean): ShellPart {
  const from = cursor.at + 1;
  let at = from;
  while (at < cursor.end && cursor.text.charAt(at) !== "'") at += isAnsi && cursor.text.charAt(at) === "\\" ? 2 : 1;
  at = Math.min(at, cursor.end);
  if (at >= cursor.end) complain(cursor, start, from, "This `'` opens a string that nothing closes.", "Close it.");
  cursor.at = Math.min(at + 1, cursor.end);
  return { type: "ShellQuoted", range: rangeOf(cursor, start), value: cursor.text.slice(from, at), isAnsi };
}

function readString(cursor: Cursor, start: number): ShellPart {
  cursor.at += 1;
  const parts = quoted(cursor, () => readQuotedParts(cursor, '"'));
  if (peek(cursor) === '"') cursor.at += 1;
  else complain(cursor, start, start + 1, 'This `"` opens a string that nothing closes.', "Close it.");
  return { type: "ShellString", range: rangeOf(cursor, start), parts };
}

/** Reads something in which an apostrophe quotes nothing. */
export function quoted<Result>(cursor: Cursor, read: () => Result): Result {
  const outer = cursor.isQuoted;
  cursor.isQuoted = true;
  const result = read();
  cursor.isQuoted = outer;
  return result;
}

/** Between double quotes, or (with no closing character) in a here-document. */
export function readQuotedParts(cursor: Cursor, closing: '"' | undefined): readonly ShellPart[] {
  const parts: ShellPart[] = [];
  let literal = "";
  let literalStart = cursor.at;
  const flush = (): void => {
    if (cursor.at > literalStart && literal !== "")
      parts.push({ type: "ShellLiteral", range: rangeOf(cursor, literalStart), value: literal });
    literal = "";
  };
  while (cursor.at < cursor.end) {
    const hole = cursor.holes.get(cursor.at);
    const next = peek(cursor);
    if (hole === undefined && next === closing) break;
    if (hole === undefined && next === "\\") {
      const escaped = peek(cursor, 1);
      if (escaped !== "\n") literal += '$`"\\'.includes(escaped) ? escaped : next + escaped;
      cursor.at = Math.min(cursor.at + 2, cursor.end);
      continue;
    }
    if (hole !== undefined || next === "$" || next === "`") {
      const before = cursor.at;
      const saved = literal;
      flush();
      const part =
        hole !== undefined ? readPart(cursor, next, hole) : next === "$" ? readDollar(cursor) : readBackquotes(cursor);
      if (part) {
        parts.push(part);
        literalStart = cursor.at;
        continue;
      }
      if (saved !== "") parts.pop();
      literal = saved;
      cursor.at = before;
    }
    literal += next;
    cursor.at += 1;
  }
  flush();
  return parts;
}

function readPattern(cursor: Cursor): ShellPart {
  const start = cursor.at;
  cursor.at += 2;
  const parts = nested(cursor, () => readParts(cursor, insidePattern)) ?? [];
  if (peek(cursor) === ")") cursor.at += 1;
  else
    complain(cursor, start, start + 2, `This \`${cursor.text.slice(start, start + 2)}\` is never closed.`, "Close it.");
  return { type: "ShellPattern", range: rangeOf(cursor, start), parts };
}

const insidePattern: WordEnds = { endsAt: (next) => next === "" || next === ")" || next === "\n", holdsPatterns: true };

/** Whether a text from here on reads `name=`, `name+=` or `name[…]=`; how long that is. */
export function assignmentHead(cursor: Cursor): { readonly name: string; readonly length: number } | undefined {
  assignmentPattern.lastIndex = cursor.at;
  const match = assignmentPattern.exec(cursor.text);
  if (!match || cursor.at + match[0].length > cursor.end) return undefined;
  return { name: match[1] ?? "", length: match[0].length };
}

const assignmentPattern = /([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\n\]]{0,200}\](?:\])?)?\+?=/y;
