/** What the App asks about itself: its installations, tokens and webhook deliveries. */

import { ApiError, found, page, pageOf, unprocessable } from "./api-exchange.ts";
import { showDelivery, showDeliveryItem } from "./deliveries.ts";
import { aboutApp, aboutRepository, parameter, type Endpoints } from "./endpoint.ts";
import { grants } from "./permissions.ts";
import { showApp, showInstallation } from "./show-accounts.ts";
import { showRepository } from "./show-repository.ts";
import { installationOf, type Installation, type Permissions, type RepositoryRecord, type World } from "./world.ts";

interface TokenBody {
  readonly repositories?: readonly string[];
  readonly repository_ids?: readonly number[];
  readonly permissions?: Permissions;
}

export const appEndpoints: Endpoints = {
  "apps/get-authenticated": aboutApp((request) => {
    const { installations } = request.world;
    return { status: 200, body: { ...showApp(request.world), installations_count: installations.size } };
  }),

  "apps/list-installations": aboutApp((request) =>
    page(request, [...request.world.installations.values()], (one) => showInstallation(request.world, one)),
  ),

  "apps/get-installation": aboutApp((request) => {
    const installation = found(request.world.installations.get(Number(parameter(request, "installation_id"))));
    return { status: 200, body: showInstallation(request.world, installation) };
  }),

  "apps/get-repo-installation": aboutRepository(({ world, repository }) => ({
    status: 200,
    body: showInstallation(world, found(installationOf(world, repository))),
  })),

  "apps/create-installation-access-token": aboutApp<TokenBody | undefined>((request, { tokens }) => {
    const { world, body } = request;
    const installation = found(world.installations.get(Number(parameter(request, "installation_id"))));
    const permissions = narrowPermissions(installation, body?.permissions);
    const repositories = narrowRepositories(world, installation, body);
    const ids = repositories && new Set(repositories.map((one) => one.id));
    const { token, expiresAt } = tokens.issue(installation, permissions, ids);
    return {
      status: 201,
      body: {
        token,
        expires_at: expiresAt,
        permissions,
        repository_selection: repositories ? "selected" : "all",
        ...(repositories && { repositories: repositories.map((one) => showRepository(world, one)) }),
      },
    };
  }),

  "apps/list-repos-accessible-to-installation": aboutApp((request) => {
    const { world, identity } = request;
    if (identity.kind !== "installation") throw new ApiError(403, "Resource not accessible by integration");
    const reachable = repositoriesOf(world, identity.installation).filter(
      (one) => identity.repositories?.has(one.id) ?? true,
    );
    const { items, headers } = pageOf(request, reachable);
    const repositories = items.map((one) => showRepository(world, one));
    return { status: 200, headers, body: { total_count: reachable.length, repository_selection: "all", repositories } };
  }),

  "apps/list-webhook-deliveries": aboutApp((request, { deliveries }) => {
    const perPage = Math.min(100, Number(request.query.get("per_page") ?? 30));
    const cursor = request.query.get("cursor");
    const status = request.query.get("status");
    const newestFirst = [...deliveries.all()].reverse().filter((one) => {
      const failed = one.statusCode >= 400 && one.statusCode < 600;
      return status === null || (status === "failure" ? failed : one.statusCode >= 200 && one.statusCode < 400);
    });
    const start = cursor === null ? 0 : newestFirst.findIndex((one) => String(one.id) === cursor);
    if (start < 0) throw new ApiError(422, "Invalid cursor");
    const items = newestFirst.slice(start, start + perPage);
    const next = newestFirst[start + perPage];
    const query = new URLSearchParams(request.query);
    if (next) query.set("cursor", String(next.id));
    const url = `${request.world.url}/api/v3/app/hook/deliveries?${query}`;
    return { status: 200, body: items.map(showDeliveryItem), headers: next ? { link: `<${url}>; rel="next"` } : {} };
  }),

  "apps/get-webhook-delivery": aboutApp((request, { deliveries }) => {
    return { status: 200, body: showDelivery(found(deliveries.get(Number(parameter(request, "delivery_id"))))) };
  }),

  "apps/redeliver-webhook-delivery": aboutApp((request, { deliveries }) => {
    const delivery = found(deliveries.get(Number(parameter(request, "delivery_id"))));
    void deliveries.redeliver(delivery.id);
    return { status: 202, body: {} };
  }),
};

function repositoriesOf(world: World, installation: Installation): RepositoryRecord[] {
  return [...world.repositories.values()].filter((one) => one.owner.id === installation.account.id);
}

function narrowPermissions(installation: Installation, wanted: Permissions | undefined): Permissions {
  if (!wanted) return installation.permissions;
  for (const [name, level] of Object.entries(wanted)) {
    const isGranted = grants(installation.permissions, name, level === "read" ? "read" : "write");
    if (!isGranted) throw new ApiError(422, "The permissions requested are not granted to this installation.");
  }
  return { metadata: "read", ...wanted };
}

function narrowRepositories(
  world: World,
  installation: Installation,
  body: TokenBody | undefined,
): readonly RepositoryRecord[] | undefined {
  const { repositories, repository_ids: ids } = body ?? {};
  if (!repositories && !ids) return undefined;
  const wanted = (repositories?.length ?? 0) + (ids?.length ?? 0);
  if (wanted > 500) throw unprocessable("A token can be narrowed to at most 500 repositories");
  const all = repositoriesOf(world, installation);
  const chosen = all.filter((one) => repositories?.includes(one.name) || ids?.includes(one.id));
  if (chosen.length < wanted) {
    throw new ApiError(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  }
  return chosen;
}
