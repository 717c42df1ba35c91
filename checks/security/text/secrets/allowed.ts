/** Values that an owner says are no secrets: by a pattern of the whole value, or by its hash. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { RE2JS } from "re2js";
import type { Gap } from "../../../../core/finding.ts";

export interface Ignoring {
  readonly ignores: (value: string) => boolean;
  /** One for each pattern that cannot be read. */
  readonly gaps: readonly Gap[];
}

const hash = /^sha256:([0-9a-f]{16,64})$/i;

/** Patterns are RE2's, so that no value makes them slow. */
export function ignoring(words: readonly string[]): Ignoring {
  const hashes = words.flatMap((word) => hash.exec(word)?.[1]?.toLowerCase() ?? []);
  const patterns: RE2JS[] = [];
  const gaps: Gap[] = [];
  for (const word of words.filter((each) => !hash.test(each))) {
    try {
      patterns.push(RE2JS.compile(word));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      gaps.push({ reason: `the pattern \`${word}\` of \`ignore\` cannot be read: ${why}`, cause: "unsupported" });
    }
  }
  return {
    ignores: (value) => patterns.some((pattern) => pattern.matches(value)) || isKnown(value, hashes),
    gaps,
  };
}

function isKnown(value: string, hashes: readonly string[]): boolean {
  if (hashes.length === 0) return false;
  const own = bytesToHex(sha256(utf8ToBytes(value)));
  return hashes.some((beginning) => own.startsWith(beginning));
}
