/** Words on a terminal: colours only where asked for, excerpts with carets under the range. */

import type { AnnotationPlace } from "../core/report.ts";
import { visible } from "./visible.ts";

export interface Palette {
  readonly red: Paint;
  readonly yellow: Paint;
  readonly blue: Paint;
  readonly green: Paint;
  readonly bold: Paint;
  readonly faint: Paint;
}

type Paint = (text: string) => string;

const escape = "\u001b[";

export function palette(color: boolean): Palette {
  const paint = (code: number): Paint => (color ? (text) => `${escape}${code}m${text}${escape}0m` : (text) => text);
  return { red: paint(31), yellow: paint(33), blue: paint(34), green: paint(32), bold: paint(1), faint: paint(2) };
}

/** Columns of an excerpt line that are shown at most; longer ones are cut around the range. */
const widest = 100;
const narrowest = 40;

/** A sentence as lines of at most `width` cells, broken at blanks; a single longer word stays whole. */
export function wrapped(sentence: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of sentence.split(" ")) {
    if (line !== "" && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** The place's lines with their numbers, carets under the range; empty when the report carries no excerpt. `room`: cells for a line. */
export function excerptLines(at: AnnotationPlace, mark: Paint, faint: Paint, room = Infinity): readonly string[] {
  const gutter = String(at.start.line + Math.max(0, at.excerpt.length - 1)).length;
  // Number, bar and the marks of a cut stand beside the text.
  const width = Math.max(narrowest, Math.min(widest, room - gutter - 5));
  return at.excerpt.flatMap((text, index) => {
    const number = at.start.line + index;
    const from = index === 0 ? at.start.column - 1 : firstInk(text);
    const to = number === at.end.line ? at.end.column - 1 : text.length;
    const { shown, before, under } = around(text, Math.min(from, text.length), Math.min(to, text.length), width);
    const label = faint(`${String(number).padStart(gutter)} |`);
    const carets = `${" ".repeat(displayWidth(before))}${mark("^".repeat(Math.max(1, displayWidth(under))))}`;
    const isBlankEnd = index > 0 && under === "";
    return isBlankEnd ? [`${label} ${shown}`] : [`${label} ${shown}`, `${faint(`${" ".repeat(gutter)} |`)} ${carets}`];
  });
}

interface Cut {
  readonly shown: string;
  /** What stands before the range, and what is under the carets, both as shown. */
  readonly before: string;
  readonly under: string;
}

function around(text: string, from: number, to: number, width: number): Cut {
  const start = text.length <= width ? 0 : Math.max(0, Math.min(from - 20, text.length - width));
  const end = Math.min(text.length, start + width);
  const lead = start > 0 ? "…" : "";
  const tail = end < text.length ? "…" : "";
  const before = lead + printable(text.slice(start, Math.max(start, from)));
  const under = printable(text.slice(Math.max(start, from), Math.max(from, Math.min(to, end))));
  const rest = printable(text.slice(Math.max(from, Math.min(to, end)), end));
  return { shown: before + under + rest + tail, before, under };
}

/** A tab is one blank, so that carets stay under their text. */
function printable(text: string): string {
  return visible(text.replaceAll("\t", " "));
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;
const weightless = /[\p{Mn}\p{Me}\u200c\u200d]/u;

/** Terminal cells that a text takes; East Asian wide characters and emoji take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += weightless.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

function firstInk(text: string): number {
  return Math.max(0, text.search(/\S/u));
}
