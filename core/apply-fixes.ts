/** Puts the safe fixes of a review into the text of a file; a fix that meets another one waits for the next pass. */

import type { Fix, TextEdit } from "./finding.ts";

export interface FixedText {
  readonly text: string;
  /** Fixes that were applied. */
  readonly applied: number;
}

/** Fixes in the order of their places; each is applied whole or not at all. */
export function applyFixes(text: string, fixes: readonly Fix[]): FixedText {
  const chosen: TextEdit[] = [];
  let applied = 0;
  for (const fix of fixes) {
    if (!fix.safe || fix.edits.length === 0 || !fix.edits.every((edit) => isWithin(edit, text))) continue;
    if (fix.edits.some((edit) => chosen.some((other) => meets(edit, other)))) continue;
    chosen.push(...fix.edits);
    applied += 1;
  }
  const sorted = chosen.toSorted((left, right) => left.range[0] - right.range[0] || left.range[1] - right.range[1]);
  let fixed = "";
  let at = 0;
  for (const { range, text: replacement } of sorted) {
    fixed += text.slice(at, range[0]) + replacement;
    at = range[1];
  }
  return { text: fixed + text.slice(at), applied };
}

function isWithin({ range: [start, end] }: TextEdit, text: string): boolean {
  return start >= 0 && start <= end && end <= text.length;
}

/** Two edits that touch the same text, or insert at the same place, do not go together. */
function meets(left: TextEdit, right: TextEdit): boolean {
  if (left.range[0] === right.range[0]) return true;
  return left.range[0] < right.range[1] && right.range[0] < left.range[1];
}
