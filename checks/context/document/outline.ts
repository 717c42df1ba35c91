/**
 * The sections of a Markdown text: every heading with what stands below it, down to the next one of its level. Read line
 * by line: a Markdown parser's time grows with the square of the text, and nobody can stop it in the review's own thread.
 */

import type { Range } from "../../../core/text.ts";
import { plainName } from "./section-names.ts";

export interface Section {
  /** As written, without the marks of a heading. */
  readonly title: string;
  readonly plainName: string;
  /** 1 to 6; 7 for a line in bold or a `Name:` that stands for a heading. */
  readonly depth: number;
  /** The heading. */
  readonly range: Range;
  /** What stands below it, subsections and comments included. */
  readonly body: Range;
  /** Of the body: what people read, line by line. No headings, comments, rules. */
  readonly content: readonly Range[];
}

export interface Outline {
  readonly sections: readonly Section[];
  /** Code blocks and comments, in order: what stands there is quoted, not said. */
  readonly quoted: readonly Range[];
  /** Too long, or with more headings than anybody reads. */
  readonly isUnread: boolean;
}

const longestText = 256 * 1024;
const mostSections = 500;
const labelDepth = 7;

export function outlineOf(text: string): Outline {
  if (text.length > longestText) return unread;
  const { headings, content, quoted } = readLines(text);
  if (headings.length > mostSections) return unread;
  const sections = headings.map((heading, index): Section => {
    const next = headings.slice(index + 1).find(({ depth }) => depth <= heading.depth);
    const body = [heading.range[1], next?.range[0] ?? text.length] as const;
    return {
      ...heading,
      plainName: plainName(heading.title),
      body,
      content: content.filter(([from, to]) => from >= body[0] && to <= body[1]),
    };
  });
  return { sections, quoted, isUnread: false };
}

const unread: Outline = { sections: [], quoted: [], isUnread: true };

interface Heading {
  readonly title: string;
  readonly depth: number;
  readonly range: Range;
}

interface Lines {
  readonly headings: Heading[];
  readonly content: Range[];
  readonly quoted: Range[];
  /** The mark that closes the open code block. */
  fence: string | undefined;
  isComment: boolean;
}

function readLines(text: string): Lines {
  const lines: Lines = { headings: [], content: [], quoted: [], fence: undefined, isComment: false };
  let at = endOfFrontMatter(text);
  while (at < text.length) {
    const end = endOfLine(text, at);
    readLine(text, [at, end], lines);
    at = end + 1;
  }
  return lines;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

function endOfFrontMatter(text: string): number {
  if (!/^---\r?\n/.test(text)) return 0;
  const end = text.indexOf("\n---", 3);
  return end === -1 ? 0 : endOfLine(text, end + 1);
}

function readLine(text: string, range: Range, lines: Lines): void {
  const line = text.slice(...range);
  if (lines.fence !== undefined) {
    lines.quoted.push(range);
    const trimmed = line.trim();
    if (trimmed.length >= lines.fence.length && trimmed === lines.fence.charAt(0).repeat(trimmed.length)) {
      lines.fence = undefined;
    } else if (trimmed !== "") lines.content.push(range);
    return;
  }
  const fence = lines.isComment ? undefined : /^\s*(?:[-*+] |\d+[.)] )?\s*(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (fence !== undefined) {
    lines.fence = fence;
    lines.quoted.push(range);
    return;
  }
  for (const seen of withoutComments(text, range, lines)) readText(text, seen, lines);
}

/** The parts of a line outside comments; those inside are quoted. */
function withoutComments(text: string, [start, end]: Range, lines: Lines): readonly Range[] {
  const seen: Range[] = [];
  let at = start;
  while (at < end) {
    const mark = text.indexOf(lines.isComment ? "-->" : "<!--", at);
    const stop = mark === -1 || mark >= end ? end : lines.isComment ? mark + 3 : mark;
    (lines.isComment ? lines.quoted : seen).push([at, stop]);
    if (mark !== -1 && mark < end) lines.isComment = !lines.isComment;
    at = stop;
  }
  return seen;
}

function readText(text: string, [start, end]: Range, lines: Lines): void {
  const line = text.slice(start, end);
  if (line.trim() === "") return;
  const heading = /^ {0,3}(#{1,6})(?:[ \t]|\r?$)/.exec(line)?.[1];
  if (heading !== undefined) {
    const range = [start, start + line.trimEnd().length] as const;
    lines.headings.push({ title: titleOf(line), depth: heading.length, range });
    return;
  }
  const underline = /^ {0,3}(=+|-+)\s*$/.exec(line)?.[1];
  const above = lines.content.at(-1);
  if (underline !== undefined && above && above[1] + 1 === start && isPlain(text.slice(...above))) {
    lines.content.pop();
    lines.headings.push({ title: text.slice(...above).trim(), depth: underline.startsWith("=") ? 1 : 2, range: above });
    return;
  }
  if (/^ {0,3}(?:(?:[-*_] *){3,}|\[[^\]\n]+\]: \S+)\s*$/.test(line)) return;
  const label = labelIn(line);
  if (label) lines.headings.push({ title: label.title, depth: labelDepth, range: [start, start + label.length] });
  const from = start + (label?.length ?? 0);
  if (text.slice(from, end).trim() !== "") lines.content.push([from, end]);
}

/** A line that an underline makes a heading: no item, quote, row or indented code. */
function isPlain(line: string): boolean {
  return !/^(?: {4}|\t|\s*(?:[-*+>|]|\d+[.)]))/.test(line);
}

/** `# Title #`. */
function titleOf(line: string): string {
  return line
    .trim()
    .replace(/^#{1,6}\s*/, "")
    .replace(/#+$/, "")
    .replace(/[*_`]/g, "")
    .trim();
}

/** `**Rollback**`, `**Rollback:** revert`, `Rollback: revert`: where people write no headings, these are. */
const labelPattern =
  /^\s{0,3}(?:(?:\*\*|__)([^*_\n]{1,80}?):?(?:\*\*|__):?|([\p{L}][\p{L}\p{N} ,&'/-]{1,40}):(?=\s|$))[ \t]*/u;

function labelIn(line: string): { readonly title: string; readonly length: number } | undefined {
  const match = labelPattern.exec(line);
  const title = match?.[1] ?? match?.[2];
  if (match === null || title === undefined) return undefined;
  return { title: title.trim(), length: match[0].length };
}
