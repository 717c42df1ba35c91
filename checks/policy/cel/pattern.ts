/** Regular expressions of policies: RE2's syntax, linear time whatever the pattern and the text. */

import { RE2JS } from "re2js";

const compiled = new Map<string, RE2JS>();

/** Whether the pattern fits a part of the text. The pattern is one that `regexProblem` found sound. */
export function matchesPattern(text: string, pattern: string): boolean {
  const known = compiled.get(pattern);
  if (known) return known.matcher(text).find();
  const fresh = RE2JS.compile(pattern);
  if (compiled.size > 500) compiled.clear();
  compiled.set(pattern, fresh);
  return fresh.matcher(text).find();
}
