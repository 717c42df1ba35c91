/** The quick look: words without which a text holds no secret under a name, so that nothing else is loaded or asked. */

/** What stands before `key` where the key is a secret one. */
export const wordsBeforeKey: readonly string[] = (
  "api access secret private encryption signing sign master auth account storage admin app application " +
  "hmac jwt session cookie webhook consumer shared license licence integration subscription ingest " +
  "ingestion write service sas decryption cipher unseal root deploy registration authentication client"
).split(" ");

/** Case does not matter. */
export const namePattern = `pass|pwd|secret|token|credential|auths|_auth|(?:${wordsBeforeKey.join("|")})[-_. ]?key`;

/** Part of every name that says that a secret follows; a Kubernetes Secret has one in its kind. */
export const nameParts = new RegExp(namePattern, "i");

const authorization = /\b(?:bearer|basic)[ \t]{1,4}\S{12}/i;

export function mayHoldSecrets(text: string): boolean {
  return nameParts.test(text) || authorization.test(text);
}
