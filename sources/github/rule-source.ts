/** Where the rules of a repository on GitHub are read: its base, its owner's word for all repositories, what they extend. */

import type { GitHubApi } from "./api.ts";
import { previousVersions } from "./rule-history.ts";
import { ownersFile, ownersRepository, readOwnersRules, readPinnedRules } from "./rule-files.ts";
import type { RuleFileAnswer } from "./rule-files.ts";
import type { EarlierVersion } from "./rule-history.ts";
import type { GitHubTree } from "./tree.ts";

/** Whose word counts for a repository. */
export interface OwnersQuestion {
  readonly owner: string;
  /** Other owners, or repositories of theirs (`acme`, `acme/rules`), whose rule sets may be extended. */
  readonly extendable?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RuleSourceQuestion extends OwnersQuestion {
  readonly repo: string;
  /** The tree at the tip of the base branch. */
  readonly baseTip: GitHubTree;
  readonly baseBranch: string | undefined;
  /** Paths that a change touches. */
  readonly changed: () => Promise<readonly string[]>;
}

/** A file of another repository, by what the rule set says. */
export interface PinnedFile {
  readonly owner: string;
  readonly repo: string;
  readonly path: string;
  readonly ref: string;
}

export function ruleSourceOf(api: GitHubApi, question: RuleSourceQuestion) {
  const { owner, repo, baseTip, baseBranch, changed, signal } = question;
  return {
    base: baseTip,
    label: [baseBranch, baseTip.sha.slice(0, 7)].filter((part) => part !== undefined).join(" "),
    previousVersions: (path: string) => previousVersions(api, { owner, repo, sha: baseTip.sha, path, signal }),
    ...ownersSourceOf(api, question),
    changed,
  };
}

/** What is read outside of the repository. */
export function ownersSourceOf(api: GitHubApi, question: OwnersQuestion) {
  const { owner, signal } = question;
  return {
    organisation: async () => {
      const text = await readOwnersRules(api, owner, signal);
      if (text === undefined) return undefined;
      return { path: ownersPath(owner), text, previousVersions: () => ownersHistory(api, question) };
    },
    readRemote: (file: PinnedFile) => readRemote(api, question, file),
  };
}

/** As people name the file. */
export function ownersPath(owner: string): string {
  return `${owner}/${ownersRepository}/${ownersFile}`;
}

function ownersHistory(api: GitHubApi, { owner, signal }: OwnersQuestion): AsyncIterable<EarlierVersion> {
  return previousVersions(api, { owner, repo: ownersRepository, sha: "HEAD", path: ownersFile, signal });
}

async function readRemote(
  api: GitHubApi,
  { owner, extendable = [], signal }: OwnersQuestion,
  { path, ref, ...file }: PinnedFile,
): Promise<RuleFileAnswer> {
  const allowed = new Set([owner, ...extendable].map((name) => name.toLowerCase()));
  const names = [file.owner, `${file.owner}/${file.repo}`].map((name) => name.toLowerCase());
  if (names.some((name) => allowed.has(name))) return readPinnedRules(api, { ...file, path, ref, signal });
  return {
    kind: "refused",
    reason: `it belongs to \`${file.owner}\`, and only rule sets of \`${owner}\` and of those whom the operator of Plumbline allows may be`,
  };
}
