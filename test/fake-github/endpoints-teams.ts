/** Members of an organisation's teams. */

import { found, page } from "./api-exchange.ts";
import { aboutApp, parameter, type Endpoints } from "./endpoint.ts";
import { showAccount } from "./show-accounts.ts";
import { accountNamed } from "./world.ts";

export const teamEndpoints: Endpoints = {
  "teams/list-members-in-org": aboutApp((request) => {
    const { world } = request;
    const name = `${parameter(request, "org")}/${parameter(request, "team_slug")}`;
    return page(request, found(world.teams.get(name)), (login) => showAccount(world, accountNamed(world, login)));
  }),
};
