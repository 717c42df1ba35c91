/** Hunks of a unified diff as GitHub gives it per file (`patch`, without file headers). */

import type { Hunk } from "../../core/differential.ts";

const header = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

export function hunksOfPatch(patch: string): readonly Hunk[] {
  const hunks: { first: number; count: number; rows: string[] }[] = [];
  for (const row of patch.split("\n")) {
    const match = header.exec(row);
    if (match !== null) hunks.push({ first: Number(match[1]), count: Number(match[2] ?? 1), rows: [] });
    else hunks.at(-1)?.rows.push(row);
  }
  return hunks.map(({ first, count, rows }) => ({
    // A hunk that only deletes has no line at head (`+12,0` names the line before it).
    lines: [first, count === 0 ? first : first + count - 1],
    changed: addedLines(rows, count === 0 ? first + 1 : first),
  }));
}

function addedLines(rows: readonly string[], firstLine: number): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  let line = firstLine;
  for (const row of rows) {
    if (row.startsWith("-") || row.startsWith("\\")) continue;
    if (row.startsWith("+")) {
      const last = ranges.at(-1);
      if (last !== undefined && last[1] === line - 1) last[1] = line;
      else ranges.push([line, line]);
    }
    line += 1;
  }
  return ranges;
}
