/** How far lines of a template are indented, as far as its text tells: what an `nindent` below them has to fit to. */

import type { Range } from "../../core/text.ts";

export interface LineAbove {
  /** Blanks before its first key, and before each `-` on the way there; the last one is the key's own. */
  readonly columns: readonly number[];
  /** Its key, as it is written; `undefined` for a line that has none. */
  readonly key: string | undefined;
  /** Nothing stands behind the key's colon: what follows belongs below it. */
  readonly isOpen: boolean;
  /** It is wholly text, and a value ends on it. */
  readonly isComplete: boolean;
}

const mostLines = 400;
const keyPattern = /^(?<key>"[^"\n]*"|'[^'\n]*'|[\w./-]+):(?<rest>[ \t].*)?$/u;

/**
 * The line right above an offset and those that it lies below, innermost first, up to the beginning of its document or definition.
 * `undefined` where the line above is not plain text, or in a block of text, in which anything may stand.
 */
export function linesAbove(text: string, offset: number): readonly LineAbove[] | undefined {
  const chain: LineAbove[] = [];
  let least = Number.POSITIVE_INFINITY;
  let end = offset;
  for (let count = 0; count < mostLines && end > 0; count += 1) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end).trimEnd();
    end = start - 1;
    if (isSilent(line) || (chain.length === 0 ? opensBlock(line) : isAction(line))) continue;
    if (/^---|^\{\{-?\s*(?:define|block)\b/u.test(line)) break;
    const read = readLine(line);
    if (chain.length === 0 && (read === undefined || line.includes("{{"))) return undefined;
    const column = read?.columns[0] ?? line.search(/\S/u);
    if (column >= least) continue;
    if (/[|>][-+]?\d*$/u.test(line)) return undefined;
    least = column;
    chain.push(read ?? { columns: [column], key: undefined, isOpen: false, isComplete: false });
  }
  return chain.length === 0 ? undefined : chain;
}

function isSilent(line: string): boolean {
  return line.trim() === "" || /^\s*#/u.test(line);
}

/** Nothing is written between the line above it and what follows it. */
function opensBlock(line: string): boolean {
  return isAction(line) && /^\s*\{\{-?\s*(?:if|with|range)\b/u.test(line);
}

/** A line that holds nothing but one action. */
function isAction(line: string): boolean {
  return /^\s*\{\{(?:(?!\}\}).)*\}\}$/u.test(line);
}

function readLine(line: string): LineAbove | undefined {
  const columns: number[] = [];
  let at = line.search(/\S/u);
  while (/^-[ ]/u.test(line.slice(at, at + 2))) {
    columns.push(at);
    at += 1 + line.slice(at + 1).search(/\S/u);
  }
  columns.push(at);
  const groups = keyPattern.exec(line.slice(at))?.groups;
  if (!groups) return undefined;
  const rest = (groups["rest"] ?? "").replace(/(?:^|\s)#.*$/u, "").trim();
  const isComplete = rest !== "" && /^[\w./:@-]+$|^"[^"\\]*"$|^'[^']*'$/u.test(rest);
  return { columns, key: groups["key"], isOpen: rest === "", isComplete };
}

/** Where the line of an offset begins, if nothing but blanks stands before it there. */
export function lineStartOf(text: string, [start]: Range): number | undefined {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  return text.slice(lineStart, start).trim() === "" ? lineStart : undefined;
}
