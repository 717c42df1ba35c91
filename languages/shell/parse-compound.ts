/** Compound commands: groups, conditions, loops, cases and tests. */

import {
  complain,
  type Cursor,
  emptyRange,
  peek,
  peekName,
  peekReserved,
  rangeOf,
  skipBlanks,
  startsWith,
} from "./cursor.ts";
import { readFunctionKeyword } from "./parse-command.ts";
import { arithmeticEnd, nested, readArithmetic } from "./parse-expansion.ts";
import { readList, skipLines } from "./parse-list.ts";
import { type WordEnds, ordinaryWord, readWord, regexWord } from "./parse-word.ts";
import { readRedirections } from "./redirection.ts";
import type { ShellBranch, ShellCaseItem, ShellCompoundCommand, ShellFor, ShellList, ShellWord } from "./tree.ts";

/** `undefined` where none begins. */
export function readCompound(cursor: Cursor): ShellCompoundCommand | undefined {
  const start = cursor.at;
  const read = compounds.get(peek(cursor) === "(" ? "(" : peekReserved(cursor));
  if (!read || cursor.holes.has(start)) return undefined;
  const command = nested(cursor, () => read(cursor, start));
  // Redirections behind it belong to it.
  return command && { ...command, range: rangeOf(cursor, start) };
}

type Read = (cursor: Cursor, start: number) => ShellCompoundCommand;

const compounds: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["(", readParenthesis],
  ["{", readBraces],
  ["if", readIf],
  ["while", readLoop],
  ["until", readLoop],
  ["for", readFor],
  ["select", readFor],
  ["case", readCase],
  ["function", readFunctionKeyword],
  ["[[", readTest],
]);

function readParenthesis(cursor: Cursor, start: number): ShellCompoundCommand {
  const end = startsWith(cursor, "((") ? arithmeticEnd(cursor, start + 2) : undefined;
  if (end !== undefined) {
    const arithmetic = readArithmetic(cursor, start, start + 2, end, 2);
    return {
      type: "ShellArithmeticCommand",
      range: rangeOf(cursor, start),
      arithmetic,
      redirections: readRedirections(cursor),
    };
  }
  cursor.at += 1;
  const body = readList(cursor, ends(")"));
  expect(cursor, ")", start, 1, body);
  return {
    type: "ShellGroup",
    range: rangeOf(cursor, start),
    isSubshell: true,
    body,
    redirections: readRedirections(cursor),
  };
}

function readBraces(cursor: Cursor, start: number): ShellCompoundCommand {
  cursor.at += 1;
  const body = readList(cursor, ends("}"));
  expect(cursor, "}", start, 1, body);
  return {
    type: "ShellGroup",
    range: rangeOf(cursor, start),
    isSubshell: false,
    body,
    redirections: readRedirections(cursor),
  };
}

function readIf(cursor: Cursor, start: number): ShellCompoundCommand {
  const branches: ShellBranch[] = [];
  let otherwise: ShellList | undefined;
  for (let word = "if"; word === "if" || word === "elif"; word = peekReserved(cursor)) {
    const at = cursor.at;
    cursor.at += word.length;
    const condition = readList(cursor, ends("then", "elif", "else", "fi"));
    expect(cursor, "then", at, word.length, condition);
    const body = readList(cursor, ends("elif", "else", "fi"));
    if (peekReserved(cursor) !== "") forbidEmpty(cursor, body, "then", peekReserved(cursor));
    branches.push({ type: "ShellBranch", range: rangeOf(cursor, at), condition, body });
  }
  if (peekReserved(cursor) === "else") {
    cursor.at += "else".length;
    otherwise = readList(cursor, ends("fi"));
    if (peekReserved(cursor) === "fi") forbidEmpty(cursor, otherwise, "else", "fi");
  }
  expect(cursor, "fi", start, 2);
  const end = rangeOf(cursor, start);
  return {
    type: "ShellIf",
    range: end,
    branches,
    ...(otherwise && { otherwise }),
    redirections: readRedirections(cursor),
  };
}

function readLoop(cursor: Cursor, start: number): ShellCompoundCommand {
  const word = peekReserved(cursor);
  cursor.at += word.length;
  const condition = readList(cursor, ends("do", "done"));
  const body = readBody(cursor, start, word, condition);
  return {
    type: "ShellLoop",
    range: rangeOf(cursor, start),
    isUntil: word === "until",
    condition,
    body,
    redirections: readRedirections(cursor),
  };
}

/** `do … done`. */
function readBody(cursor: Cursor, start: number, word: string, condition?: ShellList): ShellList {
  expect(cursor, "do", start, word.length, condition);
  const body = readList(cursor, ends("done"));
  if (peekReserved(cursor) === "done") forbidEmpty(cursor, body, "do", "done");
  expect(cursor, "done", start, word.length);
  return body;
}

function readFor(cursor: Cursor, start: number): ShellFor {
  const word = peekReserved(cursor);
  cursor.at += word.length;
  skipBlanks(cursor);
  const head = readForHead(cursor, start, word);
  skipBlanks(cursor);
  if (peek(cursor) === ";") cursor.at += 1;
  skipLines(cursor);
  const body = peekReserved(cursor) === "{" ? readBracedBody(cursor) : readBody(cursor, start, word);
  return { type: "ShellFor", range: rangeOf(cursor, start), ...head, body, redirections: readRedirections(cursor) };
}

function readBracedBody(cursor: Cursor): ShellList {
  const start = cursor.at;
  cursor.at += 1;
  const body = readList(cursor, ends("}"));
  expect(cursor, "}", start, 1, body);
  return body;
}

