/** Plain @octokit/rest clients for tests: the App by its JWT, an installation by its token. No retries, no throttle. */

import { createSign } from "node:crypto";
import { Octokit } from "@octokit/rest";
import type { FakeGitHub } from "./server.ts";

export function appJwt(github: FakeGitHub, lifeSeconds = 540): string {
  const now = Math.floor(github.world.now().getTime() / 1000);
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const claims = { iss: github.app.id, iat: now - 30, exp: now + lifeSeconds };
  const signed = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${createSign("sha256").update(signed).sign(github.app.privateKey, "base64url")}`;
}

export function octokitWith(github: FakeGitHub, token: string | undefined): Octokit {
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  return new Octokit({ baseUrl: github.apiUrl, log: quiet, ...(token === undefined ? {} : { auth: token }) });
}

export function octokitForApp(github: FakeGitHub): Octokit {
  return octokitWith(github, appJwt(github));
}

/** The client of the installation on that owner's account. */
export async function octokitForInstallation(
  github: FakeGitHub,
  owner: string,
  narrowing: { readonly permissions?: Record<string, "read" | "write">; readonly repositories?: string[] } = {},
): Promise<Octokit> {
  const installations = [...github.world.installations.values()];
  const installation = installations.find((one) => one.account.login === owner);
  if (!installation) throw new Error(`the App is not installed for ${owner}`);
  const { data } = await octokitForApp(github).rest.apps.createInstallationAccessToken({
    installation_id: installation.id,
    ...narrowing,
  });
  return octokitWith(github, data.token);
}
