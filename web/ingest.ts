/** Takes webhooks in: nothing is believed before its signature, and nothing is answered before it is stored. */

import { createHmac, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { Delivery } from "../store/store.ts";
import { type Arriving, readBody } from "./body.ts";

export interface IngestOptions {
  readonly secret: string;
  /** The one before: still believed, so that a secret can be changed without losing a webhook. */
  readonly previousSecret?: string | undefined;
  /** Told of each body that only the previous secret signs. */
  readonly onPreviousSecret?: () => void;
  /** Durable when it resolves. */
  readonly accept: (delivery: Delivery) => Promise<"new" | "duplicate">;
  /** Told what became of each request, for counting. */
  readonly onOutcome?: (outcome: IngestOutcome) => void;
  /** In bytes; GitHub sends no more. */
  readonly limit?: number;
  /** In bytes, of all bodies that are arriving: who sends them is not known before they are here. */
  readonly together?: number;
}

export type IngestOutcome = "accepted" | "duplicate" | "too-large" | "unsigned" | "malformed" | "wrong-type" | "busy";

const githubLimit = 25 * 1024 * 1024;

const answers: Readonly<
  Record<IngestOutcome, { readonly status: 202 | 400 | 401 | 413 | 415 | 503; readonly text: string }>
> = {
  accepted: { status: 202, text: "accepted" },
  duplicate: { status: 202, text: "accepted before" },
  "too-large": { status: 413, text: "the body is larger than GitHub sends" },
  unsigned: { status: 401, text: "the signature does not match" },
  malformed: { status: 400, text: "this is no webhook of GitHub's" },
  busy: { status: 503, text: "too much is arriving at once" },
  "wrong-type": { status: 415, text: "webhooks come as application/json" },
};

export function webhookRoutes(options: IngestOptions): Hono {
  const arriving: Arriving = { bytes: 0, most: options.together ?? 2 * githubLimit };
  return new Hono().post("/api/github/webhooks", async (context) => {
    const outcome = await takeIn(context.req.raw, options, arriving);
    options.onOutcome?.(outcome);
    const { status, text } = answers[outcome];
    return context.text(text, status);
  });
}

async function takeIn(
  request: Request,
  { secret, previousSecret, onPreviousSecret, accept, limit = githubLimit }: IngestOptions,
  arriving: Arriving,
): Promise<IngestOutcome> {
  const { headers } = request;
  if (headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() !== "application/json") return "wrong-type";
  const event = headers.get("x-github-event") ?? "";
  const id = headers.get("x-github-delivery") ?? "";
  const signature = headers.get("x-hub-signature-256");
  if (!/^[a-z0-9_]{1,64}$/.test(event) || !/^[\w-]{1,100}$/.test(id)) return "malformed";
  if (signature === null) return "unsigned";
  if (Number(headers.get("content-length") ?? 0) > limit) return "too-large";

  const body = await readBody(request, limit, arriving);
  if (typeof body === "string") return body;
  const signer = signerOf(body, signature, [secret, previousSecret]);
  if (signer === undefined) return "unsigned";
  if (signer === previousSecret) onPreviousSecret?.();
  const payload = body.toString("utf8");
  const parsed = parseObject(payload);
  if (parsed === undefined) return "malformed";
  const delivery = { id, event, payload, ...installationOf(parsed) };
  return (await accept(delivery)) === "new" ? "accepted" : "duplicate";
}

/** Each secret is tried whatever the others say: the time tells nobody which one it was. An empty one signs nothing. */
function signerOf(body: Buffer, signature: string, secrets: readonly (string | undefined)[]): string | undefined {
  const signers = secrets.filter((each) => each !== undefined && each !== "" && isSignedBy(each, body, signature));
  return signers[0];
}

function isSignedBy(secret: string, body: Buffer, signature: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function installationOf(payload: object): { readonly installation?: number } {
  const installation: unknown = "installation" in payload ? payload.installation : undefined;
  if (typeof installation !== "object" || installation === null || !("id" in installation)) return {};
  return Number.isSafeInteger(installation.id) ? { installation: Number(installation.id) } : {};
}
