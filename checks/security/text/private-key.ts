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
import { evidenceOf, masked } from "./secrets/evidence.ts";
import { privateKeysIn } from "./secrets/private-keys.ts";

const mostFindings = 20;

const check: FileCheck<object> = { scope: "file", look };
export default check;

function look({ path, text }: Document): Observation {
  const findings = privateKeysIn(text, mostFindings).map(({ range, body }) => ({
    message: `A private key (\`${masked(body)}\`) stands here: whoever can read the repository, now or in its history, can use it.`,
    advice: "Revoke the key now, then read it from a secret store.",
    at: { path, range },
    evidence: evidenceOf(body),
    secret: true,
  }));
  return { findings };
}
