/**
 * Private keys in PEM form.
 *
 * Why: whoever can read the repository, today or in its history, can act as the server or person that the key stands for.
 *
 * Public keys and certificates do not count, nor keys whose body is left out (`...`), a variable or encrypted by SOPS or Ansible Vault.
 *
 * Bad (tls/edge.pem):
 * ```text
 * -----BEGIN PRIVATE KEY-----
 * MC4CAQAwBQYDK2VwBCIEIH7Qm2xZr9tLkV0dWcJfYb3uGs8NaEo5TiRh1PyXqUvM
 * -----END PRIVATE KEY-----
 * ```
 *
 * Good (tls/edge.pem):
 * ```text
 * -----BEGIN PUBLIC KEY-----
 * MCowBQYDK2VwAyEAb7Qm2xZr9tLkV0dWcJfYb3uGs8NaEo5TiRh1PyXqUvM=
 * -----END PUBLIC KEY-----
 * ```
 *
 * Mend: revoke the key first, since it stays in the history; then read it from a secret store.
 *
 * Waive: it is not waivable by default; list the path of a key that guards nothing under `ignore`.
 */

import type { FileCheck, Observation } from "../../../core/check.ts";
import type { Document } from "../../../core/document.ts";
import type { Finding } from "../../../core/finding.ts";
import { evidenceOf, masked } from "./secrets/evidence.ts";
import { entropyOf, isPlaceholder } from "./secrets/randomness.ts";

const opening = /-----BEGIN (?<label>(?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?)-----/g;
/** The longest keys in use (RSA with 16,384 bits, indented, as a JSON string) are shorter. */
const longestKey = 20_000;
const mostFindings = 20;
/** An Ed25519 key in PKCS #8, the shortest there is. */
const shortestBody = 60;

const check: FileCheck<object> = { scope: "file", look };
export default check;

function look({ path, text }: Document): Observation {
  const findings: Finding[] = [];
  if (!text.includes("PRIVATE KEY")) return { findings };
  for (const match of text.matchAll(opening)) {
    const body = bodyAfter(text, match.index + match[0].length, match.groups?.["label"] ?? "");
    if (body === undefined || !isReal(body)) continue;
    findings.push({
      message: `A private key (\`${masked(body)}\`) stands here: whoever can read the repository, now or in its history, can use it.`,
      advice: "Revoke the key now, then read it from a secret store.",
      at: { path, range: [match.index, match.index + match[0].length] },
      evidence: evidenceOf(body),
      secret: true,
    });
    if (findings.length >= mostFindings) break;
  }
  return { findings };
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
