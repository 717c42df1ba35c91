/** Hands a report to the service: with a token of the repository or of the run of GitHub Actions, more than once if need be. */

import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { ToolReport } from "../../core/tool-report.ts";
import { visible } from "../../reporters/visible.ts";
import type { Terminal } from "../command.ts";
import { UsageError } from "../command.ts";
import { isForksRun } from "./origin.ts";

export interface Sending {
  /** Address of the service. */
  readonly url: string;
  readonly repository: string;
  readonly sha: string;
  readonly report: ToolReport;
}

export type Sent =
  | { readonly kind: "taken" | "refused"; readonly message: string }
  /** Nobody answered, or nobody who could take it. */
  | { readonly kind: "unanswered"; readonly message: string };

const pack = promisify(gzip);
/** Milliseconds before each further try. */
const delays = [1_000, 4_000, 15_000];
const patience = 60_000;

/** @throws UsageError where there is no token, or where it would travel in the clear. */
export async function send({ url, repository, sha, report }: Sending, { env }: Terminal): Promise<Sent> {
  const target = targetOf(url);
  const token = await tokenOf(env);
  const body = new Uint8Array(await pack(JSON.stringify({ formatVersion: 1, repository, sha, ...report })));
  let last = "";
  for (const delay of [0, ...delays]) {
    await sleep(delay);
    const answer = await tryOnce(target, token, body);
    if (answer.kind !== "unanswered") return answer;
    last = answer.message;
  }
  return { kind: "unanswered", message: `${target.origin} did not take the report: ${last}` };
}

async function tryOnce(target: URL, token: string, body: Uint8Array<ArrayBuffer>): Promise<Sent> {
  try {
    const answer = await fetch(target, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "content-encoding": "gzip",
      },
      body,
      // A token goes where it was meant to go, and nowhere else.
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    const message = messageIn(await answer.text()) ?? `status ${answer.status}`;
    if (answer.status === 202) return { kind: "taken", message };
    const isOutage = answer.status >= 500 || answer.status === 429;
    return { kind: isOutage ? "unanswered" : "refused", message };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { kind: "unanswered", message: cause instanceof Error ? cause.message : String(cause) };
  }
}

function messageIn(text: string): string | undefined {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data !== "object" || data === null || !("message" in data)) return undefined;
    return typeof data.message === "string" ? visible(data.message.slice(0, 500)) : undefined;
  } catch {
    return undefined;
  }
}

function targetOf(url: string): URL {
  if (!URL.canParse(url)) throw new UsageError(`\`${url}\` is no address of a service`);
  const target = new URL(`${url.replace(/\/+$/u, "")}/api/reports`);
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(target.hostname);
  if (target.protocol !== "https:" && !isHere) {
    throw new UsageError(`\`${url}\` would carry the token in the clear; the service's address begins with https://`);
  }
  return target;
}

async function tokenOf(env: Terminal["env"]): Promise<string> {
  const own = env["PLUMBLINE_REPORT_TOKEN"];
  if (own !== undefined && own !== "") return own;
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: request } = env;
  if (url !== undefined && request !== undefined && URL.canParse(url)) return identityFrom(new URL(url), request, env);
  if (await isForksRun(env)) {
    throw new UsageError(
      "GitHub gives no identity to runs for pull requests of forks; report from a `workflow_run` (docs/reports.md)",
    );
  }
  throw new UsageError(
    "there is no token: in GitHub Actions give the job `permissions: id-token: write`, elsewhere set PLUMBLINE_REPORT_TOKEN",
  );
}

async function identityFrom(url: URL, request: string, env: Terminal["env"]): Promise<string> {
  url.searchParams.set("audience", env["PLUMBLINE_AUDIENCE"] ?? "plumbline");
  const refused = "GitHub Actions gave the job no identity token";
  const answer = await fetch(url, {
    headers: { authorization: `bearer ${request}`, accept: "application/json" },
    signal: AbortSignal.timeout(patience),
  }).catch(() => undefined);
  if (answer?.ok !== true) throw new UsageError(`${refused}: ${answer === undefined ? "no answer" : answer.status}`);
  const data: unknown = await answer.json();
  if (typeof data === "object" && data !== null && "value" in data && typeof data.value === "string") return data.value;
  throw new UsageError(refused);
}
