/** Who may give which command: an author about their own pull request, anybody else with triage rights or more. */

import { statusOf } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";

const triageOrMore = new Set(["triage", "write", "maintain", "admin"]);

export async function hasTriage(api: GitHubApi, { owner, repo }: RepositoryName, username: string): Promise<boolean> {
  try {
    const { data } = await api.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username });
    // A role of an organisation's own making has a name of its own; `permission` is the basic role it is built on.
    return triageOrMore.has(data.role_name) || data.permission === "admin" || data.permission === "write";
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
