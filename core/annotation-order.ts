/** The order in which annotations are shown: by file, then by place. */

import type { Annotation } from "./report.ts";

/** What has no place comes first. */
export function byPlace(left: Annotation, right: Annotation): number {
  const [leftPath, rightPath] = [left.at?.path ?? "", right.at?.path ?? ""];
  if (leftPath !== rightPath) return leftPath < rightPath ? -1 : 1;
  return (left.at?.range[0] ?? 0) - (right.at?.range[0] ?? 0);
}
