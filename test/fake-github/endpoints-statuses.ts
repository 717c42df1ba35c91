/** Commit statuses, the older sibling of check runs. */

import { actorOf, ApiError, page, pageOf, unprocessable, type RepositoryRequest } from "./api-exchange.ts";
import { aboutRepository, parameter, type Endpoints } from "./endpoint.ts";
import { repositoryUrl } from "./show-accounts.ts";
import { showStatus } from "./show-checks.ts";
import { showMinimalRepository } from "./show-repository.ts";
import { timestamp, type StatusRecord } from "./world.ts";

const mostStatuses = 1000;

interface StatusBody {
  readonly state: string;
  readonly target_url?: string | null;
  readonly description?: string | null;
  readonly context?: string;
}

export const statusEndpoints: Endpoints = {
  "repos/create-commit-status": aboutRepository<StatusBody>(async (request) => {
    const { world, repository, body } = request;
    const sha = parameter(request, "sha");
    if (!(await repository.git.readCommit(sha))) throw new ApiError(422, `No commit found for SHA: ${sha}`);
    const context = body.context ?? "default";
    const same = repository.statuses.filter((one) => one.sha === sha && one.context === context);
    if (same.length >= mostStatuses) {
      throw unprocessable("This SHA and context has reached the maximum number of statuses.");
    }
    const status: StatusRecord = {
      id: world.nextId(),
      sha,
      state: body.state,
      context,
      description: body.description ?? null,
      targetUrl: body.target_url ?? null,
      creator: actorOf(request),
      createdAt: timestamp(world),
    };
    repository.statuses.push(status);
    return { status: 201, body: showStatus(world, repository, status) };
  }),

  "repos/list-commit-statuses-for-ref": aboutRepository(async (request) => {
    const { world, repository } = request;
    const statuses = await statusesOf(request);
    return page(request, statuses, (status) => showStatus(world, repository, status));
  }),

  "repos/get-combined-status-for-ref": aboutRepository(async (request) => {
    const { world, repository } = request;
    const sha = await askedCommit(request);
    const contexts = new Set<string>();
    const latest = (await statusesOf(request)).filter((one) => !contexts.has(one.context) && contexts.add(one.context));
    const { items, headers } = pageOf(request, latest);
    const url = repositoryUrl(world, repository);
    const body = {
      state: combinedState(latest.map((one) => one.state)),
      statuses: items.map((status) => showStatus(world, repository, status)),
      sha,
      total_count: latest.length,
      repository: showMinimalRepository(world, repository),
      commit_url: `${url}/commits/${sha}`,
      url: `${url}/commits/${sha}/status`,
    };
    return { status: 200, headers, body };
  }),
};

function combinedState(states: readonly string[]): string {
  if (states.some((state) => state === "failure" || state === "error")) return "failure";
  return states.length > 0 && states.every((state) => state === "success") ? "success" : "pending";
}

/** Newest first. */
async function statusesOf(request: RepositoryRequest): Promise<readonly StatusRecord[]> {
  const sha = await askedCommit(request);
  return request.repository.statuses.filter((one) => one.sha === sha).reverse();
}

async function askedCommit(request: RepositoryRequest): Promise<string> {
  const ref = parameter(request, "ref");
  const sha = await request.repository.git.resolve(ref);
  if (sha === undefined) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return sha;
}
