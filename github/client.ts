/** One authenticated client per installation, and one of the App itself: our own pacing, and repeats only where repeating is harmless. */

import { randomUUID } from "node:crypto";
import type { Octokit } from "@octokit/rest";
import { wait } from "../core/clock.ts";
import type { Clock } from "../core/clock.ts";
import { statusOf } from "./api.ts";
import type { GitHubApi } from "./api.ts";
import { aboutOf } from "./ledger.ts";
import type { CallKind } from "./ledger.ts";
import { createLimiter, ownLedger, RateLimited } from "./limiter.ts";
import type { Limiter, SharedLedger } from "./limiter.ts";
import { hasRateLimitedError, rateLimitIn, spentUntil } from "./refusal.ts";

/** Octokit as the container authenticates it; its own throttling and retrying are off. */
export type AuthenticatedOctokit = GitHubApi & Pick<Octokit, "hook">;

export interface Installations {
  api(installation: number): Promise<GitHubApi>;
  /** The App itself, which may ask for its installations and deliveries. */
  app(): Promise<GitHubApi>;
}

export interface ClientOptions {
  /** Without an installation: as the App itself. */
  readonly authenticate: (installation?: number) => Promise<AuthenticatedOctokit>;
  readonly clock: Clock;
  /** What all processes share under a name, read and replaced as one step; this process's own when absent. */
  readonly shared?: <Answer>(
    name: string,
    change: (kept: unknown) => { readonly kept: unknown; readonly answer: Answer },
  ) => Promise<Answer>;
  /** The token that is in use was refused: the next call fetches another. */
  readonly forgetToken?: ((installation: number) => void) | undefined;
  /** Milliseconds until a call that is not answered is given up. */
  readonly callLimit?: number | undefined;
  /** Told of every call to GitHub, for counting. */
  readonly onCall?: (call: { readonly kind: CallKind; readonly status: number; readonly seconds: number }) => void;
}

export function connectInstallations(options: ClientOptions): Installations {
  const clients = new Map<number | undefined, Promise<GitHubApi>>();
  const caller = randomUUID();

  function connect(installation?: number): Promise<GitHubApi> {
    const known = clients.get(installation);
    if (known !== undefined) return known;
    const { clock, onCall, forgetToken, callLimit = defaultCallLimit } = options;
    const limiter = createLimiter({ clock, shared: ledgerOf(options, installation), caller });
    const renew = installation === undefined ? undefined : () => forgetToken?.(installation);
    const client = options
      .authenticate(installation)
      .then((octokit) => guard(octokit, { limiter, clock, onCall, renew, callLimit }));
    clients.set(installation, client);
    client.catch(() => clients.delete(installation));
    return client;
  }

  return { api: (installation) => connect(installation), app: () => connect() };
}

function ledgerOf({ shared }: ClientOptions, installation: number | undefined): SharedLedger {
  if (shared === undefined) return ownLedger();
  const name = `github-budget/${installation ?? "app"}`;
  return (change) => shared(name, change);
}

interface Guard extends Pick<ClientOptions, "clock"> {
  readonly limiter: Limiter;
  readonly onCall: ClientOptions["onCall"] | undefined;
  /** Missing where there is no token that could be renewed. */
  readonly renew: (() => void) | undefined;
  readonly callLimit: number;
}

/** In milliseconds, one before each repeat. */
const repeatDelays = [250, 1_000, 3_000];
const defaultCallLimit = 20_000;

/** Puts limiter, time limit, repeats and a second token around every request of a client. */
function guard(octokit: AuthenticatedOctokit, { limiter, clock, onCall, renew, callLimit }: Guard): GitHubApi {
  octokit.hook.wrap("request", async (request, options) => {
    const kind = kindOf(options);
    const signal = options.request.signal instanceof AbortSignal ? options.request.signal : undefined;
    const repeats = isHarmless(kind) ? Number(options.request.repeats ?? repeatDelays.length) : 0;
    let isRenewed = false;

    for (let attempt = 0; ; attempt += 1) {
      let started = clock.now();
      const call = async () => {
        started = clock.now();
        const { bounded, release } = boundedBy(callLimit, signal);
        // In place: hooks between this one and the call were given this very object, and no other is looked at.
        options.request = { ...options.request, signal: bounded };
        try {
          return await request(options);
        } finally {
          release();
        }
      };
      try {
        const response = await limiter.send(kind, call, signal);
        onCall?.({ kind, status: response.status, seconds: (clock.now() - started) / 1_000 });
        await heed(limiter, kind, response, clock.now());
        return response;
      } catch (error) {
        if (error instanceof RateLimited) throw error;
        signal?.throwIfAborted();
        const status = statusOf(error);
        onCall?.({ kind, status: status ?? 0, seconds: (clock.now() - started) / 1_000 });
        await throwIfLimited(limiter, kind, error, clock.now());
        if (status === 401 && renew !== undefined && !isRenewed) {
          // What was refused for its token was not done: also a write may be sent again.
          isRenewed = true;
          renew();
          continue;
        }
        if (attempt >= repeats || !isPassing(error)) throw error;
        await wait(clock, repeatDelays[attempt] ?? 0, signal);
      }
    }
  });
  return octokit;
}

/** Held by a timer and a listener: what AbortSignal.any makes of a timeout may be collected before it strikes. */
function boundedBy(milliseconds: number, signal: AbortSignal | undefined) {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(new DOMException("no answer in time", "TimeoutError")), milliseconds);
  signal?.addEventListener("abort", abort, { once: true });
  const release = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  };
  return { bounded: controller.signal, release };
}

interface Call {
  readonly method: string;
  readonly url: string;
  readonly query?: unknown;
}

function kindOf({ method, url, query }: Call): CallKind {
  if (/\/graphql$/.test(url)) return typeof query === "string" && /^\s*mutation\b/.test(query) ? "mutation" : "query";
  if (method === "GET" || method === "HEAD") return "read";
  return /\/(comments|reviews|reactions)$/.test(url) ? "content" : "write";
}

/** Reading twice is harmless. A repeated POST would make a second check run: its sender looks first. */
function isHarmless(kind: CallKind): boolean {
  return kind === "read" || kind === "query";
}

function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined ? isTimeout(error) : status >= 500;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

async function heed(
  limiter: Limiter,
  kind: CallKind,
  response: { readonly headers: object; readonly data: unknown },
  now: number,
): Promise<void> {
  const about = aboutOf(kind);
  const spent = spentUntil({ ...response.headers }, now);
  const isRefused = about === "query" && hasRateLimitedError(response.data);
  if (spent === undefined && !isRefused) return;
  const until = await limiter.pause(spent, about);
  if (isRefused) throw new RateLimited("GitHub's GraphQL budget is used up", until);
}

/** Unless a budget is spent, a limit counts for every call of the installation: GitHub does not say which of them went too far. */
async function throwIfLimited(limiter: Limiter, kind: CallKind, error: unknown, now: number): Promise<void> {
  const limit = rateLimitIn(error, now);
  if (limit === undefined) return;
  const until = await limiter.pause(limit.until, limit.isPrimary ? aboutOf(kind) : undefined);
  throw new RateLimited("GitHub asked to slow down", until);
}
