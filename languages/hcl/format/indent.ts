/** Indentation: two blanks for each line above that left brackets open. */

import { bracketChange } from "../recover.ts";
import type { Line } from "./lines.ts";
import type { Piece } from "./piece.ts";

export function indentLines(lines: readonly Line[]): void {
  /** Brackets that each level opened and that are still open. */
  const levels: number[] = [];
  for (const { lead, assign } of lines) {
    const [first] = lead;
    if (!first) continue;
    if (first.kind === "newline") {
      first.spaces = 0;
      continue;
    }
    const net = netOfLead(lead) + assign.reduce((sum, piece) => sum + bracketChange(piece), 0);
    if (net < 0) closeLevels(levels, -net);
    first.spaces = 2 * levels.length;
    if (net > 0) levels.push(net);
  }
}

/** What a heredoc holds is not the line's own. */
function netOfLead(lead: readonly Piece[]): number {
  let net = 0;
  for (const piece of lead) {
    net += bracketChange(piece);
    if (piece.kind === "open-heredoc") break;
  }
  return net;
}

function closeLevels(levels: number[], brackets: number): void {
  let left = brackets;
  for (let top = levels.pop(); top !== undefined; top = levels.pop()) {
    if (top > left) {
      levels.push(top - left);
      return;
    }
    left -= top;
    if (left === 0) return;
  }
}
