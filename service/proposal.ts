/** A subject as it is right now, before its files are read: its head, its base, its request. */

import { wait } from "../core/clock.ts";
import type { Clock } from "../core/clock.ts";
import type { Differential } from "../core/differential.ts";
import { statusOf } from "../github/api.ts";
import type { RepositoryClone } from "../sources/clone.ts";
import { readDifferential, readMergeGroup, readPullRequestFacts, readSurroundings, treeAt } from "../sources/github.ts";
import type { GitHubApi, GitHubTree } from "../sources/github.ts";
import type { SubjectKey, Want } from "../store/store.ts";
import { messageOf } from "./message.ts";
import { pullNumberOf } from "./review-state.ts";
import type { Changes, ReviewState } from "./review-state.ts";

export interface Proposal {
  readonly headSha: string;
  readonly baseBranch: string | undefined;
  /** The tree at the current tip of the base branch: the rules are read here. */
  readonly baseTip: GitHubTree;
  readonly isOpen: boolean;
  /** Open and no draft: comments are welcome. */
  readonly takesComments: boolean;
  /** The whole differential. */
  read(): Promise<Differential>;
  /** With what an earlier review of the same head has read; only the request is new. */
  reread(changes: Changes): Promise<Differential>;
}

export interface ProposalQuestion {
  readonly key: SubjectKey;
  readonly want: Want;
  readonly before: ReviewState | undefined;
  /** Files at base that nearly every review asks for. */
  readonly earlyPaths: readonly string[];
  /** Where many files are read at once, if the service keeps clones. */
  readonly clone?: RepositoryClone | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** In milliseconds. */
const settlingTime = 1_000;

/** There is no such subject, or none that we may see. */
export class SubjectMissing extends Error {
  override readonly name = "SubjectMissing";
}

/** Throws `SubjectMissing` where the subject is not there. */
export function openProposal(api: GitHubApi, question: ProposalQuestion): Promise<Proposal> {
  const number = pullNumberOf(question.key);
  return number === undefined ? openGroup(api, question) : openPullRequest(api, question, number);
}

async function openPullRequest(api: GitHubApi, question: ProposalQuestion, number: number): Promise<Proposal> {
  const { key, want, before, earlyPaths, clone, clock, signal } = question;
  const { owner, repo } = key;
  const baseBranch = want.baseBranch ?? before?.last?.baseBranch;
  const alongside = baseBranch === undefined ? undefined : { baseBranch, paths: earlyPaths };
  const ask = () =>
    readPullRequestFacts(api, { owner, repo, number, alongside, signal }).catch((error: unknown) => {
      throw statusOf(error) === 404 ? new SubjectMissing(messageOf(error)) : error;
    });
  let facts = await ask();
  if (want.head !== undefined && want.head.sha !== facts.headSha) {
    // Either the event is old or GitHub's answer is: both settle within a moment, and then the answer counts.
    await wait(clock, settlingTime, signal);
    facts = await ask();
  }
  const contents = facts.baseContents;
  const baseTip = treeAt(api, { owner, repo, sha: facts.baseSha, signal }, { contents });
  return {
    headSha: facts.headSha,
    baseBranch: facts.request.baseBranch,
    baseTip,
    isOpen: facts.isOpen,
    takesComments: facts.isOpen && !facts.request.isDraft,
    read: () => readDifferential(api, { owner, repo, signal, clone }, facts),
    reread: async ({ mergeBase, ...changes }) => ({
      ...changes,
      ...(await readSurroundings(api, { owner, repo, signal }, facts, changes.commits)),
      base: treeAt(api, { owner, repo, sha: mergeBase ?? facts.baseSha, signal }),
      head: treeAt(api, { owner, repo, sha: facts.headSha, signal }),
    }),
  };
}

async function openGroup(api: GitHubApi, { key, want, before, clone, signal }: ProposalQuestion): Promise<Proposal> {
  const { owner, repo } = key;
  const group = want.group ?? before?.group;
  const headSha = key.subject.replace(/^group\//, "");
  if (group === undefined) throw new SubjectMissing(`merge group ${headSha} is not known`);
  const { baseSha, branch } = group;
  return {
    headSha,
    baseBranch: want.baseBranch ?? before?.last?.baseBranch,
    baseTip: treeAt(api, { owner, repo, sha: baseSha, signal }),
    isOpen: true,
    takesComments: false,
    read: () => readMergeGroup(api, { owner, repo, headSha, baseSha, branch, signal, clone }),
    reread: async ({ mergeBase, ...changes }) => ({
      ...changes,
      repository: `${owner}/${repo}`,
      base: treeAt(api, { owner, repo, sha: mergeBase ?? baseSha, signal }),
      head: treeAt(api, { owner, repo, sha: headSha, signal }),
      ...(branch !== undefined && { branch }),
    }),
  };
}
