/** Parses a Go template: text, actions and the blocks that they open and close. What cannot be read is told and left out. */

import type { Comment, ParseProblem } from "../parsed.ts";
import { findRepeatedDefinitions } from "./repeated-definitions.ts";
import { isDefinition, itemsOf, nodeOf, type Frame } from "./frame.ts";
import { readTag } from "./read-tag.ts";
import { scanTags } from "./scan.ts";
import type { GoTemplateFile, GoTemplateItem, GoTemplateTag } from "./tree.ts";

export interface ParsedGoTemplate {
  /** Complete where there are no problems; else what could be recovered around them. */
  readonly tree: GoTemplateFile;
  readonly problems: readonly ParseProblem[];
}

/** What has been read so far. */
export interface Reading {
  readonly text: string;
  readonly problems: ParseProblem[];
  readonly items: GoTemplateItem[];
  /** Blocks that are open, outermost first. */
  readonly frames: Frame[];
  /** Declared so far, with their marks. */
  variables: string[];
  /** `define` inside of another block, with the outermost block around it. */
  readonly misplaced: { readonly tag: GoTemplateTag; readonly around: Frame; readonly within: Frame }[];
  /** The first block whose `end` stands further left than itself: most likely it is the end of another one. */
  suspect: Frame | undefined;
}

export const mostProblems = 20;

/** Never throws. Offsets are UTF-16 offsets into `text`, which comes without byte order mark. */
export function parseGoTemplate(text: string): ParsedGoTemplate {
  const reading: Reading = {
    text,
    problems: [],
    items: [],
    frames: [],
    variables: ["$"],
    misplaced: [],
    suspect: undefined,
  };
  const comments: Comment[] = [];
  let read = 0;
  for (const { tag, tokens, problem } of scanTags(text)) {
    addText(reading, read, tag.range[0]);
    read = tag.range[1];
    if (problem) reading.problems.push(problem);
    if (tokens) readTag(reading, { tag, tokens, isBroken: problem !== undefined });
    else comments.push(commentOf(text, tag));
    // Whatever has that many mistakes is something else; and none of it may be read again and again.
    if (reading.problems.length >= mostProblems) break;
  }
  addText(reading, read, text.length);
  if (reading.problems.length < mostProblems) tellUnclosed(reading);
  for (let frame = reading.frames.pop(); frame; frame = reading.frames.pop()) {
    currentItems(reading).push(nodeOf(frame, undefined));
  }

  const tree: GoTemplateFile = { type: "GoTemplateFile", range: [0, text.length], items: reading.items, comments };
  const problems = [...reading.problems, ...findRepeatedDefinitions(text, tree)].slice(0, mostProblems);
  return { tree, problems: problems.sort((left, right) => left.range[0] - right.range[0]) };
}

export function currentItems({ frames, items }: Reading): GoTemplateItem[] {
  const frame = frames.at(-1);
  return frame ? itemsOf(frame) : items;
}

function addText(reading: Reading, start: number, end: number): void {
  if (end > start) currentItems(reading).push({ type: "GoTemplateText", range: [start, end] });
}

function commentOf(text: string, { range }: GoTemplateTag): Comment {
  const inner = text
    .slice(...range)
    .replace(/^\{\{-?\s*\/\*/u, "")
    .replace(/\*\/\s*(?:-?\}\})?$/u, "");
  return { type: "Comment", range, text: inner.trim() };
}

function tellUnclosed({ text, frames, misplaced, suspect, problems }: Reading): void {
  const [outermost] = frames;
  for (const { tag, around, within } of misplaced) {
    if (frames.includes(around)) continue;
    problems.push({
      message: `This \`define\` stands inside of \`${within.keyword}\`, and Go takes it at the top of a file alone.`,
      advice: "Move it out of the block; a definition does nothing until it is included.",
      range: tag.range,
    });
  }
  if (!outermost) return;
  const isOne = frames.length === 1 && suspect !== undefined && !isDefinition(suspect);
  for (const { tag } of isOne ? [suspect] : frames) {
    const [start, end] = tag.range;
    const written = text.slice(start, Math.min(end, start + 80)).split("\n")[0] ?? "";
    problems.push({
      message: `\`${written}\` is never closed: its \`end\` is missing.`,
      advice: "Add `{{- end }}` where it ends.",
      range: [start, start + written.length],
    });
    if (problems.length >= mostProblems) return;
  }
}
