/** How a found secret is told without telling it: a few characters for people, a hash for comparison. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export { maskedSecret as masked } from "../../../../core/mask.ts";

/** The same for the same value, wherever it moves; nobody finds the value from it. */
export function evidenceOf(value: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(value))).slice(0, 16)}`;
}
