/** Commands of a shell script: simple ones with their assignments and redirections, and functions. */

import { complain, type Cursor, peek, peekReserved, rangeOf, skipBlanks, startsWith } from "./cursor.ts";
import { readCompound } from "./parse-compound.ts";
import { skipLines } from "./parse-list.ts";
import { assignmentHead, ordinaryWord, readWord } from "./parse-word.ts";
import { readRedirection } from "./redirection.ts";
import type {
  ShellAssignment,
  ShellCommand,
  ShellFunction,
  ShellRedirection,
  ShellSimpleCommand,
  ShellWord,
} from "./tree.ts";

/** `undefined` where no command begins. */
export function readCommand(cursor: Cursor): ShellCommand | undefined {
  skipBlanks(cursor);
  if (peekReserved(cursor) === "coproc") {
    cursor.at += "coproc".length;
    skipBlanks(cursor);
  }
  return readCompound(cursor) ?? readSimple(cursor);
}

/** Commands that take `name=(…)` among their arguments. */
const declaring = new Set(["declare", "typeset", "local", "export", "readonly"]);

function readSimple(cursor: Cursor): ShellCommand | undefined {
  const start = cursor.at;
  const assignments: ShellAssignment[] = [];
  const words: ShellWord[] = [];
  const redirections: ShellRedirection[] = [];
  let end = cursor.at;
  for (;;) {
    skipBlanks(cursor);
    const before = cursor.at;
    const redirection = readRedirection(cursor);
    const mayAssign = words.length === 0 || declaring.has(wordText(words[0]) ?? "");
    const assignment = redirection || !mayAssign ? undefined : readAssignment(cursor, words.length === 0);
    if (redirection) redirections.push(redirection);
    else if (assignment && words.length === 0) assignments.push(assignment);
    else if (assignment) words.push({ type: "ShellWord", range: assignment.range, parts: partsOfArray(assignment) });
    else {
      if (peek(cursor) === "#") break;
      const word = readWord(cursor);
      if (!word) break;
      words.push(word);
      if (words.length === 1 && assignments.length === 0 && redirections.length === 0) {
        const declared = readFunctionBody(cursor, start, word);
        if (declared) return declared;
      }
    }
    end = cursor.at;
    if (cursor.at === before) break;
  }
  if (end === start) return undefined;
  cursor.at = end;
  return {
    type: "ShellSimpleCommand",
    range: rangeOf(cursor, start, end),
    assignments,
    words,
    redirections,
  } satisfies ShellSimpleCommand;
}

/** The text of a word without expansions; `undefined` for any other. */
function wordText(word: ShellWord | undefined): string | undefined {
  const [part] = word?.parts ?? [];
  return word?.parts.length === 1 && part?.type === "ShellLiteral" ? part.value : undefined;
}

/** `name=value`, `name+=value`, `name[index]=value`, `name=(…)`; behind a declaring command only the last of these. */
function readAssignment(cursor: Cursor, isPrefix: boolean): ShellAssignment | undefined {
  const head = assignmentHead(cursor);
  if (!head || cursor.holes.has(cursor.at)) return undefined;
  const start = cursor.at;
  const isArray = cursor.text.charAt(start + head.length) === "(" && start + head.length < cursor.end;
  if (!isPrefix && !isArray) return undefined;
  cursor.at += head.length;
  const isAppended = cursor.text.charAt(start + head.length - 2) === "+";
  const elements = isArray ? readElements(cursor) : undefined;
  const value = isArray ? undefined : readWord(cursor);
  return {
    type: "ShellAssignment",
    range: rangeOf(cursor, start),
    name: head.name,
    isAppended,
    ...(value && { value }),
    ...(elements && { elements }),
  };
}

function readElements(cursor: Cursor): readonly ShellWord[] {
  const start = cursor.at;
  cursor.at += 1;
  const elements: ShellWord[] = [];
  for (;;) {
    skipLines(cursor);
    const word = peek(cursor) === ")" ? undefined : readWord(cursor, ordinaryWord);
    if (!word) break;
    elements.push(word);
  }
  if (peek(cursor) === ")") cursor.at += 1;
  else complain(cursor, start, start + 1, "This `(` opens an array that nothing closes.", "Close it with `)`.");
  return elements;
}

function partsOfArray({ elements, value }: ShellAssignment): ShellWord["parts"] {
  return [...(elements ?? []), ...(value ? [value] : [])].flatMap(({ parts }) => parts);
}

/** `name() …`, behind its name. */
function readFunctionBody(cursor: Cursor, start: number, word: ShellWord): ShellFunction | undefined {
  const name = wordText(word);
  const after = cursor.at;
  skipBlanks(cursor);
  if (name === undefined || peek(cursor) !== "(") {
    cursor.at = after;
    return undefined;
  }
  cursor.at += 1;
  skipBlanks(cursor);
  if (peek(cursor) !== ")") {
    cursor.at = after;
    return undefined;
  }
  cursor.at += 1;
  return readBody(cursor, start, name, false);
}

/** At `function`. */
export function readFunctionKeyword(cursor: Cursor): ShellFunction {
  const start = cursor.at;
  cursor.at += "function".length;
  skipBlanks(cursor);
  const word = readWord(cursor);
  skipBlanks(cursor);
  if (startsWith(cursor, "(")) {
    cursor.at += 1;
    skipBlanks(cursor);
    if (peek(cursor) === ")") cursor.at += 1;
  }
  if (!word) complain(cursor, start, start + "function".length, "This `function` has no name.", "Name it.");
  return readBody(cursor, start, wordText(word) ?? "", true);
}

function readBody(cursor: Cursor, start: number, name: string, usesKeyword: boolean): ShellFunction {
  const head = cursor.at;
  skipLines(cursor);
  const body = readCompound(cursor);
  if (body) return { type: "ShellFunction", range: rangeOf(cursor, start), name, usesKeyword, body };
  complain(cursor, start, head, `The function \`${name}\` has no body.`, "Write it between `{` and `}`.");
  const range = rangeOf(cursor, head, head);
  const nothing = { type: "ShellSimpleCommand", range, assignments: [], words: [], redirections: [] } as const;
  return { type: "ShellFunction", range: rangeOf(cursor, start, head), name, usesKeyword, body: nothing };
}