function readForHead(cursor: Cursor, start: number, word: string): Pick<ShellFor, "name" | "words" | "arithmetic"> {
  const end = startsWith(cursor, "((") ? arithmeticEnd(cursor, cursor.at + 2) : undefined;
  if (end !== undefined) return { arithmetic: readArithmetic(cursor, cursor.at, cursor.at + 2, end, 2) };
  const name = peekName(cursor);
  if (name === "") complain(cursor, start, cursor.at, `This \`${word}\` names no variable.`, "Name it.");
  cursor.at += name.length;
  const after = cursor.at;
  skipLines(cursor);
  if (peekReserved(cursor) !== "in") {
    if (peekReserved(cursor) !== "do") cursor.at = after;
    return { name };
  }
  cursor.at += 2;
  const words: ShellWord[] = [];
  for (;;) {
    skipBlanks(cursor);
    const each = peek(cursor) === "#" ? undefined : readWord(cursor);
    if (!each) return { name, words };
    words.push(each);
  }
}

function readCase(cursor: Cursor, start: number): ShellCompoundCommand {
  cursor.at += "case".length;
  skipBlanks(cursor);
  const subject = readWord(cursor) ?? { type: "ShellWord", range: emptyRange(cursor), parts: [] };
  skipLines(cursor);
  expect(cursor, "in", start, 4);
  const items: ShellCaseItem[] = [];
  for (;;) {
    skipLines(cursor);
    if (peekReserved(cursor) === "esac" || cursor.at >= cursor.end) break;
    const before = cursor.at;
    const item = readCaseItem(cursor);
    if (item) items.push(item);
    if (cursor.at === before) break;
  }
  expect(cursor, "esac", start, 4);
  return { type: "ShellCase", range: rangeOf(cursor, start), subject, items, redirections: readRedirections(cursor) };
}

function readCaseItem(cursor: Cursor): ShellCaseItem | undefined {
  const start = cursor.at;
  if (peek(cursor) === "(") cursor.at += 1;
  const patterns: ShellWord[] = [];
  for (;;) {
    skipBlanks(cursor);
    const pattern = readWord(cursor);
    if (pattern) patterns.push(pattern);
    skipBlanks(cursor);
    if (!pattern || peek(cursor) !== "|") break;
    cursor.at += 1;
  }
  if (peek(cursor) !== ")") {
    complain(cursor, start, cursor.at, "A pattern of `case` ends with `)`, and this one does not.", "Write the `)`.");
    return undefined;
  }
  cursor.at += 1;
  const body = readList(cursor, ends(";;", ";&", ";;&", "esac"));
  const end = cursor.at;
  const terminator = [";;&", ";;", ";&"].find((each) => startsWith(cursor, each));
  if (terminator !== undefined) cursor.at += terminator.length;
  else if (peekReserved(cursor) !== "esac") return undefined;
  return { type: "ShellCaseItem", range: rangeOf(cursor, start, end), patterns, body };
}

/** `[[ … ]]`: operators are words of one literal. */
function readTest(cursor: Cursor, start: number): ShellCompoundCommand {
  cursor.at += 2;
  const operands: ShellWord[] = [];
  let ends: WordEnds = ordinaryWord;
  let isClosed = false;
  for (;;) {
    skipLines(cursor);
    const before = cursor.at;
    const word = readWord(cursor, ends) ?? readTestOperator(cursor);
    if (!word || cursor.at === before) break;
    const text = cursor.text.slice(before, cursor.at);
    if (text === "]]" && ends === ordinaryWord) {
      isClosed = true;
      break;
    }
    operands.push(word);
    ends = text === "=~" ? regexWord() : ordinaryWord;
  }
  if (!isClosed) complain(cursor, start, start + 2, "This `[[` is never closed by `]]`.", "Close it.");
  return { type: "ShellTest", range: rangeOf(cursor, start), operands, redirections: readRedirections(cursor) };
}

function readTestOperator(cursor: Cursor): ShellWord | undefined {
  const operator = ["&&", "||", "(", ")", "<", ">"].find((each) => startsWith(cursor, each));
  if (operator === undefined) return undefined;
  const start = cursor.at;
  cursor.at += operator.length;
  const range = rangeOf(cursor, start);
  return { type: "ShellWord", range, parts: [{ type: "ShellLiteral", range, value: operator }] };
}

const sets = new Map<string, ReadonlySet<string>>();

function ends(...tokens: readonly string[]): ReadonlySet<string> {
  const key = tokens.join(" ");
  const known = sets.get(key) ?? new Set(tokens);
  sets.set(key, known);
  return known;
}

/** The token that must come next; what it belongs to begins at `start`. `list`: what stands before it, and must not be empty. */
function expect(cursor: Cursor, token: string, start: number, length: number, list?: ShellList): void {
  const isHere = token === ")" ? peek(cursor) === ")" : peekReserved(cursor) === token;
  const opener = cursor.text.slice(start, start + length);
  if (!isHere) {
    complain(
      cursor,
      start,
      start + length,
      `This \`${opener}\` is never followed by its \`${token}\`.`,
      `Write the \`${token}\`.`,
    );
    return;
  }
  if (list) forbidEmpty(cursor, list, opener, token);
  cursor.at += token.length;
}

function forbidEmpty(cursor: Cursor, list: ShellList, opener: string, closer: string): void {
  if (list.items.length > 0) return;
  const message = `There is no command between \`${opener}\` and \`${closer}\`, which the shell does not allow.`;
  complain(cursor, cursor.at, cursor.at + closer.length, message, "Write one; `:` does nothing.");
}
