/** The identity of a finding, so that it is the same one after a push that moves its line. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Finding } from "./finding.ts";
import type { LineIndex } from "./text.ts";

const evidenceLimit = 400;

/**
 * What is compared between base and head: the rule, the path at head and the normalised text of the place.
 * Never the line number.
 */
export function identityOf(rule: string, path: string, finding: Finding, text: string, lines: LineIndex): string {
  return [rule, path, finding.evidence ?? evidenceOf(finding, text, lines)].join("\0");
}

/** 32 hexadecimal digits; `occurrence` counts equal identities from 0. */
export function fingerprintOf(identity: string, occurrence: number): string {
  return bytesToHex(sha256(utf8ToBytes(`${identity}\0${occurrence}`))).slice(0, 32);
}

/** The text at the place with its white space folded; where that is blank (a trailing space), the line around it. */
function evidenceOf(finding: Finding, text: string, lines: LineIndex): string {
  if (!finding.at) return finding.message;
  const [start, end] = finding.at.range;
  const here = fold(text.slice(start, Math.min(end, start + evidenceLimit)));
  if (here !== "") return here;
  const [lineStart, lineEnd] = lines.line(lines.position(start).line);
  return fold(text.slice(lineStart, Math.min(lineEnd, lineStart + evidenceLimit)));
}

function fold(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
