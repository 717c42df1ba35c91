/** One authenticated client per installation: our own pacing, and repeats only where repeating is harmless. */

import type { Octokit } from "@octokit/rest";
import { wait } from "../core/clock.ts";
import type { Clock } from "../core/clock.ts";
import { statusOf } from "./api.ts";
import type { GitHubApi } from "./api.ts";
import { createLimiter, RateLimited } from "./limiter.ts";
import type { CallKind, Limiter } from "./limiter.ts";
import { hasRateLimitedError, rateLimitEnd, spentUntil } from "./refusal.ts";

/** Octokit as the container authenticates it; its own throttling and retrying are off. */
export type AuthenticatedOctokit = GitHubApi & Pick<Octokit, "hook">;

export interface Installations {
  api(installation: number): Promise<GitHubApi>;
}

export interface ClientOptions {
  readonly authenticate: (installation: number) => Promise<AuthenticatedOctokit>;
  readonly clock: Clock;
  /** Told of every call to GitHub, for counting. */
  readonly onCall?: (call: { readonly kind: CallKind; readonly status: number }) => void;
}

export function connectInstallations(options: ClientOptions): Installations {
  const clients = new Map<number, Promise<GitHubApi>>();
  return {
    api(installation) {
      const known = clients.get(installation);
      if (known !== undefined) return known;
      const client = options.authenticate(installation).then((octokit) => guard(octokit, options));
      clients.set(installation, client);
      client.catch(() => clients.delete(installation));
      return client;
    },
  };
}

/** In milliseconds, one before each repeat. */
const repeatDelays = [250, 1_000, 3_000];
const timeLimit = 20_000;

/** Puts limiter, time limit and repeats around every request of a client. */
export function guard(octokit: AuthenticatedOctokit, { clock, onCall }: ClientOptions): GitHubApi {
  const limiter = createLimiter(clock);
  octokit.hook.wrap("request", async (request, options) => {
    const kind = kindOf(options);
    const signal = options.request.signal instanceof AbortSignal ? options.request.signal : undefined;
    const repeats = isHarmless(kind, options) ? Number(options.request.repeats ?? repeatDelays.length) : 0;

    for (let attempt = 0; ; attempt += 1) {
      const bounded = AbortSignal.any([AbortSignal.timeout(timeLimit), ...(signal === undefined ? [] : [signal])]);
      const once = { ...options, request: { ...options.request, signal: bounded } };
      try {
        const response = await limiter.send(kind, async () => request(once), signal);
        onCall?.({ kind, status: response.status });
        heed(limiter, kind, response, clock.now());
        return response;
      } catch (error) {
        if (error instanceof RateLimited) throw error;
        signal?.throwIfAborted();
        onCall?.({ kind, status: statusOf(error) ?? 0 });
        throwIfLimited(limiter, error, clock.now());
        if (attempt >= repeats || !isPassing(error)) throw error;
        await wait(clock, repeatDelays[attempt] ?? timeLimit, signal);
      }
    }
  });
  return octokit;
}

interface Call {
  readonly method: string;
  readonly url: string;
  readonly query?: unknown;
  readonly request: Readonly<Record<string, unknown>>;
}

function kindOf({ method, url }: Call): CallKind {
  if (/\/graphql$/.test(url)) return "query";
  if (method === "GET" || method === "HEAD") return "read";
  return /\/(comments|reviews|reactions)$/.test(url) ? "content" : "write";
}

/** Reading twice is harmless. A repeated POST would make a second check run: its sender looks first. */
function isHarmless(kind: CallKind, { query }: Call): boolean {
  if (kind === "query") return typeof query !== "string" || !/^\s*mutation\b/.test(query);
  return kind === "read";
}

function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined ? isTimeout(error) : status >= 500;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

function heed(
  limiter: Limiter,
  kind: CallKind,
  response: { readonly headers: object; readonly data: unknown },
  now: number,
): void {
  const about = kind === "query" ? "query" : "rest";
  const spent = spentUntil({ ...response.headers }, now);
  if (spent !== undefined) limiter.pause(spent, about);
  if (kind !== "query" || !hasRateLimitedError(response.data)) return;
  const until = spent ?? now + 60_000;
  limiter.pause(until, about);
  throw new RateLimited("GitHub's GraphQL budget is used up", until);
}

/** A limit counts for every call of the installation: GitHub does not say which of them went too far. */
function throwIfLimited(limiter: Limiter, error: unknown, now: number): void {
  const until = rateLimitEnd(error, now);
  if (until === undefined) return;
  limiter.pause(until);
  throw new RateLimited("GitHub asked to slow down", until);
}
