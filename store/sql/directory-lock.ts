/**
 * Keeps a directory to one process, and lets commands talk to that process: a unix socket, which the system frees when
 * its process dies, however it dies.
 */

import { randomUUID } from "node:crypto";
import { createServer, request } from "node:http";
import type { RequestListener, Server } from "node:http";
import { mkdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreError } from "../store-error.ts";

export interface DirectoryLock {
  /** Answers the commands that find this process here; until then they are told to wait. */
  answer(listener: RequestListener): void;
  release(): Promise<void>;
}

/** Longer names are cut by the system without a word, and then something else would be locked. */
const longestSocket = 95;

/** Two processes that find the same dead lock may both take it; this long after, both see who has it. */
const settling = 100;

export function socketOf(directory: string): string {
  const socket = join(resolve(directory), "plumbline.sock");
  if (Buffer.byteLength(socket) <= longestSocket) return socket;
  throw new StoreError(`DATA_DIR is too long a path: ${socket} may have ${longestSocket} bytes`);
}

/** Throws `StoreError`, naming the process, where another one holds the directory. */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const socket = socketOf(directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const token = randomUUID();
    const lock = await listen(socket, token);
    if (lock !== undefined) {
      if (attempt === 1) return lock;
      await sleep(settling);
      // Not by the process's number: one process may have tried twice.
      if ((await ask(socket, "/token")) === token) return lock;
      // Not released: closing our socket would remove the other's file.
      throw inUse(directory, (await askHolder(socket)) ?? "unknown");
    }
    const holder = await askHolder(socket);
    if (holder !== undefined) throw inUse(directory, holder);
    await removeDead(directory, socket);
  }
  throw new StoreError(`${resolve(directory)} could not be locked: others keep trying at the same time`);
}

function inUse(directory: string, holder: string): StoreError {
  return new StoreError(`${resolve(directory)} is in use by process ${holder}`);
}

/** Moved before it is removed: what somebody brought to life in this moment is put back. */
async function removeDead(directory: string, socket: string): Promise<void> {
  const aside = `${socket}.${process.pid}`;
  try {
    await rename(socket, aside);
  } catch {
    return;
  }
  const holder = await askHolder(aside);
  if (holder === undefined) return rm(aside, { force: true });
  await rename(aside, socket);
  throw inUse(directory, holder);
}

/** `undefined` where the socket is taken, or where somebody's dead one lies. */
async function listen(socket: string, token: string): Promise<DirectoryLock | undefined> {
  let current: RequestListener | undefined;
  const server = createServer((asked, answer) => {
    if (asked.url === "/process") return void answer.end(String(process.pid));
    if (asked.url === "/token") return void answer.end(token);
    if (current === undefined) return void answer.writeHead(503).end("the process is starting");
    current(asked, answer);
  });
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((settle) => {
    server.once("error", settle);
    server.listen(socket, () => settle(undefined));
  });
  if (failure?.code === "EADDRINUSE") return undefined;
  if (failure !== undefined) throw new StoreError(`${socket} cannot be created: ${failure.message}`);
  server.unref();
  return {
    answer: (listener) => void (current = listener),
    release: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

/** The process that holds the socket; `unknown` where one does but says nothing, `undefined` where none does. */
export function askHolder(socket: string): Promise<string | undefined> {
  return ask(socket, "/process");
}

function ask(socket: string, path: "/process" | "/token"): Promise<string | undefined> {
  return new Promise((settle) => {
    const asking = request({ socketPath: socket, path, timeout: 5_000, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => (text += part));
      answer.on("end", () => settle(text === "" ? "unknown" : text));
    });
    asking.on("timeout", () => asking.destroy(new Error("no answer")));
    asking.on("error", (error: NodeJS.ErrnoException) =>
      settle(error.code === "ECONNREFUSED" || error.code === "ENOENT" ? undefined : "unknown"),
    );
    asking.end();
  });
}
