/** Reads plain output by the patterns of a GitHub problem matcher, in time that grows with the output alone. */

import { RE2JS } from "re2js";
import { codeAt, countAt, mostResults, type ToolResultEntry } from "./result.ts";

/** Numbers are those of the pattern's groups, as in a matcher's file. */
export interface MatcherPattern {
  readonly regexp: string;
  readonly file?: number;
  readonly line?: number;
  readonly column?: number;
  readonly severity?: number;
  readonly code?: number;
  readonly message?: number;
  /** Of the last pattern: repeated, with what the ones before it said. */
  readonly loop?: boolean;
}

const longestLine = 4_096;
const mostLines = 20_000;

type Fields = Readonly<Partial<Record<"file" | "line" | "column" | "severity" | "code" | "message", string>>>;

/** Patterns match lines that follow one another; a match begins anew wherever the row breaks. */
export function readByMatcher(patterns: readonly MatcherPattern[], output: string): readonly ToolResultEntry[] {
  const compiled = patterns.map((pattern) => ({ pattern, regexp: RE2JS.compile(pattern.regexp) }));
  const lines = output.split(/\r?\n/u, mostLines);
  const last = compiled.at(-1);
  const results: ToolResultEntry[] = [];
  for (let at = 0; last && at < lines.length && results.length < mostResults; at += 1) {
    let fields: Fields = {};
    let step = 0;
    for (; step < compiled.length; step += 1) {
      const each = compiled[step];
      const found = each && fieldsOf(each.regexp, each.pattern, lines[at + step]);
      if (!found) break;
      fields = { ...fields, ...found };
    }
    if (step < compiled.length) continue;
    results.push(...resultOf(fields));
    at += compiled.length - 1;
    while (last.pattern.loop === true && results.length < mostResults) {
      const again = fieldsOf(last.regexp, last.pattern, lines[at + 1]);
      if (!again) break;
      results.push(...resultOf({ ...fields, ...again }));
      at += 1;
    }
  }
  return results;
}

function fieldsOf(regexp: RE2JS, pattern: MatcherPattern, line: string | undefined): Fields | undefined {
  if (line === undefined) return undefined;
  const matcher = regexp.matcher(line.slice(0, longestLine));
  if (!matcher.find()) return undefined;
  const fields: Partial<Record<keyof Fields, string>> = {};
  for (const name of ["file", "line", "column", "severity", "code", "message"] as const) {
    const group = pattern[name];
    if (group === undefined || group > matcher.groupCount()) continue;
    const text = matcher.group(group);
    if (text !== null && text !== undefined) fields[name] = text;
  }
  return fields;
}

function resultOf(fields: Fields): readonly ToolResultEntry[] {
  if (/^(?:info|notice|note|information)$/iu.test(fields.severity ?? "")) return [];
  const { file, message = "a finding without words" } = fields;
  return [
    { file, line: countAt(fields, "line"), column: countAt(fields, "column"), message, ...codeAt(fields, "code") },
  ];
}
