/** Senders that mean no good, over real connections: bodies without end, headers that drip, nothing at all. */

import { createHmac } from "node:crypto";
import { request } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Delivery } from "../../store/store.ts";
import { openHttpServer } from "../../web/http-server.ts";
import type { HttpServer } from "../../web/http-server.ts";
import { webhookRoutes } from "../../web/ingest.ts";
import { until } from "../end-to-end/stage.ts";

const secret = "a secret";
const megabyte = 1024 * 1024;
let server: HttpServer;
let stored: Delivery[];

beforeEach(async () => {
  stored = [];
  const accept = async (delivery: Delivery) => (stored.push(delivery), "new" as const);
  const routes = new Hono<{ Bindings: HttpBindings }>().route("/", webhookRoutes({ secret, accept }));
  const patience = { headers: 300, wholeRequest: 600, interval: 50 };
  server = await openHttpServer(routes, 0, "127.0.0.1", patience);
});
afterEach(() => server.close());

const headers = (signature: string) => ({
  "content-type": "application/json",
  "x-github-event": "push",
  "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
  "x-hub-signature-256": signature,
});

async function sendWell(): Promise<number> {
  const body = '{"zen": "Keep it logically awesome."}';
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const answer = await fetch(`${server.url}/api/github/webhooks`, {
    method: "POST",
    headers: headers(signature),
    body,
  });
  return answer.status;
}

/** So many megabytes without an announced length; answers the status, 0 where the connection ended first. */
function pour(megabytes: number, signature = "sha256=0"): Promise<number> {
  const piece = Buffer.alloc(64 * 1024, 0x20);
  return new Promise((resolve) => {
    const call = request(`${server.url}/api/github/webhooks`, { method: "POST", headers: headers(signature) });
    call.on("response", (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on("error", () => resolve(0));
    let left = (megabytes * megabyte) / piece.length;
    const more = (): void => {
      while (left > 0) {
        left -= 1;
        if (!call.write(piece)) return void call.once("drain", more);
      }
      call.end();
    };
    more();
  });
}

test("ten unsigned bodies of 60 MB at once are refused, memory stays flat, and GitHub still gets through", async () => {
  const before = process.memoryUsage();
  let most = 0;
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before.arrayBuffers);
      await pause(5);
    }
  })();
  const pouring = Promise.all(Array.from({ length: 10 }, () => pour(60)));
  expect(await sendWell()).toBe(202);
  const statuses = await pouring;
  isOver = true;
  await watch;
  for (const status of statuses) expect([0, 408, 413, 503]).toContain(status);
  expect(stored).toHaveLength(1);
  // Of 600 MB.
  expect(most).toBeLessThan(200 * megabyte);
  expect(await sendWell()).toBe(202);
});

test("a length that is announced too large is refused before a byte of the body is read", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const call = request(`${server.url}/api/github/webhooks`, {
      method: "POST",
      headers: { ...headers("sha256=0"), "content-length": String(60 * megabyte) },
    });
    call.on("response", (answer) => {
      resolve(answer.statusCode);
      call.destroy();
    });
    call.on("error", reject);
    call.flushHeaders();
  });
  expect(status).toBe(413);
});

test.each([
  ["headers that drip", "POST /api/github/webhooks HTTP/1.1\r\nhost: plumbline\r\n", "x: y\r\n"],
  [
    "a body that drips",
    "POST /api/github/webhooks HTTP/1.1\r\nhost: plumbline\r\ncontent-type: application/json\r\ncontent-length: 1000\r\nx-github-event: push\r\nx-github-delivery: a\r\nx-hub-signature-256: sha256=0\r\n\r\n",
    " ",
  ],
])("%s: the connection is ended, and others are served meanwhile", async (_what, begin, drip) => {
  const port = Number(new URL(server.url).port);
  const slow = Array.from({ length: 50 }, () => {
    const socket = connect(port, "127.0.0.1", () => socket.write(begin));
    const timer = setInterval(() => socket.write(drip), 20);
    let isClosed = false;
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearInterval(timer);
      isClosed = true;
    });
    socket.resume();
    return () => isClosed;
  });
  expect(await sendWell()).toBe(202);
  await until(() => slow.every((isClosed) => isClosed()));
  expect(stored).toHaveLength(1);
});

test("what is no HTTP at all ends the connection and nothing else", async () => {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  let isClosed = false;
  socket.on("error", () => undefined).on("close", () => (isClosed = true));
  socket.write("\0\0\0 not http\r\n\r\n");
  socket.resume();
  await until(() => isClosed);
  expect(await sendWell()).toBe(202);
});
