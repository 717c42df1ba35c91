/** Answers a REST call: finds its operation, judges it by GitHub's description, checks token and permission, runs the endpoint. */

import { createHash } from "node:crypto";
import { findOperation, judgeRequest, judgeResponse, undocumentedParts } from "./api-description.ts";
import type { FoundOperation } from "./api-description.ts";
import { ApiError, errorResponse, notFound, type ApiRequest, type ApiResponse, type Identity } from "./api-exchange.ts";
import type { Endpoint, Endpoints, Services } from "./endpoint.ts";
import { appEndpoints } from "./endpoints-apps.ts";
import { checkEndpoints } from "./endpoints-checks.ts";
import { commentEndpoints } from "./endpoints-comments.ts";
import { gitEndpoints } from "./endpoints-git.ts";
import { issueEndpoints } from "./endpoints-issues.ts";
import { pullEndpoints } from "./endpoints-pulls.ts";
import { repositoryEndpoints } from "./endpoints-repository.ts";
import { reviewEndpoints } from "./endpoints-reviews.ts";
import { statusEndpoints } from "./endpoints-statuses.ts";
import { teamEndpoints } from "./endpoints-teams.ts";
import { maySee, requirePermission, requireReach } from "./permissions.ts";
import type { Traffic } from "./traffic.ts";
import { findRepository, type RepositoryRecord, type World } from "./world.ts";

const endpoints: Endpoints = {
  ...appEndpoints,
  ...repositoryEndpoints,
  ...gitEndpoints,
  ...issueEndpoints,
  ...pullEndpoints,
  ...reviewEndpoints,
  ...commentEndpoints,
  ...checkEndpoints,
  ...statusEndpoints,
  ...teamEndpoints,
};

export interface RestCall {
  readonly method: string;
  /** Below `/api/v3`, percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON; `undefined` without a body. */
  readonly body: unknown;
}

export interface RestServices extends Services {
  readonly world: World;
  readonly traffic: Traffic;
}

/** Never throws for what GitHub answers with an error of its own. */
export async function answerRest(
  call: RestCall,
  identity: () => Identity,
  services: RestServices,
): Promise<ApiResponse> {
  const found = findOperation(call.method, call.path);
  const endpoint = found && endpoints[found.operation.id];
  if (!found || !endpoint) {
    services.traffic.note(`${call.method} ${call.path}: not an operation that this GitHub knows`);
    return errorResponse(notFound());
  }
  const response = await perform(call, found, endpoint, identity, services).catch((error: unknown) => {
    if (error instanceof ApiError) return errorResponse(error);
    throw error;
  });
  judgeLater(found, call, response, services.traffic);
  return revalidated(call, response);
}

async function perform(
  call: RestCall,
  found: FoundOperation,
  endpoint: Endpoint,
  identify: () => Identity,
  services: RestServices,
): Promise<ApiResponse> {
  const { operation, parameters } = found;
  const { world, traffic } = services;
  const where = `request ${operation.id}`;
  for (const problem of undocumentedParts(operation, call.query, call.body)) traffic.note(`${where}: ${problem}`);
  const problems = judgeRequest(found, call.query, call.body);
  for (const problem of problems) traffic.note(`${where}: ${problem}`);

  const identity = identify();
  const path = `/api/v3${call.path}`;
  const request: ApiRequest = { ...call, world, path, identity, parameters };
  const repository = endpoint.about === "repository" ? seenRepository(request) : undefined;
  requirePermission(operation.id, identity);
  if (repository && identity.kind !== "app") requireReach(repository, identity, call.method !== "GET");
  if (problems.length > 0) throw new ApiError(422, `Invalid request.\n\n${problems.join("\n")}`);
  if (endpoint.about === "app") return endpoint.answer(request, services);
  if (!repository) throw notFound();
  return endpoint.answer({ ...request, repository });
}

function seenRepository(request: ApiRequest): RepositoryRecord {
  const { owner = "", repo = "" } = request.parameters;
  const repository = findRepository(request.world, owner, repo);
  if (!repository || !maySee(repository, request.identity)) throw notFound();
  return repository;
}

/** Our own answers are judged as well, but only when a test asks: compiling a large schema takes its time. */
function judgeLater({ operation }: FoundOperation, call: RestCall, response: ApiResponse, traffic: Traffic): void {
  if (response.raw || response.status === 401 || response.status === 403) return;
  const { status, body } = response;
  traffic.note(() => {
    if (status >= 400 && operation.responses[String(status)] === undefined) return [];
    return judgeResponse(operation, status, body).map((problem) => `response ${operation.id} ${call.path}: ${problem}`);
  });
}

/** A client that already has this very answer gets 304 and pays nothing. */
function revalidated(call: RestCall, response: ApiResponse): ApiResponse {
  if (call.method !== "GET" || response.status !== 200) return response;
  const content = response.raw ?? JSON.stringify(response.body);
  const etag = `W/"${createHash("sha1").update(content).digest("hex")}"`;
  const headers = { ...response.headers, etag };
  return call.headers["if-none-match"] === etag ? { status: 304, headers } : { ...response, headers };
}
