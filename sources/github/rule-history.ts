/** Earlier versions of a file on a branch, newest first: where the last valid rules are looked for. */

import { callOptions } from "./api.ts";
import type { GitHubApi } from "./api.ts";
import type { TreeName } from "./listing.ts";
import { treeAt } from "./tree.ts";

export interface EarlierVersion {
  readonly sha: string;
  readonly text: string;
}

const versionsLookedAt = 10;

/** Reads one version after the other, so that whoever finds a valid one early stops there. */
export async function* previousVersions(
  api: GitHubApi,
  name: TreeName & { readonly path: string },
): AsyncGenerator<EarlierVersion> {
  const { owner, repo, sha, path, signal } = name;
  const { data } = await api.rest.repos.listCommits({
    owner,
    repo,
    sha,
    path,
    per_page: versionsLookedAt + 1,
    ...callOptions(signal),
  });
  // The first commit of the list is the version in force, which its reader knows already.
  for (const commit of data.slice(1)) {
    const content = (await treeAt(api, { owner, repo, sha: commit.sha, signal }).read([path])).get(path);
    if (content?.kind === "text") yield { sha: commit.sha, text: content.text };
  }
}
