/** Assignments in a text of any language, found by their marks: `NAME=value`, `name: value`, `name => "value"`, `--name value`, `<name>value</name>`. */

import type { Range } from "../../../../../core/text.ts";
import type { Assignment } from "../assignment.ts";
import { namePattern } from "../hints.ts";

export interface LineOptions {
  /** Source code: without quotes there stand names and calls, not values. */
  readonly quotedOnly?: boolean;
}

const part = new RegExp(namePattern, "gi");
const longestName = 60;
const longestValue = 2_000;
/** Longer lines were written by a machine. */
const longestLine = 5_000;
const nameCharacter = /[A-Za-z0-9_.-]/;

/** Time grows with the text alone: whatever is looked at around a word is bounded. */
export function* assignmentsInLines(text: string, within: Range, options: LineOptions = {}): Generator<Assignment> {
  const [from, to] = within;
  let line: Range = [from, from];
  for (let next = search(text, from); next !== undefined && next < to;) {
    if (next >= line[1]) line = lineAround(text, next, within);
    if (line[1] - line[0] > longestLine) {
      next = search(text, line[1]);
      continue;
    }
    const name = nameAround(text, next, line);
    const assignment = assigned(text, name, line, options);
    if (assignment) yield assignment;
    next = search(text, Math.max(name[1], assignment?.range[1] ?? 0));
  }
}

function search(text: string, from: number): number | undefined {
  part.lastIndex = from;
  return part.exec(text)?.index;
}

function lineAround(text: string, at: number, [from, to]: Range): Range {
  const before = text.lastIndexOf("\n", at - 1) + 1;
  const behind = text.indexOf("\n", at);
  return [Math.max(from, before), Math.min(to, behind === -1 ? text.length : behind)];
}

function nameAround(text: string, at: number, [lineStart, lineEnd]: Range): Range {
  let start = at;
  let end = at;
  while (start > lineStart && at - start < longestName && nameCharacter.test(text.charAt(start - 1))) start -= 1;
  while (end < lineEnd && end - at < longestName && nameCharacter.test(text.charAt(end))) end += 1;
  return [start, end];
}

/** What follows a name, up to the value: the end of its own quotes, white space, the mark of assignment, white space. */
const mark = /^(?:\\*["'`])?\]?[ \t]{0,20}(?:=>|:=|\?=|\+=|=(?![=~>])|:(?![:=]))[ \t]{0,20}/;
const flag = /^[ \t]{1,4}(?=[^\s=:|&;<>-])/;
const element = /^>/;

function assigned(text: string, [start, end]: Range, line: Range, options: LineOptions): Assignment | undefined {
  const name = text.slice(start, end).replace(/^[.-]+|[.-]+$/g, "");
  const behind = text.slice(end, Math.min(line[1], end + longestValue));
  const isElement = text.charAt(start - 1) === "<" && element.test(behind);
  const isFlag = text.slice(start, start + 2) === "--";
  const skipped = (isElement ? element : isFlag ? (flag.exec(behind) ? flag : mark) : mark).exec(behind)?.[0].length;
  if (skipped === undefined) return undefined;

  const found = isElement ? until(behind.slice(skipped), "<") : valueOf(behind.slice(skipped), options);
  if (found === undefined || found.text === "") return undefined;
  const at = end + skipped + found.offset;
  return { name, value: found.text, range: [at, at + found.text.length], isLoose: true };
}

interface FoundValue {
  readonly offset: number;
  readonly text: string;
}

function until(text: string, mark: string): FoundValue | undefined {
  const end = text.indexOf(mark);
  return end === -1 ? undefined : { offset: 0, text: text.slice(0, end) };
}

function valueOf(text: string, { quotedOnly = false }: LineOptions): FoundValue | undefined {
  const quote = /^(?:\\*)(["'`])/.exec(text);
  if (quote) {
    const inside = text.slice(quote[0].length);
    const closed = until(inside, quote[0]);
    return closed && { ...closed, offset: quote[0].length };
  }
  if (quotedOnly) return undefined;
  const [bare = ""] = /^[^\s"'`]+/.exec(text) ?? [];
  // A value of several words is a sentence; a list of settings goes on behind its separator.
  const [value = ""] = /^(?:[^;&,]|[;&,](?![A-Za-z_][\w.-]{0,40}=|$|\s))+/.exec(bare) ?? [];
  return { offset: 0, text: value.replace(/[)\]}>\\,;]+$/, "") };
}
