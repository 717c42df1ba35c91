/** Which names of settings say that their value is a secret: `DB_PASSWORD`, `clientSecret`, `spring.mail.password`; not `tokenUrl`, not `secretName`. */

import { wordsBeforeKey } from "./hints.ts";

/** `password`: people may have made the value up. `key`: a machine makes it. */
export type SecretKind = "password" | "key";

const keyBefore: ReadonlySet<string> = new Set(wordsBeforeKey);

const passwordWords = new Set(["password", "passwd", "pwd", "passphrase", "passcode", "pass", "userpass", "dbpass"]);
const passwordEnd = /(?:password|passwd|passphrase|pwd)$/;
const keyWords = new Set(["secret", "token", "apikey", "accesskey", "secretkey", "authkey", "privatekey", "apitoken"]);
const keyEnd = /(?:apikey|accesskey|secretkey|authtoken|accesstoken|apitoken|clientsecret)$/;

/** Words that come behind and change nothing. */
const trailing = new Set(
  (
    "value plain plaintext plain_text text string base64 b64 prod production staging stage dev development qa uat new old " +
    "current previous primary secondary main default override var env raw"
  ).split(" "),
);

/** One of these, and the value is about the secret, or is something else altogether. */
const otherwise = new Set(
  (
    "public pub name names url uri path file filename dir directory folder length len size version arn type policy ttl expiry " +
    "expires expiration expire lifetime timeout duration age enabled enable disabled disable required optional allow allowed header field prefix " +
    "suffix hash hashed digest checksum sha sha1 sha256 sha512 md5 fingerprint thumbprint algorithm alg format rotation rotate count min max minimum maximum " +
    "reset forgot label labels title message description desc hint placeholder kind class provider store engine mount namespace " +
    "resource role scope scopes audience issuer endpoint regex pattern regexp encrypted sealed encryption_context next page paging pagination continuation " +
    "cancellation cancel idempotency idempotent request creation param parameter parameters attribute property column ref reference id ids template " +
    "mode strength complexity symbols special char chars character characters separator delimiter tokenizer review validator validation verify " +
    "verification check manager management group limit limits usage mask masked host server port user username email location index data source sources selector env_var exists cache order sort step variable " +
    "change changed example sample generator generate generated"
  ).split(" "),
);
/** Good words before a secret, and something else behind it. */
const otherwiseBehind = new Set(["key", "keys", "from", "in", "for", "to", "as", "by", "is", "has", "uses", "using"]);

/** `undefined`: whatever stands there is no secret by its name. */
export function secretKindOf(name: string): SecretKind | undefined {
  const words = wordsOf(name);
  while (words.length > 1 && isTrailing(words.at(-1) ?? "")) words.pop();
  const last = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  const kind = kindOf(last, before);
  if (kind === undefined) return undefined;
  // `key` itself is allowed to stand behind `secret`, `secret access`, `api` …
  const others = last === "key" ? words.slice(0, -1) : words;
  return others.some((word) => otherwise.has(word) && word !== "encryption") ||
    others.slice(0, -1).some((word) => otherwiseBehind.has(word) && word !== "key")
    ? undefined
    : kind;
}

function kindOf(last: string, before: string): SecretKind | undefined {
  if (passwordWords.has(last) || passwordEnd.test(last)) return "password";
  if (keyWords.has(last) || keyEnd.test(last)) return "key";
  if (last === "credential" || last === "credentials") return "key";
  return last === "key" && keyBefore.has(before) ? "key" : undefined;
}

function isTrailing(word: string): boolean {
  return trailing.has(word) || /^\d{1,4}$/.test(word);
}

/** `spring.rabbitmq.adminPassword` -> spring, rabbitmq, admin, password; numbers at a word's end fall off (`TOKEN2`). */
function wordsOf(name: string): string[] {
  return name
    .slice(-120)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) =>
      /^[a-z]+\d{1,2}$/.test(word) && !otherwise.has(word) && word !== "base64" ? word.replace(/\d+$/, "") : word,
    )
    .filter((word) => word !== "");
}

const harmless = new Set(
  (
    "id name username user login email host hostname address url uri endpoint server port region zone bucket database dbname db " +
    "account project tenant crt cert certificate ca chain pub public type version config json yaml namespace path file url"
  ).split(" "),
);

/** Of entries in something that holds nothing but secrets: those that go along with one. */
export function isHarmlessName(name: string): boolean {
  const words = wordsOf(name);
  return (
    harmless.has(words.at(-1) ?? "") || words.some((word) => word === "public" || word === "cert" || word === "hash")
  );
}
