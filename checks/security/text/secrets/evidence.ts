/** How a found secret is told without telling it: four characters for people, a hash for comparison. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The first four characters, which in most formats are the format's own. */
export function masked(value: string): string {
  return `${value.slice(0, 4)}…`;
}

/** The same for the same value, wherever it moves; nobody finds the value from it. */
export function evidenceOf(value: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(value))).slice(0, 16)}`;
}
