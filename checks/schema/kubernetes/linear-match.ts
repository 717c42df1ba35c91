/** Patterns of custom resources: they come with a pull request and run on an engine that cannot backtrack. */

import { compilePattern } from "../json-schema/patterns.ts";

/** A pattern that needs backtracking is not known to be broken. */
export function linearMatch(pattern: string, text: string): boolean {
  return compilePattern(pattern)?.test(text) ?? true;
}
