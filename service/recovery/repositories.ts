/** Where the App is installed: installations, and the repositories of each that can have open pull requests. */

import type { GitHubApi, RepositoryName } from "../../github/api.ts";

const perPage = 100;
/** More than this are not listed: 10,000 each. */
const pagesAtMost = 100;

/** Installations that are not suspended. */
export async function activeInstallations(app: GitHubApi, signal: AbortSignal): Promise<readonly number[]> {
  const found: number[] = [];
  for (let page = 1; page <= pagesAtMost; page += 1) {
    const { data } = await app.rest.apps.listInstallations({ per_page: perPage, page, request: { signal } });
    found.push(...data.flatMap(({ id, suspended_at }) => (suspended_at === null ? [id] : [])));
    if (data.length < perPage) break;
  }
  return found;
}

export interface ListedRepository extends RepositoryName {
  readonly id: number;
}

export interface RepositoryQuestion {
  /** Begins behind the repository with this id and goes around, as one goes on where an earlier round ended. */
  readonly after: number;
  readonly signal: AbortSignal;
  readonly onCall: () => void;
}

/** Each once, in the order of their ids. */
export async function* openRepositories(
  api: GitHubApi,
  { after, signal, onCall }: RepositoryQuestion,
): AsyncGenerator<ListedRepository> {
  const found: ListedRepository[] = [];
  for (let page = 1; page <= pagesAtMost; page += 1) {
    onCall();
    const { data } = await api.rest.apps.listReposAccessibleToInstallation({
      per_page: perPage,
      page,
      request: { signal },
    });
    for (const { id, name, owner, archived, disabled } of data.repositories) {
      if (!archived && !disabled) found.push({ id, owner: owner.login, repo: name });
    }
    if (data.repositories.length < perPage) break;
  }
  found.sort((one, other) => one.id - other.id);
  yield* found.filter(({ id }) => id > after);
  yield* found.filter(({ id }) => id <= after);
}
