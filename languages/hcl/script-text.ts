/** The text of a script that stands in templates, as the shell gets it, with the way back to the file character by character. */

import type { Range } from "../../core/text.ts";
import type { ShellSource } from "../shell/parse.ts";
import type { HclExpression, HclTemplate, HclText } from "./tree.ts";

export interface ScriptText extends Required<Pick<ShellSource, "place" | "holes">> {
  readonly text: string;
  /** `%{ if … }` or `%{ for … }` is in it: which of its lines the shell gets is not known. */
  readonly hasDirectives: boolean;
}

interface Builder {
  readonly source: string;
  text: string;
  /** Of each UTF-16 unit of the text: where it stands in the file. */
  readonly starts: number[];
  readonly ends: number[];
  readonly holes: Range[];
  hasDirectives: boolean;
}

/** Of one template, or of lines that are joined; `source` is the text of the file. */
export function scriptText(lines: readonly HclExpression[], source: string): ScriptText {
  const builder: Builder = { source, text: "", starts: [], ends: [], holes: [], hasDirectives: false };
  lines.forEach((line, index) => {
    const [start] = line.range;
    if (index > 0) push(builder, "\n", start, start);
    if (line.type === "HclTemplate") pushTemplate(builder, line);
    else pushHole(builder, line.range);
  });
  const { text, holes, hasDirectives } = builder;
  return { text, holes, hasDirectives, place: (range) => placeOf(builder, range) };
}

function pushTemplate(builder: Builder, { parts, heredoc }: HclTemplate): void {
  for (const part of parts) {
    if (part.type === "HclText") pushText(builder, part, heredoc === undefined);
    else {
      builder.hasDirectives ||= part.type !== "HclInterpolation";
      pushHole(builder, part.range);
    }
  }
}

/** Something that Terraform fills in: it stays as it is written, and nothing in it is read. */
function pushHole(builder: Builder, [start, end]: Range): void {
  builder.holes.push([builder.text.length, builder.text.length + end - start]);
  for (let at = start; at < end; at += 1) push(builder, builder.source.charAt(at), at, at + 1);
}

/** What the value lacks is indentation, or blanks that a strip mark takes away. */
function pushText(builder: Builder, { raw, value, range }: HclText, isQuoted: boolean): void {
  let at = 0;
  let isSecondHalf: boolean = false;
  for (let index = 0; index < value.length; index += 1) {
    const unit = value.charAt(index);
    let length: number = isSecondHalf ? 0 : writtenLength(raw, at, isQuoted);
    while (length === 1 && raw.charAt(at) !== unit && /\s/u.test(raw.charAt(at))) {
      at += 1;
      length = writtenLength(raw, at, isQuoted);
    }
    push(builder, unit, range[0] + at, range[0] + at + length);
    at += length;
    // Beyond the first plane, one escape gives two units; the first of them has its place.
    isSecondHalf = length > 1 && unit >= "\uD800" && unit <= "\uDBFF";
  }
}

/** Of what begins here: an escape, or one unit. */
function writtenLength(raw: string, at: number, isQuoted: boolean): number {
  if (raw.startsWith("$${", at) || raw.startsWith("%%{", at)) return 2;
  if (!isQuoted || raw.charAt(at) !== "\\") return 1;
  const letter = raw.charAt(at + 1);
  return letter === "u" ? 6 : letter === "U" ? 10 : 2;
}

function push(builder: Builder, unit: string, start: number, end: number): void {
  builder.text += unit;
  builder.starts.push(start);
  builder.ends.push(end);
}

/** What is empty stands behind what is before it: between the two, the file may hold an end of a line, or a quote. */
function placeOf({ starts, ends }: Builder, [start, end]: Range): Range {
  if (end > start) return [starts[start] ?? 0, ends[end - 1] ?? 0];
  const at = start > 0 ? (ends[start - 1] ?? 0) : (starts[0] ?? 0);
  return [at, at];
}
