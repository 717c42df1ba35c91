/** Which lines a place covers, whole numbers from 1, whatever the place claims. */

import type { AnnotationPlace } from "../core/report.ts";

export function firstLine(at: AnnotationPlace): number {
  return Math.max(1, at.start.line);
}

/** A range that ends at the very start of a line does not cover that line. */
export function lastLine(at: AnnotationPlace): number {
  const endsBefore = at.end.column <= 1 && at.end.line > at.start.line;
  return Math.max(firstLine(at), endsBefore ? at.end.line - 1 : at.end.line);
}
