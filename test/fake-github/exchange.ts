/** One HTTP exchange: reads the call, logs it, lets faults strike, and hands it to REST, GraphQL, git or the web pages. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { ApiError, errorResponse, type ApiResponse, type Identity } from "./api-exchange.ts";
import { findOperation } from "./api-description.ts";
import { faultResponse, type Fault, type Faults } from "./faults.ts";
import { serveGit } from "./git-http.ts";
import { answerGraphql, graphqlQuery } from "./graphql.ts";
import { answerPage } from "./pages.ts";
import { belongsTo, grants, maySee } from "./permissions.ts";
import { answerRest, type RestServices } from "./rest.ts";
import type { TrafficEntry } from "./traffic.ts";
import { findRepository } from "./world.ts";

const restPrefix = "/api/v3";

export interface ExchangeServices extends RestServices {
  readonly faults: Faults;
}

interface Incoming {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly path: string;
  readonly bytes: Buffer;
  readonly body: unknown;
  readonly kind: "rest" | "graphql" | "git";
}

export function createExchange(services: ExchangeServices) {
  const started = performance.now();
  let latency = 0;
  let inFlight = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", services.world.url);
    const kind = kindOf(url.pathname);
    const bytes = await readBody(request);
    if (kind === undefined) return answerPage(services.world, url.pathname, response);
    const incoming = { request, response, url, path: url.pathname, bytes, body: parseBody(bytes, kind), kind };
    const entry = logEntry(incoming, services.traffic.entries.length + 1, ++inFlight, performance.now() - started);
    services.traffic.entries.push(entry);
    try {
      if (latency > 0) await pause(latency);
      await answerCall(incoming, entry, services);
    } finally {
      inFlight -= 1;
      entry.milliseconds = performance.now() - started - entry.startedAt;
    }
  }

  return { answer, setLatency: (milliseconds: number) => void (latency = milliseconds) };
}

async function answerCall(incoming: Incoming, entry: TrafficEntry, services: ExchangeServices): Promise<void> {
  const { operation, method, path, body } = entry;
  const fault = services.faults.strike({ operation, method, path, body });
  if (fault?.delayMs) await pause(fault.delayMs);
  if (incoming.kind === "git" && !fault?.dropConnection && fault?.status === undefined) {
    return answerGit(incoming, entry, services);
  }
  const injected = fault && (faultResponse(fault) ?? (fault.dropConnection ? { status: 0 } : undefined));
  const isPerformed = injected === undefined || fault?.performed === true;
  const real = isPerformed ? await answerApi(incoming, entry, services) : { status: 0 };
  send(incoming, entry, injected ?? real, fault);
}

function answerApi(incoming: Incoming, entry: TrafficEntry, services: ExchangeServices): Promise<ApiResponse> {
  const { request, url } = incoming;
  const identify = (): Identity => {
    const identity = services.tokens.identify(request.headers.authorization);
    if (identity.kind === "installation") entry.installation = identity.installation.id;
    return identity;
  };
  if (incoming.kind === "graphql") return answerGraphqlCall(incoming, identify, services);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]));
  const path = url.pathname.slice(restPrefix.length);
  return answerRest(
    { method: entry.method, path, query: url.searchParams, headers, body: incoming.body },
    identify,
    services,
  );
}

async function answerGraphqlCall(
  incoming: Incoming,
  identify: () => Identity,
  services: ExchangeServices,
): Promise<ApiResponse> {
  try {
    const identity = identify();
    if (identity.kind === "anonymous") throw new ApiError(401, "Requires authentication");
    return await answerGraphql(incoming.body, identity, services.world, services.traffic);
  } catch (error) {
    if (error instanceof ApiError) return errorResponse(error);
    throw error;
  }
}

async function answerGit(incoming: Incoming, entry: TrafficEntry, services: ExchangeServices): Promise<void> {
  const { request, response, url, bytes } = incoming;
  const refuse = (status: number, headers: Record<string, string> = {}) => {
    entry.status = status;
    response.writeHead(status, headers).end();
  };
  const [, owner = "", name = ""] = /^\/([^/]+)\/([^/]+)\.git\//.exec(url.pathname) ?? [];
  const repository = findRepository(services.world, owner, name);
  let identity: Identity;
  try {
    identity = services.tokens.identify(request.headers.authorization);
  } catch {
    return refuse(401, { "www-authenticate": 'Basic realm="GitHub"' });
  }
  if (identity.kind === "installation") entry.installation = identity.installation.id;
  if (identity.kind === "anonymous" && repository?.isPrivate !== false) {
    return refuse(401, { "www-authenticate": 'Basic realm="GitHub"' });
  }
  if (!repository || !maySee(repository, identity)) return refuse(404);
  const lacksContents = identity.kind === "installation" && !grants(identity.permissions, "contents", "read");
  if (url.search.includes("git-receive-pack") || url.pathname.endsWith("git-receive-pack")) return refuse(403);
  if (lacksContents && (repository.isPrivate || belongsTo(repository, identity))) return refuse(403);
  const call = { root: services.world.folder, path: url.pathname, query: url.search.slice(1) };
  entry.status = 200;
  entry.responseBytes = await serveGit(call, request, bytes, response);
}

function send(incoming: Incoming, entry: TrafficEntry, answer: ApiResponse, fault: Fault | undefined): void {
  const { response } = incoming;
  entry.status = answer.status;
  if (fault?.dropConnection || answer.status === 0) {
    response.socket?.destroy();
    return;
  }
  const content = answer.raw ?? Buffer.from(answer.body === undefined ? "" : JSON.stringify(answer.body));
  entry.responseBytes = content.length;
  response.writeHead(answer.status, {
    "content-type": answer.raw ? "application/vnd.github.raw+json; charset=utf-8" : "application/json; charset=utf-8",
    "content-length": String(content.length),
    "x-github-request-id": String(entry.number),
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": "4999",
    "x-ratelimit-used": "1",
    "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 3600),
    "x-ratelimit-resource": incoming.kind === "graphql" ? "graphql" : "core",
    ...answer.headers,
  });
  if (fault?.truncate === undefined) {
    response.end(content);
    return;
  }
  response.write(content.subarray(0, fault.truncate), () => response.socket?.destroy());
}

function kindOf(path: string): Incoming["kind"] | undefined {
  if (path === "/api/graphql" || path === `${restPrefix}/graphql`) return "graphql";
  if (path.startsWith(`${restPrefix}/`)) return "rest";
  return /^\/[^/]+\/[^/]+\.git\//.test(path) ? "git" : undefined;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function parseBody(bytes: Buffer, kind: Incoming["kind"]): unknown {
  if (bytes.length === 0 || kind === "git") return undefined;
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

function logEntry(incoming: Incoming, number: number, concurrent: number, startedAt: number): TrafficEntry {
  const { request, url, kind, body, bytes } = incoming;
  const method = request.method ?? "GET";
  const isMutation = kind === "graphql" && /^\s*mutation\b/.test(graphqlQuery(body));
  const isWrite = kind === "rest" ? method !== "GET" : isMutation;
  const operation = kind === "rest" ? findOperation(method, url.pathname.slice(restPrefix.length))?.operation.id : kind;
  return {
    number,
    kind,
    method,
    path: url.pathname,
    query: url.search,
    operation: operation ?? "unknown",
    body,
    concurrent,
    requestBytes: bytes.length,
    isWrite,
    points: kind === "git" ? 0 : isWrite ? 5 : 1,
    startedAt,
    status: 0,
    milliseconds: 0,
    responseBytes: 0,
  };
}
