/** Who a run of GitHub Actions is: its identity token (OpenID Connect), believed only with GitHub's signature. */

import { createRemoteJWKSet, customFetch, errors, jwtVerify } from "jose";
import type { FetchImplementation, JWTPayload } from "jose";
import type { Reporter, ReportScope } from "../service/tool-reports.ts";

export interface WorkflowIdentityOptions {
  /** Of the tokens: `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** Whom the token was made for: us, and nobody else. */
  readonly audience: string;
  readonly fetch: FetchImplementation;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** `unreachable`: GitHub's keys cannot be read now, so nobody can tell. */
export type IdentifyWorkflow = (token: string) => Promise<Reporter | "invalid" | "unreachable">;

/** In seconds: clocks differ. */
const tolerance = 30;

export function openWorkflowIdentity({ issuer, audience, fetch, now }: WorkflowIdentityOptions): IdentifyWorkflow {
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks`), { [customFetch]: fetch });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ["RS256"],
        currentDate: new Date(now()),
        clockTolerance: tolerance,
        requiredClaims: ["exp", "iat", "repository", "event_name", "sha", "ref"],
      });
      return reporterOf(payload) ?? "invalid";
    } catch (error) {
      return isRefusal(error) ? "invalid" : "unreachable";
    }
  };
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  const outages: readonly string[] = ["ERR_JOSE_GENERIC", errors.JWKSTimeout.code, errors.JWKSInvalid.code];
  return !outages.includes(error.code);
}

function reporterOf(payload: JWTPayload): Reporter | undefined {
  const { repository, event_name: event, sha, ref } = payload;
  if (typeof repository !== "string" || typeof sha !== "string" || typeof ref !== "string") return undefined;
  const [owner, repo, ...rest] = repository.split("/");
  if (owner === undefined || repo === undefined || rest.length > 0) return undefined;
  return { owner, repo, about: scopeOf(event, sha, ref) };
}

/**
 * Whoever may push a branch may write its workflow: so a run speaks of its own commit or pull request. Only what
 * `workflow_run` starts is always the default branch's, and may speak of any commit, such as a fork's.
 */
function scopeOf(event: unknown, sha: string, ref: string): ReportScope {
  if (event === "workflow_run") return { kind: "any" };
  const number = event === "pull_request" ? /^refs\/pull\/(\d{1,15})\//u.exec(ref)?.[1] : undefined;
  return number === undefined ? { kind: "commit", sha } : { kind: "pull", number: Number(number) };
}
