/** Files of rules outside the repository that is reviewed: the owner's own, and those that a rule set extends. */

import { callOptions, statusOf } from "./api.ts";
import type { GitHubApi, RepositoryName } from "./api.ts";

export interface RuleFileName extends RepositoryName {
  readonly path: string;
  /** A tag or a whole sha; missing = the tip of the default branch. */
  readonly ref?: string;
  readonly signal?: AbortSignal | undefined;
}

export type RuleFileAnswer =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "refused"; readonly reason: string };

interface Known {
  readonly etag: string;
  readonly text: string;
}

/** By installation and file: an answer that has not changed costs nothing of the hour's budget. */
const known = new WeakMap<GitHubApi, Map<string, Known>>();
const mostKnown = 500;

/** The repository that speaks for all of an owner's, and the file in it. */
export const ownersRepository = ".github";
export const ownersFile = "plumbline.yml";

/** `undefined` = the owner says nothing, or nothing that this installation may read. Throws where GitHub does not answer. */
export async function readOwnersRules(
  api: GitHubApi,
  owner: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  return readFile(api, { owner, repo: ownersRepository, path: ownersFile, signal });
}

/** A file at a tag or a commit. Throws where GitHub does not answer. */
export async function readPinnedRules(api: GitHubApi, name: RuleFileName): Promise<RuleFileAnswer> {
  const { owner, repo, path, ref = "" } = name;
  const isSha = /^[0-9a-f]{40}$/u.test(ref);
  // Written out as a tag: a branch of the same name would move under everybody.
  const text = await readFile(api, { ...name, ref: isSha ? ref : `refs/tags/${ref}` });
  if (text !== undefined) return { kind: "text", text };
  const pin = isSha ? `commit \`${ref.slice(0, 7)}\`` : `tag \`${ref}\``;
  return {
    kind: "refused",
    reason: `there is no \`${path}\` at the ${pin} of \`${owner}/${repo}\` that may be read here`,
  };
}

async function readFile(api: GitHubApi, { owner, repo, path, ref, signal }: RuleFileName): Promise<string | undefined> {
  const answers = known.get(api) ?? new Map<string, Known>();
  known.set(api, answers);
  const key = JSON.stringify([owner, repo, path, ref]);
  const before = answers.get(key);
  try {
    const { data, headers } = await api.rest.repos.getContent({
      owner,
      repo,
      path,
      ...(ref !== undefined && { ref }),
      mediaType: { format: "raw" },
      headers: before === undefined ? {} : { "if-none-match": before.etag },
      ...callOptions(signal),
    });
    // Of a folder or a submodule GitHub tells what is in it.
    if (typeof data !== "string") return undefined;
    if (headers.etag !== undefined) {
      if (answers.size >= mostKnown) answers.clear();
      answers.set(key, { etag: headers.etag, text: data });
    }
    return data;
  } catch (error) {
    if (statusOf(error) === 304 && before !== undefined) return before.text;
    if (statusOf(error) !== 404) throw error;
    answers.delete(key);
    return undefined;
  }
}
