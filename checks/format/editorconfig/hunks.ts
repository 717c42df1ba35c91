/** Lines with the same fault as findings: one for lines that follow each other, one for a file that is full of it. */

import type { Finding, TextEdit } from "../../../core/finding.ts";
import type { ParsedDocument } from "../../../languages/parsed.ts";

export interface FaultyLine {
  /** From 1. */
  readonly number: number;
  readonly edit?: TextEdit;
  /** The fix may change what the line means. */
  readonly isUnsafe?: boolean;
}

export interface Fault {
  /** Of `.editorconfig`. */
  readonly property: string;
  /** Without the full stop: "Blanks end this line, and …". */
  readonly words: (lines: number) => string;
  readonly advice: string;
  /** Checks that know its language and ask the same. */
  readonly alike?: readonly string[];
}

/** A file is full of it with more lines than this, and more than half of those that could have it. */
const few = 10;

/** `concerned`: how many lines of the text could have the fault. */
export function findingsOf(
  document: ParsedDocument,
  faulty: readonly FaultyLine[],
  concerned: number,
  fault: Fault,
): readonly Finding[] {
  const isWhole = faulty.length > few && faulty.length * 2 > concerned;
  if (isWhole) return [wholeFinding(document, faulty, fault)];
  return hunksOf(faulty).map((hunk) => {
    const { path, text, lines } = document;
    const range = [lines.line(hunk[0]?.number ?? 1)[0], lines.line(hunk.at(-1)?.number ?? 1)[1]] as const;
    return {
      message: fault.words(hunk.length),
      advice: fault.advice,
      ...(fault.alike && { alike: fault.alike }),
      at: { path, range },
      evidence: `${fault.property} ${text
        .slice(range[0], range[0] + 400)
        .replace(/\s+/gu, " ")
        .trim()}`,
      ...fixOf(hunk, text),
    };
  });
}

/** The same finding however many of its lines a change adds: it follows the file. */
function wholeFinding(
  document: ParsedDocument,
  faulty: readonly FaultyLine[],
  { property, words, advice, alike }: Fault,
): Finding {
  const { path, lines } = document;
  const first = lines.line(faulty[0]?.number ?? 1);
  return {
    message: words(faulty.length),
    advice,
    ...(alike && { alike }),
    at: { path, range: first },
    evidence: `${property} of the file`,
    ...fixOf(faulty, document.text),
  };
}

function hunksOf(faulty: readonly FaultyLine[]): readonly (readonly FaultyLine[])[] {
  const hunks: FaultyLine[][] = [];
  for (const line of faulty) {
    const open = hunks.at(-1);
    if (open?.at(-1)?.number === line.number - 1) open.push(line);
    else hunks.push([line]);
  }
  return hunks;
}

/** Beyond it, one edit says it as well, and takes less room in a report. */
const mostEdits = 100;

/** Whole or not at all. */
function fixOf(faulty: readonly FaultyLine[], text: string): Pick<Finding, "fix"> {
  const edits = faulty.flatMap(({ edit }) => (edit ? [edit] : []));
  if (edits.length < faulty.length) return {};
  const safe = faulty.every(({ isUnsafe }) => isUnsafe !== true);
  return { fix: { safe, edits: edits.length > mostEdits ? [joined(edits, text)] : edits } };
}

function joined(edits: readonly TextEdit[], text: string): TextEdit {
  const start = edits[0]?.range[0] ?? 0;
  let at = start;
  let between = "";
  for (const { range, text: replacement } of edits) {
    between += text.slice(at, range[0]) + replacement;
    at = range[1];
  }
  return { range: [start, at], text: between };
}

/** "this line", "these 3 lines". */
export function linesWords(count: number): string {
  return count === 1 ? "this line" : `these ${count} lines`;
}
