/** GitHub as the command line asks it: with the token of whoever calls, and only where that token belongs. */

import { Octokit } from "@octokit/rest";
import { packageVersion } from "../engine/package-root.ts";
import { UsageError } from "./command.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UsageError where nobody says at which address the host's API is. */
export function openGitHubApi(host: string, env: Environment): Octokit {
  return new Octokit({
    baseUrl: apiAddress(host, env),
    userAgent: `plumbline/${packageVersion()}`,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    ...(hasToken(env) && { auth: env["GITHUB_TOKEN"] }),
  });
}

export function hasToken(env: Environment): boolean {
  return (env["GITHUB_TOKEN"] ?? "") !== "";
}

/** Whose rule sets may be extended beside the owner's, as the service is told. */
export function extendableIn(env: Environment): readonly string[] {
  return (env["EXTENDABLE"] ?? "").split(/[\s,]+/u).filter((name) => name !== "");
}

function silent(): void {
  // Octokit would print refused calls; ours is the one line that says what to do.
}

/** A token is sent to github.com or to the server that the environment names, never to whatever host an address names. */
function apiAddress(host: string, env: Environment): string {
  const explicit = env["GITHUB_API_URL"];
  if (explicit !== undefined && explicit !== "") return explicit.replace(/\/+$/, "");
  if (host === "github.com") return "https://api.github.com";
  const known = [env["GHE_HOST"], env["GH_HOST"]];
  if (known.includes(host)) return `https://${host}/api/v3`;
  throw new UsageError(`set GITHUB_API_URL=https://${host}/api/v3 to read from ${host}`);
}
