/** What is asked about a repository as a whole: itself, its branches' tips, labels, members, rate limits. */

import { ApiError, found, page } from "./api-exchange.ts";
import { aboutApp, aboutRepository, parameter, type Endpoints } from "./endpoint.ts";
import { roleOf } from "./permissions.ts";
import { repositoryPage, repositoryUrl, showAccount } from "./show-accounts.ts";
import { showCommit } from "./show-git.ts";
import { showFullRepository, showLabel } from "./show-repository.ts";
import type { Role } from "./world.ts";

/** The legacy permission that the finer roles map to. */
const legacyPermission: Readonly<Record<Role, string>> = {
  admin: "admin",
  maintain: "write",
  write: "write",
  triage: "read",
  read: "read",
};

export const repositoryEndpoints: Endpoints = {
  "repos/get": aboutRepository(({ world, repository }) => {
    return { status: 200, body: showFullRepository(world, repository) };
  }),

  "repos/get-branch": aboutRepository(async (request) => {
    const { world, repository } = request;
    const name = parameter(request, "branch");
    const sha = repository.git.readRef(`refs/heads/${name}`);
    if (sha === undefined) throw new ApiError(404, "Branch not found");
    const url = `${repositoryUrl(world, repository)}/branches/${name}`;
    const body = {
      name,
      commit: showCommit(world, repository, found(await repository.git.readCommit(sha))),
      _links: { self: url, html: `${repositoryPage(world, repository)}/tree/${name}` },
      protected: false,
      protection: { enabled: false },
      protection_url: `${url}/protection`,
    };
    return { status: 200, body };
  }),

  "repos/get-collaborator-permission-level": aboutRepository((request) => {
    const { world, repository } = request;
    const account = found(world.accounts.get(parameter(request, "username").toLowerCase()));
    const role = roleOf(repository, account.login) ?? (repository.isPrivate ? undefined : "read");
    const permission = role ? legacyPermission[role] : "none";
    const user = { ...showAccount(world, account), role_name: role ?? "" };
    return { status: 200, body: { permission, role_name: role ?? "", user } };
  }),

  "issues/list-labels-for-repo": aboutRepository((request) => {
    const { world, repository } = request;
    return page(request, [...repository.labels.values()], (label) => showLabel(world, repository, label));
  }),

  "rate-limit/get": aboutApp(({ world }) => {
    const reset = Math.floor(world.now().getTime() / 1000) + 3600;
    const limit = { limit: 5000, remaining: 5000, used: 0, reset };
    return { status: 200, body: { resources: { core: limit, search: limit, graphql: limit }, rate: limit } };
  }),
};
