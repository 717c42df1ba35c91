/** What the parser stumbled over, as the diagnosing functions see it, and what they answer. */

import type { LineIndex, Range } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";

/** The one error of a parse. */
export interface Stumble {
  /** The text as parsed; places of earlier problems are blanked out, so all offsets are those of the original. */
  readonly text: string;
  readonly lines: LineIndex;
  /** js-yaml's own wording: only ever compared, never shown. */
  readonly reason: string;
  readonly offset: number;
  /** The line of `offset`. */
  readonly line: SourceLine;
}

export interface SourceLine {
  /** From 1. */
  readonly number: number;
  readonly range: Range;
  /** Without line ending. */
  readonly text: string;
  /** Offset of the first character that is no blank. */
  readonly contentStart: number;
}

export interface Diagnosis {
  readonly problem: ParseProblem;
  /** What to hide from the next parse, same length; `undefined` = nothing can be recovered. */
  readonly mask: Mask | undefined;
  /** The line has lost its place in the tree, so that complaints about the lines right below it are echoes. */
  readonly structural: boolean;
}

export interface Mask {
  readonly range: Range;
  /** Put in place of the range; blanks (line endings kept) where missing. */
  readonly text?: string;
}

export function sourceLine(text: string, lines: LineIndex, number: number): SourceLine {
  const range = lines.line(number);
  const content = text.slice(range[0], range[1]);
  const indentation = content.length - content.trimStart().length;
  return { number, range, text: content, contentStart: range[0] + indentation };
}

/** The nearest line above that holds more than blanks or a comment. */
export function lineAbove(stumble: Stumble, number: number): SourceLine | undefined {
  for (let above = number - 1; above >= 1 && number - above < 1_000; above -= 1) {
    const line = sourceLine(stumble.text, stumble.lines, above);
    if (holdsContent(line)) return line;
  }
  return undefined;
}

export function holdsContent(line: SourceLine): boolean {
  const content = line.text.trim();
  return content !== "" && !content.startsWith("#");
}

/** A piece of the author's text, short enough for a sentence, in backticks. */
export function quote(piece: string): string {
  const [first = ""] = piece.trim().split(/\r?\n/u, 1);
  const short = first.length > 60 ? `${first.slice(0, 57)}...` : first;
  return short.includes("`") ? `\`\` ${short} \`\`` : `\`${short}\``;
}

/** The text as a quoted YAML scalar. */
export function asQuoted(piece: string): string {
  const text = piece.trim();
  return /["\\]/u.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** A line's dashes, key and value: `- name: api` -> key `name`, value `api`. Plain and quoted keys; linear time. */
export interface LineParts {
  /** Offsets of the dashes of list items. */
  readonly dashes: readonly number[];
  readonly key: { readonly text: string; readonly start: number } | undefined;
  /** Without trailing comment and blanks. */
  readonly value: string;
  readonly valueStart: number;
}

export function partsOf(line: SourceLine): LineParts {
  const dashes: number[] = [];
  let at = line.contentStart - line.range[0];
  while (line.text[at] === "-" && isBlankOrEnd(line.text[at + 1])) {
    dashes.push(line.range[0] + at);
    at += 1;
    while (line.text[at] === " ") at += 1;
  }
  const keyEnd = endOfKey(line.text, at);
  const start = line.range[0] + at;
  if (keyEnd === undefined) {
    return { dashes, key: undefined, value: withoutComment(line.text.slice(at)), valueStart: start };
  }
  let valueAt = keyEnd + 1;
  while (line.text[valueAt] === " " || line.text[valueAt] === "\t") valueAt += 1;
  const key = { text: line.text.slice(at, keyEnd).trimEnd(), start };
  return { dashes, key, value: withoutComment(line.text.slice(valueAt)), valueStart: line.range[0] + valueAt };
}

/** Index of the colon after a key that begins at `at`. */
function endOfKey(text: string, at: number): number | undefined {
  const first = text[at];
  if (first === undefined || "#[{&*!|>%@`".includes(first)) return undefined;
  let from = at;
  if (first === '"' || first === "'") {
    const closing = text.indexOf(first, at + 1);
    if (closing === -1) return undefined;
    from = closing + 1;
    while (text[from] === " ") from += 1;
    return text[from] === ":" && isBlankOrEnd(text[from + 1]) ? from : undefined;
  }
  for (let index = text.indexOf(":", from); index !== -1; index = text.indexOf(":", index + 1)) {
    if (isBlankOrEnd(text[index + 1])) return text.slice(at, index).includes(" #") ? undefined : index;
  }
  return undefined;
}

function withoutComment(text: string): string {
  const comment = text.search(/(?:^|[ \t])#/u);
  return (comment === -1 ? text : text.slice(0, comment)).trimEnd();
}

function isBlankOrEnd(character: string | undefined): boolean {
  return character === undefined || character === " " || character === "\t" || character === "\r";
}
