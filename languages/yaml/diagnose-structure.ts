/** Mistakes in the shape of a YAML text, in our words: indentation, tabs, missing colons, misplaced list items. */

import { lineAbove, partsOf, quote, sourceLine, type Diagnosis, type SourceLine, type Stumble } from "./diagnosis.ts";

export function diagnoseTab(stumble: Stumble): Diagnosis | undefined {
  const { line } = stumble;
  const indentation = line.text.slice(0, line.contentStart - line.range[0]);
  const tab = indentation.indexOf("\t");
  if (tab === -1) return undefined;
  const start = line.range[0] + tab;
  let end = start + 1;
  while (stumble.text[end] === "\t") end += 1;
  const tabs = end - start;
  return {
    problem: {
      message: `Line ${line.number} is indented with a tab; YAML counts only spaces, so its level cannot be told.`,
      advice: tabs === 1 ? "Replace the tab by spaces." : `Replace the ${tabs} tabs by spaces.`,
      range: [start, end],
    },
    mask: { range: [start, end] },
    structural: true,
  };
}

export function diagnoseConflictMark(stumble: Stumble): Diagnosis | undefined {
  const candidates = [stumble.line, lineAbove(stumble, stumble.line.number)];
  const line = candidates.find((candidate) => candidate && /^(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)/u.test(candidate.text));
  if (!line) return undefined;
  return {
    problem: {
      message: `${quote(line.text)} is a mark that a merge left behind.`,
      advice: "Keep the side that is meant and delete the marks.",
      range: line.range,
    },
    mask: { range: line.range },
    structural: false,
  };
}

/** `port:80`, `-item`, or a word without any colon, read by YAML as text that runs on into the next line. */
export function diagnoseMissingColon(stumble: Stumble): Diagnosis | undefined {
  const above = lineAbove(stumble, stumble.line.number);
  for (const line of [stumble.line, above]) {
    if (!line) continue;
    const { key, value, valueStart, dashes } = partsOf(line);
    if (key || value === "" || /^[[{"'|>&*!#]/u.test(value)) continue;
    const range = [valueStart, valueStart + value.length] as const;
    const glued = /^([\w./-]+):(\S.*)$/u.exec(value);
    if (glued && !value.includes("://")) {
      return structural(line, {
        message: `${quote(value)} has no space after its colon, so YAML reads one word instead of a key and a value.`,
        advice: `Write ${quote(`${glued[1]}: ${glued[2]}`)}.`,
        range,
      });
    }
    if (/^-[^\s-]/u.test(value) && dashes.length === 0) {
      return structural(line, {
        message: `${quote(value)} has no space after its dash, so YAML reads a word instead of a list item.`,
        advice: `Write ${quote(`- ${value.slice(1)}`)}.`,
        range,
      });
    }
    if (dashes.length > 0 || line.text.startsWith("---")) continue;
    return structural(line, {
      message: `${quote(value)} is neither a key with a colon nor a list item.`,
      advice: `Add a colon after ${quote(value)}, or indent the line as part of the value above it.`,
      range,
    });
  }
  return undefined;
}

/** A key or list item that lines up with nothing above it. */
export function diagnoseIndentation(stumble: Stumble): Diagnosis | undefined {
  const { line } = stumble;
  const parts = partsOf(line);
  const start = parts.dashes[0] ?? parts.key?.start;
  if (start === undefined) return undefined;
  const column = start - line.range[0] + 1;
  const isItem = parts.dashes.length > 0;
  const levels = openLevels(stumble, column);
  const sameColumn = levels.find((level) => level.column === column);
  const name = isItem ? quote(line.text) : quote(parts.key?.text ?? line.text);
  const range = [start, isItem ? start + 1 : start + (parts.key?.text.length ?? 1)] as const;
  const sibling = nearestSibling(levels, column, isItem);
  if (sameColumn && sameColumn.isItem !== isItem && !sibling) {
    const message = isItem
      ? `The list item ${name} stands at column ${column} among the keys of a mapping (${sameColumn.name}, line ${sameColumn.line}).`
      : `The key ${name} stands at column ${column} among the items of a list (line ${sameColumn.line}).`;
    const advice = isItem ? "Give the list a key of its own, or indent it." : `Indent ${name}, or make it a list item.`;
    return structural(line, { message, advice, range });
  }
  if (!sibling) return undefined;
  const what = isItem ? "list item" : "sibling";
  const shift = sibling.column - column;
  return structural(line, {
    message: `${name} starts at column ${column}, its ${what} ${sibling.name} (line ${sibling.line}) at column ${sibling.column}.`,
    advice:
      shift > 0
        ? `Indent line ${line.number} by ${spaces(shift)}.`
        : `Remove ${spaces(-shift).replace("more ", "")} before ${name}.`,
    range,
  });
}

interface Level {
  readonly column: number;
  readonly isItem: boolean;
  readonly name: string;
  readonly line: number;
}

/** The keys and list items above that are still open where the line begins, the innermost first. */
function openLevels(stumble: Stumble, column: number): readonly Level[] {
  const levels: Level[] = [];
  let innermost = Number.POSITIVE_INFINITY;
  for (let number = stumble.line.number - 1; number >= 1 && stumble.line.number - number < 2_000; number -= 1) {
    const above = sourceLine(stumble.text, stumble.lines, number);
    if (/^(?:---|\.\.\.)(?:\s|$)/u.test(above.text)) break;
    const { dashes, key } = partsOf(above);
    const found: Level[] = [];
    if (key) found.push({ column: columnIn(above, key.start), isItem: false, name: quote(key.text), line: number });
    for (const dash of dashes.toReversed()) {
      found.push({ column: columnIn(above, dash), isItem: true, name: quote(above.text), line: number });
    }
    for (const level of found) {
      if (level.column >= innermost) continue;
      innermost = level.column;
      levels.push(level);
    }
    if (innermost <= Math.min(column, 1) || innermost < column) break;
  }
  return levels;
}

/** The level of the same sort whose column is nearest; of two equally near the inner one. */
function nearestSibling(levels: readonly Level[], column: number, isItem: boolean): Level | undefined {
  let nearest: Level | undefined;
  for (const level of levels) {
    if (level.isItem !== isItem || level.column === column) continue;
    if (!nearest || Math.abs(level.column - column) < Math.abs(nearest.column - column)) nearest = level;
  }
  return nearest;
}

function columnIn(line: SourceLine, offset: number): number {
  return offset - line.range[0] + 1;
}

function spaces(count: number): string {
  const words = ["no", "one", "two", "three", "four", "five", "six"];
  return `${words[count] ?? count} more ${count === 1 ? "space" : "spaces"}`;
}

function structural(line: SourceLine, problem: Diagnosis["problem"]): Diagnosis {
  return { problem, mask: { range: line.range }, structural: true };
}
