/** Requests that a pull request takes up again: the parent of a stack, what it reverts, what it picks again. One call, and only where a text names one. */

import type { Commit, InheritedRequest } from "../../core/differential.ts";
import { earlierChangesIn } from "../../core/earlier-change.ts";
import type { EarlierChange } from "../../core/earlier-change.ts";
import { callOptions } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";
import type { PullRequestFacts } from "./pull-request-query.ts";
import { inheritedFrom, spokenFragment } from "./spoken.ts";
import type { Spoken } from "./spoken.ts";

interface Answer {
  readonly repository: Readonly<Record<`e${number}`, Spoken | CommitAnswer | null>> | null;
}

interface CommitAnswer {
  readonly associatedPullRequests?: { readonly nodes: readonly (Spoken | null)[] | null } | null;
}

/** Only what was merged here counts: a text alone can name anything. */
export async function readInherited(
  api: GitHubApi,
  name: RepositoryName & { readonly signal?: AbortSignal | undefined },
  { request, parent }: Pick<PullRequestFacts, "request" | "parent">,
  commits: readonly Commit[],
): Promise<readonly InheritedRequest[]> {
  const stack = parent === undefined ? [] : [parent];
  const own = `${name.owner}/${name.repo}`.toLowerCase();
  const texts = [request.body, ...commits.map(({ message }) => message)];
  const earlier = earlierChangesIn(texts).filter((each) => isHere(each, own) && !isItself(each, request.number));
  if (earlier.length === 0) return stack;

  const answer = await ask(api, name, earlier);
  const merged = earlier.flatMap((each, index) => {
    const found = answer.repository?.[`e${index}`];
    const spoken = found === null || found === undefined ? undefined : mergedOf(found);
    return spoken === undefined ? [] : [inheritedFrom(spoken, each.kind, "sha" in each ? each.sha : undefined)];
  });
  const byNumber = new Map(merged.map((each) => [each.number, each]));
  return [...stack, ...byNumber.values()];
}

function isHere(change: EarlierChange, own: string): boolean {
  return "sha" in change || change.repository === undefined || change.repository.toLowerCase() === own;
}

function isItself(change: EarlierChange, number: number | undefined): boolean {
  return "number" in change && change.number === number;
}

async function ask(
  api: GitHubApi,
  { owner, repo, signal }: RepositoryName & { readonly signal?: AbortSignal | undefined },
  earlier: readonly EarlierChange[],
): Promise<Answer> {
  const fields = earlier.map((each, index) =>
    "sha" in each
      ? `e${index}: object(oid: "${each.sha}") { ... on Commit { associatedPullRequests(first: 5) { nodes { ...spoken } } } }`
      : `e${index}: pullRequest(number: ${each.number}) { ...spoken }`,
  );
  const query = `query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    ${fields.join("\n    ")}
  }
}
${spokenFragment}`;
  return api.graphql<Answer>(query, { owner, repo, ...callOptions(signal) }).catch(partialAnswer);
}

/** A number that is an issue's, or nobody's, is an error beside the answers to the others. */
function partialAnswer(error: unknown): Answer {
  if (!(error instanceof Error) || !("errors" in error) || !Array.isArray(error.errors)) throw error;
  if (!error.errors.every((each: { type?: unknown }) => each.type === "NOT_FOUND")) throw error;
  const data = "data" in error ? error.data : undefined;
  return isAnswer(data) ? data : { repository: null };
}

function isAnswer(data: unknown): data is Answer {
  return typeof data === "object" && data !== null && "repository" in data;
}

function mergedOf(found: Spoken | CommitAnswer): Spoken | undefined {
  if ("number" in found) return found.state === "MERGED" ? found : undefined;
  return (found.associatedPullRequests?.nodes ?? []).find((each) => each?.state === "MERGED") ?? undefined;
}
