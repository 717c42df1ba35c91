/** Owners' own patterns: RE2 syntax, so that no text makes them slow; what RE2 refuses is unknown and never fires. */

import { RE2JS } from "re2js";

import type { Gap } from "../../../core/finding.ts";

export interface OwnPatterns {
  /** First match of any pattern, as it was written. */
  readonly find: (text: string) => string | undefined;
  /** One for each pattern that cannot be read. */
  readonly gaps: readonly Gap[];
}

export function compilePatterns(patterns: readonly string[]): OwnPatterns {
  const compiled: RE2JS[] = [];
  const gaps: Gap[] = [];
  for (const pattern of patterns) {
    try {
      compiled.push(RE2JS.compile(pattern));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      gaps.push({ reason: `the pattern \`${pattern}\` cannot be read: ${why}`, cause: "unsupported" });
    }
  }
  return { find: (text) => firstMatch(compiled, text), gaps };
}

function firstMatch(patterns: readonly RE2JS[], text: string): string | undefined {
  for (const pattern of patterns) {
    const matcher = pattern.matcher(text);
    while (matcher.find()) {
      const found = matcher.group();
      if (found !== null && found.trim() !== "") return found;
    }
  }
  return undefined;
}
