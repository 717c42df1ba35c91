/** What every check over `.dockerignore` files is made of: a judge of its patterns. */

import type { FileCheck } from "../../../../core/check.ts";
import { type IgnorePattern, readIgnorePatterns } from "../../../../languages/dockerfile/ignore-file.ts";
import type { TextDocument } from "../../../../languages/parsed.ts";

/** What is wrong with a pattern, as a whole sentence, and what to do. */
export interface IgnoreRemark {
  readonly pattern: IgnorePattern;
  readonly says: string;
  readonly mend: string;
}

const mostFindings = 200;

export function ignoreCheck(
  judge: (patterns: readonly IgnorePattern[]) => readonly IgnoreRemark[],
): FileCheck<object, TextDocument> {
  return {
    scope: "file",
    languages: ["text"],
    kinds: ["dockerignore"],
    look({ path, text }) {
      const remarks = judge(readIgnorePatterns(text)).slice(0, mostFindings);
      return {
        findings: remarks.map(({ pattern, says, mend }) => ({
          message: says,
          advice: mend,
          at: { path, range: pattern.range },
        })),
      };
    },
  };
}
