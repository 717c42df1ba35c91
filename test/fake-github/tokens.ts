/** Who is asking: the App by its signed JWT, an installation by a token of one hour, a user by a personal token. */

import { createPublicKey, randomBytes, verify } from "node:crypto";
import { ApiError, type Identity } from "./api-exchange.ts";
import type { Account, Installation, Permissions, World } from "./world.ts";

const tokenLifeMilliseconds = 3_600_000;
const longestJwtSeconds = 600;
/** GitHub allows for clocks that are a little apart. */
const driftSeconds = 60;

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: string;
}

export interface Tokens {
  issue(installation: Installation, permissions: Permissions, repositories?: ReadonlySet<number>): IssuedToken;
  issueForUser(account: Account): string;
  /** @throws 401 for a token nobody issued, or that has run out. */
  identify(authorization: string | undefined): Identity;
  /** Every token issued so far stops working. */
  revokeAll(): void;
}

interface TokenRecord {
  readonly identity: Identity;
  readonly expires: number;
}

export function createTokens(world: World): Tokens {
  const tokens = new Map<string, TokenRecord>();
  return {
    issue(installation, permissions, repositories) {
      const jwt = [36, 160, 86].map((length) => randomBytes(length).toString("base64url")).join(".");
      const token = `ghs_${world.app.id}_${jwt}`;
      const expires = world.now().getTime() + tokenLifeMilliseconds;
      const identity: Identity = {
        kind: "installation",
        installation,
        permissions,
        ...(repositories && { repositories }),
      };
      tokens.set(token, { identity, expires });
      return { token, expiresAt: new Date(expires).toISOString().replace(/\.\d+Z$/, "Z") };
    },
    issueForUser(account) {
      const token = `ghp_${randomBytes(18).toString("hex")}`;
      tokens.set(token, { identity: { kind: "user", account }, expires: Infinity });
      return token;
    },
    identify(authorization) {
      if (authorization === undefined) return { kind: "anonymous" };
      const credential = credentialOf(authorization);
      if (credential.split(".").length === 3 && !credential.startsWith("ghs_")) return identifyApp(world, credential);
      const record = tokens.get(credential);
      if (!record || record.expires <= world.now().getTime()) throw new ApiError(401, "Bad credentials");
      return record.identity;
    },
    revokeAll: () => tokens.clear(),
  };
}

function credentialOf(authorization: string): string {
  const [scheme = "", value = ""] = authorization.split(/\s+/, 2);
  if (scheme.toLowerCase() !== "basic") return value;
  const pair = Buffer.from(value, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1);
}

function identifyApp(world: World, jwt: string): Identity {
  const [header = "", payload = "", signature = ""] = jwt.split(".");
  const key = createPublicKey(world.app.publicKey);
  const signed = Buffer.from(`${header}.${payload}`);
  if (readPart(header).alg !== "RS256" || !verify("sha256", signed, key, Buffer.from(signature, "base64url"))) {
    throw new ApiError(401, "A JSON web token could not be decoded");
  }
  const { iss, iat, exp } = readPart(payload);
  const now = world.now().getTime() / 1000;
  if (String(iss) !== String(world.app.id)) throw new ApiError(401, "'Issuer' claim ('iss') must be the App's id");
  if (typeof exp !== "number" || exp <= now)
    throw new ApiError(401, "'Expiration time' claim ('exp') must be in the future");
  if (exp > now + longestJwtSeconds + driftSeconds) {
    throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  if (typeof iat !== "number" || iat > now + driftSeconds) {
    throw new ApiError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  return { kind: "app" };
}

function readPart(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
