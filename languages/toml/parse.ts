/**
 * Reads TOML into its positioned tree. A line that cannot be read is a problem, and reading goes on at the next line
 * that begins a pair or a table, so that every mistake is told at once.
 */

import type { ParseProblem } from "../parsed.ts";
import {
  type Cursor,
  fail,
  isAtLineEnd,
  lineEnd,
  mostProblems,
  shownAt,
  skipBlanks,
  skipComment,
  skipSpace,
  type TomlVersion,
} from "./cursor.ts";
import { findRedefinitions } from "./definitions.ts";
import { parseKey, parsePair } from "./parse-value.ts";
import type { TomlFile, TomlKey, TomlPair, TomlTable } from "./tree.ts";

export interface ParsedToml {
  readonly tree: TomlFile;
  readonly problems: readonly ParseProblem[];
  /** Something nests deeper than is read; the tree lacks it. */
  readonly isTooDeep: boolean;
}

interface OpenTable {
  readonly kind: TomlTable["kind"];
  readonly start: number;
  readonly headerEnd: number;
  readonly key?: TomlKey;
  readonly pairs: TomlPair[];
}

export function parseToml(text: string, version: TomlVersion = "1.1"): ParsedToml {
  const cursor: Cursor = { text, version, at: 0, depth: 0, isTooDeep: false, problems: [], comments: [] };
  const open: OpenTable[] = [{ kind: "root", start: 0, headerEnd: 0, pairs: [] }];
  while (cursor.problems.length < mostProblems && !cursor.isTooDeep) {
    if (!skipSpace(cursor)) {
      recover(cursor);
      continue;
    }
    if (cursor.at >= text.length) break;
    if (!readStatement(cursor, open)) recover(cursor);
  }
  const tables = open.map(closeTable);
  const tree: TomlFile = { type: "TomlFile", range: [0, text.length], tables, comments: cursor.comments };
  const problems = [...cursor.problems, ...findRedefinitions(tree, text)];
  problems.sort((one, other) => one.range[0] - other.range[0]);
  return { tree, problems: problems.slice(0, mostProblems), isTooDeep: cursor.isTooDeep };
}

function closeTable({ kind, start, headerEnd, key, pairs }: OpenTable): TomlTable {
  return { type: "TomlTable", range: [start, pairs.at(-1)?.range[1] ?? headerEnd], kind, ...(key && { key }), pairs };
}

/** A header or a pair with the end of its line. */
function readStatement(cursor: Cursor, open: OpenTable[]): boolean {
  if (cursor.text[cursor.at] === "[") {
    const table = readHeader(cursor);
    if (!table) return false;
    open.push(table);
  } else {
    const pair = parsePair(cursor);
    if (!pair) return false;
    open.at(-1)?.pairs.push(pair);
  }
  return endLine(cursor);
}

function readHeader(cursor: Cursor): OpenTable | undefined {
  const { text, at: start } = cursor;
  const isArray = text.startsWith("[[", start);
  cursor.at += isArray ? 2 : 1;
  skipBlanks(cursor);
  if (text[cursor.at] === "]")
    return fail(cursor, [start, cursor.at + 1], "A header without a name opens no table.", "Name the table.");
  const key = parseKey(cursor);
  if (!key) return undefined;
  const closing = isArray ? "]]" : "]";
  if (!text.startsWith(closing, cursor.at)) {
    const end = Math.max(key.range[1], Math.min(lineEnd(text, cursor.at), start + 80));
    return fail(
      cursor,
      [start, end],
      `The header that begins with \`${isArray ? "[[" : "["}\` is not closed by \`${closing}\`.`,
      `Close it with \`${closing}\`.`,
    );
  }
  cursor.at += closing.length;
  return { kind: isArray ? "array" : "table", start, headerEnd: cursor.at, key, pairs: [] };
}

function endLine(cursor: Cursor): boolean {
  skipBlanks(cursor);
  if (!skipComment(cursor)) return false;
  if (isAtLineEnd(cursor)) return true;
  const { shown, range } = shownAt(cursor.text, cursor.at);
  fail(
    cursor,
    range,
    `${shown === "" ? "Something" : shown} stands behind what ends its line.`,
    "Put it on a line of its own, or behind `#`.",
  );
  return false;
}

const statement =
  /^[ \t]*(?:#|\[|[A-Za-z0-9_-]+(?:[ \t]*\.[ \t]*[A-Za-z0-9_-]+)*[ \t]*=|"[^"\n]*"[ \t]*=|'[^'\n]*'[ \t]*=)/u;

/** Goes on at the next line that reads like a comment, a pair or a header. */
function recover(cursor: Cursor): void {
  const { text } = cursor;
  cursor.depth = 0;
  while (cursor.at < text.length) {
    const newline = text.indexOf("\n", cursor.at);
    cursor.at = newline === -1 ? text.length : newline + 1;
    const line = text.slice(cursor.at, Math.min(lineEnd(text, cursor.at), cursor.at + 400));
    if (statement.test(line)) return;
  }
}
