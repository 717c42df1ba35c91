/** What is wrong with a rule-set file, at its place, in words for its owner. */

import type { LineIndex, Range } from "../../../core/text.ts";

export interface ConfigurationProblem {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** Offsets into the text without its byte order mark. */
  readonly range: Range;
  readonly message: string;
  readonly advice?: string;
}

/** Says what is wrong at a place; readers collect what is said. */
export type Complain = (range: Range, message: string, advice?: string) => void;

/** Collects problems of one file, at most a hundred: more help nobody. */
export function collectProblems(
  path: string,
  lines: LineIndex,
): { problems: ConfigurationProblem[]; complain: Complain } {
  const problems: ConfigurationProblem[] = [];
  const complain: Complain = (range, message, advice) => {
    if (problems.length >= 100) return;
    const { line, column } = lines.position(range[0]);
    problems.push({ path, line, column, range, message, ...(advice === undefined ? {} : { advice }) });
  };
  return { problems, complain };
}
