/** Whether a value that is set to a secret's name is a real secret, and how sure that is. */

import { knownExamples } from "./known-examples.ts";
import type { SecretKind } from "./key-names.ts";
import { characterClasses, entropyOf, isPlaceholder } from "./randomness.ts";
import { isReference } from "./reference.ts";
import { chanceOf } from "./wording.ts";

/** `random`: made by a machine, so nothing else than a secret. `handmade`: a password as people make them up. */
export type Verdict = "random" | "handmade";

const shortest = 8;
const shortestRandom = 12;
/** Longer ones are certificates, licences and what is encrypted. */
const longest = 200;
const longestToken = 4_000;

/** Said of itself, or common to every example, whatever stands around it. */
const exampleWord =
  /passw|p[a@4][s$5]{2}w[o0]rd|s[e3]cr[e3]t|admin|test|demo|todo|tbd|foo|bar(?![a-z])|baz|sample|example|default|guest|user|root|dummy|mock|fake|temp|welcome|letmein|qwerty|abc|123|change|replace|insert|here|token|minio|postgres|mysql|mongo|redis|rabbit|grafana|vagrant|ansible|docker|hunter2|battery|monkey|dragon|xxx|fixme|none|null|undefined|super|local/i;

export function judge(value: string, kind: SecretKind): Verdict | undefined {
  if (value.length < shortest || knownExamples.has(value)) return undefined;
  if (isJsonToken(value)) return isExampleToken(value) ? undefined : "random";
  if (value.length > longest || !/^[\x21-\x7e]+$/.test(value)) return undefined;
  if (isReference(value) || isPlaceholder(value)) return undefined;
  const decoded = plainTextIn(value);
  if (decoded !== undefined) return decoded.includes("\n") ? undefined : judge(decoded, kind);
  if (isRandom(value)) return "random";
  return kind === "password" && isHandmade(value) ? "handmade" : undefined;
}

function isRandom(value: string): boolean {
  if (/^(?:[0-9a-f]+|[0-9A-F]+)$/.test(value)) return isHexadecimal(value);
  const chance = chanceOf(value.replace(/=+$/, ""));
  const classes = characterClasses(value);
  if (value.length < shortestRandom) return classes >= 3 && chance >= 10 && !exampleWord.test(value);
  if (classes === 1) return chance >= Math.max(14, value.length * 0.7);
  if (classes === 2 && /[-_.]/.test(value) && !/\d/.test(value)) return false;
  // The longer a text, the likelier that a word stands in it by chance.
  if (value.length < 24 && exampleWord.test(value)) return false;
  return chance >= Math.max(9, value.length * 0.4) && entropyOf(value) >= 2.9;
}

/** Whoever writes 20 such digits under a secret's name has drawn them. */
function isHexadecimal(value: string): boolean {
  return value.length >= 20 && /\d/.test(value) && /[a-f]/i.test(value) && entropyOf(value) >= 3;
}

/** Only what no resource is called: with capitals, small letters and digits, or signs that names do not have. */
function isHandmade(value: string): boolean {
  if (exampleWord.test(value) || value.length > 40 || /[/\\:()[\]{},;|]/.test(value)) return false;
  const hasSign = /[!@#%^*+?~&=]/.test(value.replace(/=+$/, ""));
  const letters = /[A-Za-z]/.test(value);
  if (!letters || !/\d/.test(value)) return false;
  return hasSign || (/[a-z]/.test(value) && /[A-Z]/.test(value));
}

/** The text that base64 stands for, where it is one: nothing drawn by chance decodes to letters alone. */
export function plainTextIn(value: string): string | undefined {
  if (value.length < 8 || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return undefined;
  const text = decodeBase64(value);
  return text !== undefined && /^[\x20-\x7e\r\n\t]+$/.test(text) ? text.replace(/[\r\n]+$/, "") : undefined;
}

/** One character per byte; `undefined` where it is not base64. */
export function decodeBase64(value: string): string | undefined {
  try {
    return atob(value.replace(/\s+/g, ""));
  } catch {
    return undefined;
  }
}

/** A signed JSON web token. */
function isJsonToken(value: string): boolean {
  return value.length <= longestToken && /^eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{20,}$/.test(value);
}

/** What a token says of itself is there for everybody to read: examples speak of John Doe. */
function isExampleToken(value: string): boolean {
  const [, claims = ""] = value.split(".");
  const said = decodeBase64(claims.replaceAll("-", "+").replaceAll("_", "/")) ?? "";
  return /john doe|1234567890|example|test|"role":"anon"/i.test(said);
}
