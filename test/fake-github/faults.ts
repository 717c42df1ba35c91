/** Things that go wrong on request: limits, outages, lost connections, answers cut short. */

import type { ApiResponse } from "./api-exchange.ts";

/** What is known of a call before it is answered. */
export interface Call {
  /** GitHub's operation id, `graphql`, `git`, or `unknown`. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface Fault {
  /** An operation id such as `checks/create`, or a question about the call; every API call when absent. */
  readonly match?: string | ((call: Call) => boolean);
  /** How many calls are struck; 1 unless told. */
  readonly times?: number;
  /** How many matching calls get through first. */
  readonly after?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly delayMs?: number;
  /** The work is done, only the answer is lost or replaced. */
  readonly performed?: boolean;
  readonly dropConnection?: boolean;
  /** Bytes of the real answer after which the connection ends. */
  readonly truncate?: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault that strikes this call, counted down. */
  strike(call: Call): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let faults: { readonly fault: Fault; left: number; passing: number }[] = [];
  return {
    add: (fault) => void faults.push({ fault, left: fault.times ?? 1, passing: fault.after ?? 0 }),
    strike(call) {
      for (const candidate of faults) {
        if (candidate.left <= 0 || !matches(candidate.fault, call)) continue;
        if (candidate.passing > 0) {
          candidate.passing -= 1;
          continue;
        }
        candidate.left -= 1;
        return candidate.fault;
      }
      return undefined;
    },
    clear: () => void (faults = []),
  };
}

export function faultResponse(fault: Fault): ApiResponse | undefined {
  if (fault.status === undefined) return undefined;
  const body = fault.body ?? { message: "Injected by a test", documentation_url: "https://docs.github.com/rest" };
  return { status: fault.status, body, headers: fault.headers ?? {} };
}

function matches({ match }: Fault, call: Call): boolean {
  if (match === undefined) return true;
  return typeof match === "string" ? match === call.operation : match(call);
}

/** The answers GitHub is known to give, ready to be spread into a fault. */
export const knownTroubles = {
  secondaryLimit: (retryAfterSeconds: number, status: 403 | 429 = 403) => ({
    status,
    headers: { "retry-after": String(retryAfterSeconds) },
    body: {
      message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
      documentation_url:
        "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits",
    },
  }),
  primaryLimit: (resetEpochSeconds: number) => ({
    status: 403,
    headers: {
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-used": "5000",
      "x-ratelimit-reset": String(resetEpochSeconds),
      "x-ratelimit-resource": "core",
    },
    body: {
      message: "API rate limit exceeded for installation.",
      documentation_url: "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
    },
  }),
  abuse: () => ({
    status: 422,
    body: { message: "Validation Failed", errors: [{ resource: "Review", code: "abuse", field: "base" }] },
  }),
  badGateway: () => ({ status: 502, body: { message: "Server Error" } }),
  graphqlRateLimited: () => ({
    status: 200,
    body: { data: null, errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded for installation." }] },
  }),
} satisfies Record<string, (...parts: never[]) => Fault>;
