/** Parses an HCL text into our positioned tree: recursive descent that goes on behind every mistake, always forward. */

import type { Comment, ParseProblem } from "../parsed.ts";
import type { Cursor } from "./cursor.ts";
import { parseFileBody } from "./parse-body.ts";
import { scanHcl } from "./scan.ts";
import type { Token } from "./token.ts";
import type { HclFile } from "./tree.ts";

export interface ParsedHcl {
  /** Complete where there are no problems; else what could be recovered around them. */
  readonly tree: HclFile;
  /** In the order of the text, at most 20. */
  readonly problems: readonly ParseProblem[];
}

/** Never throws. Offsets are UTF-16 offsets into `text`, which comes without byte order mark. */
export function parseHcl(text: string): ParsedHcl {
  const tokens = scanHcl(text);
  const cursor: Cursor = { text, tokens, problems: [], index: 0, newlinesCount: true, depth: 0 };
  const body = parseFileBody(cursor);
  const tree: HclFile = { type: "HclFile", range: [0, text.length], body, comments: commentsOf(text, tokens) };
  return { tree, problems: cursor.problems.toSorted((left, right) => left.range[0] - right.range[0]) };
}

function commentsOf(text: string, tokens: readonly Token[]): readonly Comment[] {
  const comments: Comment[] = [];
  for (const { kind, start, end } of tokens) {
    if (kind === "line-comment") comments.push(lineComment(text, start, end));
    else if (kind === "block-comment") comments.push(blockComment(text, start, end));
  }
  return comments;
}

function lineComment(text: string, start: number, end: number): Comment {
  let last = end;
  if (text.charCodeAt(last - 1) === 10) last -= 1;
  if (text.charCodeAt(last - 1) === 13) last -= 1;
  const marks = text.charCodeAt(start) === 35 ? 1 : 2;
  return { type: "Comment", range: [start, last], text: text.slice(start + marks, last).trim() };
}

function blockComment(text: string, start: number, end: number): Comment {
  return { type: "Comment", range: [start, end], text: text.slice(start + 2, end - 2).trim() };
}
