/** Formats of check options, among them regular expressions, which run on re2js: linear time, whatever the pattern. */

import { RE2JS } from "re2js";
import { pathFormats } from "./formats.ts";

/** `undefined` = re2js compiles it; else what it refuses. */
export function regexProblem(pattern: string): string | undefined {
  if (pattern.length > 2_000) return "is longer than 2,000 characters";
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^error parsing regexp: /u, "");
  }
}

export const optionFormats = {
  ...pathFormats,
  regex: (text: string): boolean => regexProblem(text) === undefined,
};
