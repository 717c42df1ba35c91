/** Where a review comment may stand: on lines inside the hunks of the pull request's diff, and nowhere else. */

import type { FileDifference } from "./git-diff.ts";

export type Side = "LEFT" | "RIGHT";

export interface CommentPlace {
  readonly path: string;
  readonly line: number;
  readonly side: Side;
  readonly startLine?: number;
  readonly startSide?: Side;
}

interface DiffLine {
  readonly hunk: number;
  readonly text: string;
  readonly left?: number;
  readonly right?: number;
}

/** @returns the hunk up to the line, as GitHub keeps it with the comment, or `undefined` when the place is not in the diff. */
export function hunkAt(files: readonly FileDifference[], place: CommentPlace): string | undefined {
  const lines = diffLines(files.find((file) => file.path === place.path)?.patch ?? "");
  const end = lines.findIndex((line) => lineOn(line, place.side) === place.line);
  if (end < 0) return undefined;
  const hunk = lines[end]?.hunk;
  if (place.startLine !== undefined) {
    const side = place.startSide ?? place.side;
    const start = lines.findIndex((line) => lineOn(line, side) === place.startLine && line.hunk === hunk);
    if (start < 0 || start >= end) return undefined;
  }
  const shown = lines.filter((line, index) => line.hunk === hunk && index <= end);
  return shown.map((line) => line.text).join("\n");
}

function lineOn(line: DiffLine, side: Side): number | undefined {
  return side === "LEFT" ? line.left : line.right;
}

function diffLines(patch: string): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let [hunk, left, right] = [0, 0, 0];
  for (const text of patch === "" ? [] : patch.split("\n")) {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (header) {
      [hunk, left, right] = [hunk + 1, Number(header[1]), Number(header[2])];
      lines.push({ hunk, text });
    } else if (text.startsWith("+")) lines.push({ hunk, text, right: right++ });
    else if (text.startsWith("-")) lines.push({ hunk, text, left: left++ });
    else if (text.startsWith("\\")) lines.push({ hunk, text });
    else lines.push({ hunk, text, left: left++, right: right++ });
  }
  return lines;
}
