/** Lists of commands: what stands between separators, pipes and `&&`, and where a line ends. */

import {
  complain,
  type Cursor,
  emptyRange,
  peek,
  peekReserved,
  rangeOf,
  skipBlanks,
  skipComment,
  startsWith,
} from "./cursor.ts";
import { readCommand } from "./parse-command.ts";
import { readHereDocuments } from "./here-document.ts";
import type { ShellAndOr, ShellCommand, ShellList, ShellPipeline } from "./tree.ts";

/** Reads up to one of the tokens that end it (which is left there), one that ends a list around it, or the end. */
export function readList(cursor: Cursor, ends: ReadonlySet<string>): ShellList {
  const items: ShellAndOr[] = [];
  cursor.open.push(ends);
  skipLines(cursor);
  const start = cursor.at;
  while (cursor.at < cursor.end) {
    const closer = closerHere(cursor);
    if (closer !== undefined) {
      if (cursor.open.some((each) => each.has(closer))) break;
      complain(cursor, cursor.at, cursor.at + closer.length, strayMessage(closer), "Delete it, or write what it ends.");
      cursor.at += closer.length;
      skipLines(cursor);
      continue;
    }
    const before = cursor.at;
    const item = readAndOr(cursor);
    if (item) items.push(item);
    readSeparator(cursor, item !== undefined);
    // Whatever cannot begin a command is left behind, so that reading always comes to an end.
    if (cursor.at === before) {
      complain(cursor, before, before + 1, `\`${peek(cursor)}\` cannot stand here: a command is expected.`);
      cursor.at += 1;
    }
    skipLines(cursor);
  }
  cursor.open.pop();
  const last = items.at(-1)?.range[1];
  if (last === undefined) return { type: "ShellList", range: rangeOf(cursor, start, start), items };
  return { type: "ShellList", range: [items[0]?.range[0] ?? last, last], items };
}

const closingWords = new Set(["then", "elif", "else", "fi", "do", "done", "esac", "}"]);
const closingMarks = [";;&", ";;", ";&", ")"];

/** The token here that ends some list. */
function closerHere(cursor: Cursor): string | undefined {
  const mark = closingMarks.find((each) => startsWith(cursor, each));
  if (mark !== undefined) return mark;
  const word = peekReserved(cursor);
  return closingWords.has(word) ? word : undefined;
}

const openers: Readonly<Record<string, string>> = {
  then: "`if`",
  elif: "`if`",
  else: "`if`",
  fi: "`if`",
  do: "`for` or `while`",
  done: "`for` or `while`",
  esac: "`case`",
  "}": "`{`",
  ")": "`(`",
};

function strayMessage(closer: string): string {
  const opener = openers[closer] ?? "`case`";
  return `This \`${closer}\` belongs to no ${opener}.`;
}

/** White space, comments and line ends; here-documents begin behind a line end. */
export function skipLines(cursor: Cursor): void {
  for (;;) {
    skipBlanks(cursor);
    skipComment(cursor);
    if (peek(cursor) !== "\n") return;
    takeLineEnd(cursor);
  }
}

function takeLineEnd(cursor: Cursor): void {
  cursor.at += 1;
  if (cursor.waiting.length > 0) readHereDocuments(cursor);
}

/** `;`, `&` or the end of a line behind a command. */
function readSeparator(cursor: Cursor, hasCommand: boolean): void {
  skipBlanks(cursor);
  if (closingMarks.some((mark) => mark !== ")" && startsWith(cursor, mark))) return;
  if (peek(cursor) === ";" || (peek(cursor) === "&" && hasCommand)) {
    if (hasCommand) cursor.at += 1;
    else {
      complain(cursor, cursor.at, cursor.at + 1, `\`${peek(cursor)}\` cannot stand here: a command is expected.`);
      cursor.at += 1;
    }
    return;
  }
  skipComment(cursor);
  if (peek(cursor) === "\n") takeLineEnd(cursor);
  else if (hasCommand && peek(cursor) === "(") {
    complain(cursor, cursor.at, cursor.at + 1, "`(` cannot stand here: the command before it is not finished.");
    cursor.at += 1;
  }
}

function readAndOr(cursor: Cursor): ShellAndOr | undefined {
  const start = cursor.at;
  const first = readPipeline(cursor);
  if (!first) return undefined;
  const pipelines: ShellPipeline[] = [first];
  const operators: ("&&" | "||")[] = [];
  for (;;) {
    skipBlanks(cursor);
    const operator = startsWith(cursor, "&&") ? "&&" : startsWith(cursor, "||") ? "||" : undefined;
    if (operator === undefined) break;
    const at = cursor.at;
    cursor.at += 2;
    skipLines(cursor);
    const next = isCommandHere(cursor) ? readPipeline(cursor) : undefined;
    if (!next) {
      complain(cursor, at, at + 2, `No command follows \`${operator}\`.`, "Write one, or delete the operator.");
      break;
    }
    operators.push(operator);
    pipelines.push(next);
  }
  const isBackground = peek(cursor) === "&" && !startsWith(cursor, "&&");
  const end = pipelines.at(-1)?.range[1] ?? emptyRange(cursor)[1];
  return { type: "ShellAndOr", range: [rangeOf(cursor, start)[0], end], pipelines, operators, isBackground };
}

function isCommandHere(cursor: Cursor): boolean {
  return cursor.at < cursor.end && closerHere(cursor) === undefined;
}

function readPipeline(cursor: Cursor): ShellPipeline | undefined {
  const start = cursor.at;
  let isNegated = false;
  for (let word = peekReserved(cursor); word === "!" || word === "time"; word = peekReserved(cursor)) {
    if (word === "!") isNegated = !isNegated;
    cursor.at += word.length;
    skipBlanks(cursor);
    while (word === "time" && startsWith(cursor, "-p")) {
      cursor.at += 2;
      skipBlanks(cursor);
    }
  }
  const first = readCommand(cursor);
  if (!first) {
    if (cursor.at === start) return undefined;
    return { type: "ShellPipeline", range: rangeOf(cursor, start), commands: [], isNegated };
  }
  const commands: ShellCommand[] = [first];
  for (;;) {
    skipBlanks(cursor);
    if (peek(cursor) !== "|" || startsWith(cursor, "||")) break;
    const at = cursor.at;
    cursor.at += peek(cursor, 1) === "&" ? 2 : 1;
    skipLines(cursor);
    const next = isCommandHere(cursor) ? readCommand(cursor) : undefined;
    if (!next) {
      complain(cursor, at, at + 1, "No command follows `|`.", "Write one, or delete the bar.");
      break;
    }
    commands.push(next);
  }
  const end = commands.at(-1)?.range[1] ?? emptyRange(cursor)[1];
  return { type: "ShellPipeline", range: [rangeOf(cursor, start)[0], end], commands, isNegated };
}
