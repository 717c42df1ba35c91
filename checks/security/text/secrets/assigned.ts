/** From assignments to the secrets among them: the name is asked first, then the value, decoded where it is encoded. */

import type { Range } from "../../../../core/text.ts";
import type { Assignment } from "./assignment.ts";
import { assignmentsInLines } from "./assignments/lines.ts";
import { decodeBase64, judge, plainTextIn, type Verdict } from "./judge.ts";
import { isHarmlessName, secretKindOf } from "./key-names.ts";
import { privateKeysIn } from "./private-keys.ts";
import { tokensIn } from "./tokens.ts";

export interface AssignedSecret {
  readonly name: string;
  /** As its reader gets it. */
  readonly value: string;
  readonly range: Range;
  readonly verdict: Verdict;
  /** It stands in base64, which hides nothing. */
  readonly isEncoded: boolean;
  /** What else is known of it: "a GitHub token". */
  readonly what?: string;
}

export function secretOf(assignment: Assignment): AssignedSecret | undefined {
  return assignment.isEncoded ? decodedSecret(assignment) : writtenSecret(assignment);
}

function writtenSecret({ name, value, range, isDeclared }: Assignment): AssignedSecret | undefined {
  const text = value.trim();
  const verdict = verdictOf(name, text, isDeclared === true);
  // Those are told by their names: `security/text/token`, `security/text/private-key`.
  if (verdict === undefined || tokensIn(text, 1).length > 0) return undefined;
  return { name, value: text, range, verdict, isEncoded: plainTextIn(text) !== undefined };
}

function verdictOf(name: string, text: string, isDeclared: boolean): Verdict | undefined {
  if (basicNames.test(name)) return basicVerdict(text);
  const kind = name === "Authorization: Bearer" ? "key" : secretKindOf(name);
  if (kind !== undefined) return judge(text, kind);
  return isDeclared && !isHarmlessName(name) ? judge(text, "key") : undefined;
}

/** Docker's and npm's `auth`, and headers of HTTP: user and password in base64. */
const basicNames = /^(?:_?auth|Authorization: Basic)$/;

function basicVerdict(text: string): Verdict | undefined {
  const password = /^[^:\s]+:(.+)$/.exec(plainTextIn(text) ?? "")?.[1];
  return password === undefined ? undefined : judge(password, "password");
}

/** Of `data` in a Secret: one value, a file of settings, a key. */
function decodedSecret({ name, value, range }: Assignment): AssignedSecret | undefined {
  const text = decodeBase64(value)?.trim();
  if (text === undefined || text.length > 100_000) return undefined;
  const found = { name, range, isEncoded: true, verdict: "random" } as const;
  if (!/^[\t\r\n\x20-\x7e\x80-\xff]*$/.test(text)) return isRawKey(name, text) ? { ...found, value } : undefined;

  const [key] = privateKeysIn(text, 1);
  if (key) return { ...found, value: key.body, what: "a private key" };
  const [token] = tokensIn(text, 1);
  if (token) return { ...found, value: token.value, what: token.name };
  if (/[\s{]/.test(text)) return settingOf(text, name, range);
  const verdict = verdictOf(name, text, true);
  return verdict && { ...found, value: text, verdict };
}

/** Bytes drawn by chance, of the length that ciphers use. */
function isRawKey(name: string, bytes: string): boolean {
  return secretKindOf(name) !== undefined && bytes.length >= 16 && bytes.length <= 64 && !bytes.includes("\0\0\0");
}

/** The first secret of a whole file in a value. */
function settingOf(text: string, name: string, range: Range): AssignedSecret | undefined {
  for (const inner of assignmentsInLines(text, [0, text.length])) {
    const secret = writtenSecret(inner);
    if (secret) return { ...secret, name: `${name}: ${secret.name}`, range, isEncoded: true };
  }
  return undefined;
}
