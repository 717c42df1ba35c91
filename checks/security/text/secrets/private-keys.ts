/** Private keys in PEM form: where they begin, and what they are. */

import type { Range } from "../../../../core/text.ts";
import { entropyOf, isPlaceholder } from "./randomness.ts";

export interface PrivateKey {
  /** Of its first line. */
  readonly range: Range;
  /** In base64, without what it is wrapped in. */
  readonly body: string;
}

const opening = /-----BEGIN (?<label>(?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?)-----/g;
/** The longest keys in use (RSA with 16,384 bits, indented, as a JSON string) are shorter. */
const longestKey = 20_000;
/** An Ed25519 key in PKCS #8, the shortest there is. */
const shortestBody = 60;

/** At most so many, in the order of the text. */
export function privateKeysIn(text: string, most: number): readonly PrivateKey[] {
  const keys: PrivateKey[] = [];
  if (!text.includes("PRIVATE KEY")) return keys;
  for (const match of text.matchAll(opening)) {
    const body = bodyAfter(text, match.index + match[0].length, match.groups?.["label"] ?? "");
    if (body === undefined || !isReal(body)) continue;
    keys.push({ range: [match.index, match.index + match[0].length], body });
    if (keys.length >= most) break;
  }
  return keys;
}

/** The base64 text between the two marks, from whatever it is wrapped in: indentation, quotes, `\n` of a JSON string. */
function bodyAfter(text: string, start: number, label: string): string | undefined {
  const window = text.slice(start, start + longestKey);
  const end = window.indexOf(`-----END ${label}-----`);
  if (end === -1) return undefined;
  const lines = window
    .slice(0, end)
    .replace(/\\[nrt]/g, "\n")
    .split(/[\s"',\\|]+/);
  // Headers (`Proc-Type: 4,ENCRYPTED`) and anything else that is no base64 fall away.
  return (
    lines.filter((line) => /^[A-Za-z0-9+/]{20,}={0,2}$|^[A-Za-z0-9+/]*={1,2}$/.test(line)).join("") ||
    window.slice(0, end)
  );
}

/** Every format in use begins with a sequence (`M` in base64), OpenSSH's with its name; PGP's with a packet mark. */
function isReal(body: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body) || body.length < shortestBody) return false;
  const begins = body.startsWith("M") || body.startsWith("b3BlbnNzaC1rZXk") || /^[lx]/.test(body);
  return begins && !isPlaceholderBody(body) && entropyOf(body) >= 4;
}

/** Keys of zeros in them are real (a small exponent, padding), so that only long repetition tells an example. */
function isPlaceholderBody(body: string): boolean {
  return /(?!A)(.)\1{7,}/.test(body) || (body.length < 200 && isPlaceholder(body));
}
