/** Regular expressions in matchers: RE2, and always about the whole value. */

import { RE2JS, RE2JSSyntaxException } from "re2js";
import type { PromqlMatcher } from "./tree.ts";

type Compiled = { readonly pattern: RE2JS } | { readonly problem: string };

const known = new Map<string, Compiled>();

/** Why a pattern is none; `undefined` where it is one. */
export function patternProblem(pattern: string): string | undefined {
  const compiled = compile(pattern);
  return "problem" in compiled ? compiled.problem : undefined;
}

/** Whether a pattern fits a whole text; `undefined` where it is no pattern. */
export function patternMatches(pattern: string, text: string): boolean | undefined {
  const compiled = compile(pattern);
  return "pattern" in compiled ? compiled.pattern.matches(text) : undefined;
}

/** The parts of a text that a pattern finds, one behind the other; nothing where it is no pattern. */
export function patternParts(pattern: string, text: string): readonly string[] {
  const compiled = compile(pattern);
  if (!("pattern" in compiled)) return [];
  const parts: string[] = [];
  const matcher = compiled.pattern.matcher(text);
  while (matcher.find() && parts.length < 1_000) parts.push(matcher.group() ?? "");
  return parts;
}

/** Whether series without the label fit, too. What cannot be read fits nothing. */
export function matchesEmpty({ operator, value }: PromqlMatcher): boolean {
  switch (operator) {
    case "=":
      return value.value === "";
    case "!=":
      return value.value !== "";
    case "=~":
      return patternMatches(value.value, "") === true;
    case "!~":
      return patternMatches(value.value, "") === false;
  }
}

const mostKept = 1_000;

function compile(pattern: string): Compiled {
  const before = known.get(pattern);
  if (before) return before;
  let compiled: Compiled;
  try {
    compiled = { pattern: RE2JS.compile(pattern, RE2JS.DOTALL) };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    compiled = { problem: error.message.replace(/^error parsing regexp: /u, "").replace("`(?s)", "`") };
  }
  if (known.size >= mostKept) known.clear();
  known.set(pattern, compiled);
  return compiled;
}
