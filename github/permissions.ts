/** What somebody may do in a repository, as far as commands ask for it. */

import { statusOf } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";

export type RepositoryRights = "none" | "triage" | "write";

const writing = new Set(["write", "maintain", "admin"]);

export async function rightsOf(
  api: GitHubApi,
  { owner, repo }: RepositoryName,
  username: string,
): Promise<RepositoryRights> {
  try {
    const { data } = await api.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username });
    // A role of an organisation's own making has a name of its own; `permission` is the basic role it is built on.
    if (writing.has(data.role_name) || writing.has(data.permission)) return "write";
    return data.role_name === "triage" ? "triage" : "none";
  } catch (error) {
    if (statusOf(error) === 404) return "none";
    throw error;
  }
}
