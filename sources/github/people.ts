/** Members of an organisation's teams, read page by page when somebody asks; each team once. */

import type { People, TeamMembers } from "../../core/differential.ts";
import { callOptions, statusOf } from "./api.ts";
import type { GitHubApi } from "./api.ts";

const pageSize = 100;
/** A team of more is no team that approves anything. */
const mostPages = 10;

export function peopleOf(api: GitHubApi, signal: AbortSignal | undefined): People {
  const known = new Map<string, Promise<TeamMembers>>();
  return {
    membersOf(team) {
      const name = team.toLowerCase();
      const members = known.get(name) ?? readMembers(api, name, signal);
      known.set(name, members);
      return members;
    },
  };
}

async function readMembers(api: GitHubApi, team: string, signal: AbortSignal | undefined): Promise<TeamMembers> {
  const [, org, slug] = /^([\w.-]+)\/([\w.-]+)$/.exec(team) ?? [];
  if (org === undefined || slug === undefined) {
    return { kind: "unreadable", reason: `\`${team}\` is no \`organisation/team\``, cause: "unsupported" };
  }
  const logins: string[] = [];
  try {
    for (let page = 1; page <= mostPages; page += 1) {
      const { data } = await api.rest.teams.listMembersInOrg({
        org,
        team_slug: slug,
        per_page: pageSize,
        page,
        ...callOptions(signal),
      });
      logins.push(...data.map(({ login }) => login));
      if (data.length < pageSize) break;
    }
    return { kind: "members", logins };
  } catch (error) {
    signal?.throwIfAborted();
    return unreadable(team, statusOf(error));
  }
}

function unreadable(team: string, status: number | undefined): TeamMembers {
  if (status === 403 || status === 404) {
    const reason = `the members of \`${team}\` cannot be read: there is no such team, or the App lacks the organisation permission *Members: read*`;
    return { kind: "unreadable", reason, cause: "unsupported" };
  }
  const answered = status === undefined ? "did not answer" : `answered with status ${status}`;
  return { kind: "unreadable", reason: `GitHub ${answered} when asked for the members of \`${team}\``, cause: "ours" };
}
