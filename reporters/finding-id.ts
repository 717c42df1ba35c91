/** The short name of a finding that people write into commands: the beginning of its fingerprint. */

import type { Annotation } from "../core/report.ts";

const length = 8;

export function findingId({ fingerprint }: Annotation): string {
  return fingerprint.slice(0, length);
}
