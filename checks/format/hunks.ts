/** What differs between a text and its layout by a formatter, hunk by hunk, each with the replacement. */

import { diffLines } from "diff";

import type { Document } from "../../core/document.ts";
import type { Finding } from "../../core/finding.ts";
import type { Range } from "../../core/text.ts";

/** Beyond so many changed lines the texts have little in common: one hunk says it as well. */
const mostEdits = 5_000;

export function findingsOfHunks(document: Document, formatted: string, formatter: string): readonly Finding[] {
  if (document.text === formatted) return [];
  return hunks(document.text, formatted).map(({ start, before, after }) => {
    const range: Range = [start, start + before.length];
    return {
      message: `${describe(before, after)} ${formatter}'s layout${manner(before, after)}.`,
      advice: "Run `plumbline fix`.",
      at: { path: document.path, range: withoutLineEnding(document.text, range) },
      fix: { safe: true, edits: [{ range, text: after }] },
    };
  });
}

interface Hunk {
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

function hunks(text: string, formatted: string): readonly Hunk[] {
  const parts = diffLines(text, formatted, { maxEditLength: mostEdits });
  if (parts === undefined) return [{ start: 0, before: text, after: formatted }];
  const found: Hunk[] = [];
  let open: { start: number; before: string; after: string } | undefined;
  let offset = 0;
  for (const part of parts) {
    if (!part.added && !part.removed) {
      open = undefined;
      offset += part.value.length;
      continue;
    }
    if (open === undefined) {
      open = { start: offset, before: "", after: "" };
      found.push(open);
    }
    if (part.added) open.after += part.value;
    else {
      open.before += part.value;
      offset += part.value.length;
    }
  }
  return found;
}

function describe(before: string, after: string): string {
  const lines = countLines(before === "" ? after : before);
  if (before === "") return `${lines === 1 ? "A line is" : `${lines} lines are`} missing from`;
  return lines === 1 ? "1 line differs from" : `${lines} lines differ from`;
}

/** In what they differ, where that is all of it. */
function manner(before: string, after: string): string {
  if (before === "" || before.trim() === after.trim()) return before === "" ? "" : endManner(before, after);
  const same = (strip: RegExp): boolean => before.replace(strip, "") === after.replace(strip, "");
  if (same(/\r/gu)) return " in line endings";
  if (same(/\s+/gu)) return " in white space only";
  if (same(/["']/gu)) return " in quotes only";
  if (same(/[\s"']+/gu)) return " in white space and quotes only";
  return "";
}

function endManner(before: string, after: string): string {
  if (!before.endsWith("\n") && after.endsWith("\n")) return " in the missing final newline";
  return before.trim() === "" ? " in blank lines" : " in white space only";
}

function countLines(text: string): number {
  const newlines = text.split("\n").length - 1;
  return text.endsWith("\n") ? newlines : newlines + 1;
}

function withoutLineEnding(text: string, [start, end]: Range): Range {
  let last = end;
  if (last > start && text[last - 1] === "\n") last -= 1;
  if (last > start && text[last - 1] === "\r") last -= 1;
  return [start, last];
}
