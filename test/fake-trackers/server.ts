/** What fake trackers have in common: a server on 127.0.0.1 that answers, or fails in one of the ways that servers fail. */

import { createServer as createPlain } from "node:http";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import { createServer as createSecure } from "node:https";
import type { AddressInfo } from "node:net";
import { selfSigned } from "./certificate.ts";

export type Fault = "slow" | "unauthorized" | "limited" | "broken" | "garbled" | "flood" | "redirect" | "cut";

export interface Question {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly form: URLSearchParams;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json: unknown;
}

export interface FakeTracker {
  /** Without final slash. */
  readonly url: string;
  readonly questions: readonly Question[];
  fail(fault: Fault | undefined): void;
  /** Resolves when so many questions have come. */
  asked(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface FakeTrackerOptions {
  /** With a certificate that nobody trusts. */
  readonly isSelfSigned?: boolean;
  /** Where a redirect leads. */
  readonly elsewhere?: string;
}

export async function openFakeTracker(
  answer: (question: Question) => Reply,
  { isSelfSigned = false, elsewhere = "https://elsewhere.example/" }: FakeTrackerOptions = {},
): Promise<FakeTracker> {
  const questions: Question[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let fault: Fault | undefined;
  const listener: RequestListener = (request, response) => {
    void readBody(request).then((body) => {
      const question = {
        method: request.method ?? "",
        url: new URL(request.url ?? "/", "http://tracker"),
        headers: request.headers,
        form: new URLSearchParams(body),
      };
      questions.push(question);
      for (const each of waiting) if (questions.length >= each.count) each.resolve();
      switch (fault) {
        case "slow":
          // Never ends by itself: whoever asked has to stop waiting.
          return;
        case "cut":
          return void request.socket.destroy();
        case "garbled":
          return void response.writeHead(200, { "content-type": "text/html" }).end("<html>Please sign in</html>");
        case "flood":
          return void response.writeHead(200).end(`{"fields":"${"x".repeat(2_000_000)}"}`);
        case "redirect":
          return void response.writeHead(302, { location: elsewhere }).end();
        case "limited":
          return void response.writeHead(429, { "retry-after": "20" }).end("slow down");
        case "unauthorized":
          return void response.writeHead(401).end("{}");
        case "broken":
          return void response.writeHead(500).end("{}");
        default: {
          const { status, headers, json } = answer(question);
          response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(json));
        }
      }
    });
  };
  const server: Server = isSelfSigned ? createSecure({ ...selfSigned() }, listener) : createPlain(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${isSelfSigned ? "https" : "http"}://127.0.0.1:${port}`,
    questions,
    asked: (count) =>
      new Promise((resolve) => {
        if (questions.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    fail: (next) => {
      fault = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString("utf8");
}
