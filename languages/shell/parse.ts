/** Reads shell scripts (POSIX sh, dash, bash, ksh) into a positioned tree. */

import type { Range } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";
import { type Cursor, rangeOf } from "./cursor.ts";
import { endHereDocuments } from "./here-document.ts";
import { readList } from "./parse-list.ts";
import type { ShellFile } from "./tree.ts";

/** In UTF-16 units; a longer script was written by a program. */
export const longestScript = 1_000_000;

export interface ShellSource {
  /** Offset of the text in the document that it lies in: every range of the tree and of the problems counts from there. */
  readonly base?: number;
  /** Where it does not stand there character by character (escapes, indentation that is taken away): from a range of the text to that of the document. */
  readonly place?: (range: Range) => Range;
  /** Columns at the start of each line that belong to the document around (a YAML block), not to the script. */
  readonly indent?: number;
  /** Places (in the text itself) that something else fills in before the shell reads it: `${{ … }}` of a workflow. */
  readonly holes?: readonly Range[];
  /** A backslash at the end of a line joins the next one to it even in a comment, as in a Dockerfile. */
  readonly joinsLines?: boolean;
}

export interface ParsedShell {
  readonly tree: ShellFile;
  /** In the order in which they were met: the first is the mistake, others may follow from it. */
  readonly problems: readonly ParseProblem[];
}

/** Never throws; of a text that does not follow the grammar, the tree is what could be recovered. */
export function parseShell(text: string, source: ShellSource = {}): ParsedShell {
  const { base = 0, indent = 0, holes = [], joinsLines = false } = source;
  const { place = ([start, end]) => [base + start, base + end] } = source;
  const cursor: Cursor = {
    text,
    at: 0,
    end: text.length,
    place,
    indent,
    joinsLines,
    holes: new Map(holes),
    problems: [],
    comments: [],
    waiting: [],
    open: [],
    depth: 0,
    isQuoted: false,
  };
  const body = readList(cursor, new Set<string>());
  endHereDocuments(cursor);
  const tree: ShellFile = {
    type: "ShellFile",
    range: rangeOf(cursor, 0, text.length),
    body,
    comments: cursor.comments,
  };
  return { tree, problems: cursor.problems };
}
