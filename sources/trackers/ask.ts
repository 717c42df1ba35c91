/** One question to a tracker's API: bounded in time and size, never sent on to another address, never thrown for an outage. */

import type { Clock } from "../../core/clock.ts";
import { at } from "./tracker.ts";

export type Answer =
  | { readonly kind: "answer"; readonly status: number; readonly headers: Headers; readonly json: unknown }
  | { readonly kind: "unreachable"; readonly reason: string };

export interface Question {
  /** Below the tracker's address, with a slash in front. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly form?: Readonly<Record<string, string>>;
  /** Statuses that say something about the ticket; every other one but 200 is an outage. */
  readonly speaking: readonly number[];
}

export interface World {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

export type Ask = (question: Question, signal?: AbortSignal) => Promise<Answer>;

/** In milliseconds. */
export const timeLimit = 5_000;
const bytesAtMost = 256 * 1024;
/** How long a tracker is left alone that asked for it: as it says, within these bounds, in milliseconds. */
const shortestPause = 1_000;
const usualPause = 30_000;
const longestPause = 5 * 60_000;

/** `name` is the tracker's, for people. After a 429 nobody is asked until the tracker's pause is over. */
export function createAsker(name: string, base: URL, world: World): Ask {
  let quietUntil = 0;
  return async (question, signal) => {
    signal?.throwIfAborted();
    if (world.clock.now() < quietUntil) return unreachable(`${name} asks to slow down`);
    const answer = await withinTime(name, world.clock, signal, (limited) => send(name, base, question, world, limited));
    if (answer.kind === "answer" && answer.status === 429) {
      quietUntil = world.clock.now() + pauseOf(answer.headers);
      return unreachable(`${name} asks to slow down`);
    }
    return answer;
  };
}

async function send(
  name: string,
  base: URL,
  { path, headers, form, speaking }: Question,
  world: World,
  signal: AbortSignal,
): Promise<Answer> {
  const response = await world.fetch(`${base.href.replace(/\/$/, "")}${path}`, {
    method: form === undefined ? "GET" : "POST",
    headers: { accept: "application/json", ...headers },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    // A redirect would carry our question, and a form its token, to whoever the answer names.
    redirect: "manual",
    signal,
  });
  const { status } = response;
  if (status >= 300 && status < 400) return failed(response, `${name} redirects to another address`);
  if (status === 401 || status === 403) return failed(response, `${name} refuses Plumbline's credentials`);
  if (status === 429 || speaking.includes(status)) {
    await response.body?.cancel();
    return { kind: "answer", status, headers: response.headers, json: undefined };
  }
  if (status !== 200) return failed(response, `${name} answers with status ${status}`);
  const json = parsed(await textOf(response));
  if (json === undefined) return unreachable(`${name}'s answer cannot be read`);
  return { kind: "answer", status, headers: response.headers, json };
}

async function failed(response: Response, reason: string): Promise<Answer> {
  await response.body?.cancel();
  return unreachable(reason);
}

/** Ends with the time limit also where the connection does not heed its signal. */
async function withinTime(
  name: string,
  clock: Clock,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const limit = new AbortController();
  let stop: () => void = () => undefined;
  const late = new Promise<Answer>((resolve) => {
    stop = clock.after(timeLimit, () => {
      resolve(unreachable(`${name} does not answer within ${timeLimit / 1_000} s`));
      limit.abort();
    });
  });
  const bounded = signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]);
  try {
    const worked = work(bounded).catch((error: unknown) => unreachable(`${name} ${whyNot(error)}`));
    const answer = await Promise.race([worked, late]);
    signal?.throwIfAborted();
    return answer;
  } finally {
    stop();
  }
}

/** Without the address or anything else that only an operator can use. */
function whyNot(error: unknown): string {
  const code = codeOf(error) ?? codeOf(at(error, "cause")) ?? "";
  return /CERT|SELF_SIGNED|SSL|TLS|ALTNAME|ISSUER/.test(code)
    ? "has a certificate that is not trusted"
    : "cannot be reached";
}

function codeOf(error: unknown): string | undefined {
  const code = at(error, "code");
  return typeof code === "string" ? code : undefined;
}

/** `undefined` where there is more than anybody needs. */
async function textOf(response: Response): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new TextDecoder().decode(joined(chunks, bytes));
    bytes += value.length;
    if (bytes > bytesAtMost) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let filled = 0;
  for (const chunk of chunks) {
    whole.set(chunk, filled);
    filled += chunk.length;
  }
  return whole;
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function pauseOf(headers: Headers): number {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const asked = Number.isFinite(seconds) ? seconds * 1_000 : usualPause;
  return Math.min(Math.max(asked, shortestPause), longestPause);
}

function unreachable(reason: string): { readonly kind: "unreachable"; readonly reason: string } {
  return { kind: "unreachable", reason };
}
