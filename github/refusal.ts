/** Tells a rate limit from every other refusal, in each of the shapes in which GitHub answers one. */

/** GitHub asks to slow down. */
export interface RateLimit {
  /** When to come back, in milliseconds since 1970; `undefined` = it does not say. */
  readonly until: number | undefined;
  /** The budget of this kind of call is spent; otherwise it is about the way in which everything is asked. */
  readonly isPrimary: boolean;
}

/** `undefined` = this answer is no rate limit. */
export function rateLimitIn(error: unknown, now: number): RateLimit | undefined {
  const { status, headers, body, message } = partsOf(error);
  const isSpent = headers.get("x-ratelimit-remaining") === "0";
  const isLimit =
    status === 429 ||
    (status === 403 && (headers.has("retry-after") || isSpent || speaksOfLimit(message))) ||
    (status === 422 && mentionsAbuse(body, message)) ||
    hasRateLimitedError(body);
  if (!isLimit) return undefined;
  const isPrimary = (isSpent && !headers.has("retry-after")) || hasRateLimitedError(body);
  return { until: endFromHeaders(headers, now), isPrimary };
}

/** The budget of this kind of call is spent: known from the headers of an answer that was still good. */
export function spentUntil(headers: Readonly<Record<string, unknown>>, now: number): number | undefined {
  if (String(headers["x-ratelimit-remaining"]) !== "0") return undefined;
  return endFromHeaders(new Map(Object.entries(headers).map(([name, value]) => [name, String(value)])), now);
}

/** GraphQL refuses inside an answer of status 200. */
export function hasRateLimitedError(body: unknown): boolean {
  return errorsOf(body).some(
    (each) => isRecord(each) && (each.type === "RATE_LIMITED" || each.code === "RATE_LIMITED"),
  );
}

/** GitHub's budgets begin anew every hour; whatever a server in between says, nobody waits much longer. */
const longestSilence = 2 * 3_600_000;

function endFromHeaders(headers: ReadonlyMap<string, string>, now: number): number | undefined {
  const end = endAsSaid(headers, now);
  return end === undefined ? undefined : Math.min(end, now + longestSilence);
}

function endAsSaid(headers: ReadonlyMap<string, string>, now: number): number | undefined {
  const after = Number(headers.get("retry-after"));
  if (headers.has("retry-after") && Number.isFinite(after)) return now + after * 1_000;
  const reset = Number(headers.get("x-ratelimit-reset"));
  if (headers.get("x-ratelimit-remaining") === "0" && Number.isFinite(reset))
    return Math.max(now + 1_000, reset * 1_000);
  return undefined;
}

function speaksOfLimit(message: string): boolean {
  return /secondary rate|rate limit|abuse detection/i.test(message);
}

function mentionsAbuse(body: unknown, message: string): boolean {
  if (/\babuse\b/i.test(message)) return true;
  return errorsOf(body).some((each) => isRecord(each) && each.code === "abuse");
}

function errorsOf(body: unknown): readonly unknown[] {
  return isRecord(body) && Array.isArray(body.errors) ? body.errors : [];
}

function partsOf(error: unknown): {
  readonly status: number | undefined;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: unknown;
  readonly message: string;
} {
  const record = isRecord(error) ? error : {};
  const response = isRecord(record.response) ? record.response : {};
  const headers = isRecord(response.headers) ? response.headers : {};
  return {
    status: typeof record.status === "number" ? record.status : undefined,
    headers: new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: response.data,
    message: error instanceof Error ? error.message : "",
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
