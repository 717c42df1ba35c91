/** A YAML text as rules on its layout read it: tokens, comments between them, and lines. */

import { scanYamlTokens } from "../../../../languages/yaml/tokens/scan.ts";
import type { Mark, Token } from "../../../../languages/yaml/tokens/token.ts";

export interface LintText {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Set where the tokens end before the text does. */
  readonly brokenAt?: Mark;
  readonly comments: readonly LintComment[];
  /** Also the empty one behind a final newline. */
  readonly lines: readonly LintLine[];
}

export interface LintLine {
  /** From 1. */
  readonly number: number;
  readonly start: number;
  /** Before its line ending. */
  readonly end: number;
}

export interface LintComment {
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly offset: number;
  /** With its `#`, to the end of its line. */
  readonly text: string;
  /** Something other than blanks stands before it on its line. */
  readonly isInline: boolean;
  readonly before: Token;
  readonly after: Token | undefined;
  /** The comment above it, where only blanks and line ends lie between. */
  readonly previous: LintComment | undefined;
}

/** Where a rule sees something, as people count: from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** The line that was read when it was seen: switched off with it. */
  readonly seenAt: number;
  readonly message: string;
  readonly advice: string;
}

const read = new WeakMap<object, LintText>();

/** Once per document, however many rules ask. */
export function lintTextOf(document: { readonly text: string }): LintText {
  const known = read.get(document);
  if (known) return known;
  const found = readLintText(document.text);
  read.set(document, found);
  return found;
}

export function readLintText(text: string): LintText {
  const { tokens, brokenAt } = scanYamlTokens(text);
  return { text, tokens, comments: commentsOf(text, tokens), lines: linesOf(text), ...(brokenAt && { brokenAt }) };
}

function linesOf(text: string): readonly LintLine[] {
  const lines: LintLine[] = [];
  for (let start = 0; ;) {
    const newline = text.indexOf("\n", start);
    const next = newline === -1 ? text.length : newline;
    const end = newline > start && text[newline - 1] === "\r" ? newline - 1 : next;
    lines.push({ number: lines.length + 1, start, end });
    if (newline === -1) return lines;
    start = newline + 1;
  }
}

function commentsOf(text: string, tokens: readonly Token[]): readonly LintComment[] {
  const comments: LintComment[] = [];
  for (const [index, before] of tokens.entries()) {
    const after = tokens[index + 1];
    if (before.type === "stream-end") break;
    const isOneLine = after !== undefined && before.end.line === after.start.line;
    if (isOneLine && before.type !== "stream-start" && after.type !== "stream-end") continue;
    let previous: LintComment | undefined;
    for (const comment of commentsIn(text, before, after)) {
      const placed: LintComment = { ...comment, previous };
      comments.push(placed);
      previous = placed;
    }
  }
  return comments;
}

function* commentsIn(text: string, before: Token, after: Token | undefined): Iterable<Omit<LintComment, "previous">> {
  const { end } = before;
  const last = after?.start.offset ?? text.length;
  let { line, column } = end;
  for (let start = end.offset; start <= last;) {
    const newline = text.indexOf("\n", start);
    const stop = newline === -1 || newline > last ? last : newline;
    const mark = text.indexOf("#", start);
    if (mark !== -1 && mark < stop) {
      const lineEnd = newline === -1 ? text.length : newline;
      const isInline = before.type !== "stream-start" && line === end.line && text[end.offset - 1] !== "\n";
      const said = text.slice(mark, lineEnd).replace(/\r$/u, "");
      yield { line, column: column + mark - start + 1, offset: mark, text: said, isInline, before, after };
    }
    start = stop + 1;
    line += 1;
    column = 0;
  }
}
