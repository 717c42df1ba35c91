/** Tokens with which the CI of one repository hands results in: made from the App's secret, kept nowhere. */

import { createHmac, timingSafeEqual } from "node:crypto";

const prefix = "plumbline";

/** Holds until the secret is changed. `repository` is `owner/name`. */
export function reportToken(secret: string, repository: string): string {
  const name = Buffer.from(repository.toLowerCase()).toString("base64url");
  return `${prefix}.${name}.${signature(secret, name).toString("base64url")}`;
}

export function isReportToken(token: string): boolean {
  return token.startsWith(`${prefix}.`);
}

/** The repository that a token is for; `undefined` where none of these secrets made it. */
export function repositoryOfToken(
  token: string,
  secrets: readonly (string | undefined)[],
): { readonly owner: string; readonly repo: string } | undefined {
  const [, name = "", written = ""] = token.split(".");
  const given = Buffer.from(written, "base64url");
  const made = secrets.filter(
    (secret) => secret !== undefined && secret !== "" && isEqual(signature(secret, name), given),
  );
  const [owner, repo, ...rest] = Buffer.from(name, "base64url").toString("utf8").split("/");
  if (made.length === 0 || owner === undefined || repo === undefined || rest.length > 0) return undefined;
  return { owner, repo };
}

/** By a key of its own: what signs webhooks signs nothing else. */
function signature(secret: string, name: string): Buffer {
  const key = createHmac("sha256", secret).update("plumbline report token 1").digest();
  return createHmac("sha256", key).update(name).digest();
}

function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
