/** Pull requests as GitHub's API and webhooks show them. */

import type { FileDifference } from "./git-diff.ts";
import type { GitCommit } from "./git-trees.ts";
import { authorAssociation, repositoryPage, repositoryUrl, showAccount } from "./show-accounts.ts";
import { labelNamed, showLabel, showRepository } from "./show-repository.ts";
import { nodeId, type PullRequestRecord, type RepositoryRecord, type World } from "./world.ts";

export interface PullRequestContent {
  readonly mergeBase: string;
  /** Oldest first. */
  readonly commits: readonly GitCommit[];
  readonly files: readonly FileDifference[];
}

/** What the pull request would change: its merge base with the base branch's tip against its head. */
export async function contentOf(pull: PullRequestRecord): Promise<PullRequestContent> {
  const { git } = pull.repository;
  const baseTip = git.readRef(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
  const known = pull.state === "open" ? baseTip : pull.base.sha;
  const mergeBase = (await git.mergeBase(known, pull.head.sha)) ?? known;
  const commits = [...(await git.commitsBetween(known, pull.head.sha))].reverse();
  return { mergeBase, commits, files: await git.diff(mergeBase, pull.head.sha) };
}

/** Pull requests that a commit belongs to: those that brought it, and the one whose merge it is. */
export async function pullsWith(repository: RepositoryRecord, sha: string): Promise<readonly PullRequestRecord[]> {
  const holding: PullRequestRecord[] = [];
  for (const pull of repository.pulls.values()) {
    const { commits } = await contentOf(pull);
    if (pull.mergeCommitSha === sha || commits.some((commit) => commit.sha === sha)) holding.push(pull);
  }
  return holding;
}

export function showSimplePullRequest(world: World, pull: PullRequestRecord) {
  const url = `${repositoryUrl(world, pull.repository)}/pulls/${pull.number}`;
  const issueUrl = `${repositoryUrl(world, pull.repository)}/issues/${pull.number}`;
  const page = pullPage(world, pull);
  const statuses = `${repositoryUrl(world, pull.repository)}/statuses/${pull.head.sha}`;
  return {
    url,
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueUrl,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(world, pull.repository)}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: showAccount(world, pull.author),
    body: pull.body,
    labels: showLabels(world, pull),
    milestone: null,
    active_lock_reason: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: showSide(world, pull.head.repository, pull.head.ref, pull.head.sha),
    base: showSide(world, pull.repository, pull.base.ref, pull.base.sha),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issueUrl },
      comments: { href: `${issueUrl}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${repositoryUrl(world, pull.repository)}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: authorAssociation(pull.repository, pull.author),
    auto_merge: null,
    draft: pull.draft,
  };
}

export async function showPullRequest(world: World, pull: PullRequestRecord, content: PullRequestContent) {
  const isOpen = pull.state === "open";
  const { git } = pull.repository;
  const baseTip = git.readRef(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
  const mergeable = isOpen ? (await git.mergeTree(baseTip, pull.head.sha)) !== undefined : null;
  return {
    ...showPayloadPullRequest(world, pull, content),
    mergeable,
    mergeable_state: mergeableState(pull, mergeable),
  };
}

/** Webhooks come before GitHub has tried to merge. */
export function showPayloadPullRequest(world: World, pull: PullRequestRecord, content: PullRequestContent) {
  const { repository } = pull;
  const comments = [...repository.comments.values()].filter((comment) => comment.issueNumber === pull.number);
  const reviewComments = [...repository.reviewComments.values()].filter((one) => one.pullNumber === pull.number);
  return {
    ...showSimplePullRequest(world, pull),
    merged: pull.mergedAt !== null,
    mergeable: null as boolean | null,
    rebaseable: null,
    mergeable_state: "unknown",
    merged_by: null,
    maintainer_can_modify: false,
    comments: comments.length,
    review_comments: reviewComments.length,
    commits: content.commits.length,
    additions: sum(content.files.map((file) => file.additions)),
    deletions: sum(content.files.map((file) => file.deletions)),
    changed_files: content.files.length,
  };
}

function mergeableState(pull: PullRequestRecord, mergeable: boolean | null): string {
  if (mergeable === null) return "unknown";
  if (!mergeable) return "dirty";
  return pull.draft ? "draft" : "clean";
}

export function showLabels(world: World, pull: PullRequestRecord) {
  return pull.labels.map((name) => showLabel(world, pull.repository, labelNamed(world, pull.repository, name)));
}

function showSide(world: World, repository: RepositoryRecord, ref: string, sha: string) {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: showAccount(world, repository.owner),
    repo: showRepository(world, repository),
  };
}

/** The few facts that check runs and suites tell of a pull request. */
export function showPullReference(world: World, pull: PullRequestRecord) {
  const side = (repository: RepositoryRecord, ref: string, sha: string) => ({
    ref,
    sha,
    repo: { id: repository.id, url: repositoryUrl(world, repository), name: repository.name },
  });
  return {
    id: pull.id,
    number: pull.number,
    url: `${repositoryUrl(world, pull.repository)}/pulls/${pull.number}`,
    head: side(pull.head.repository, pull.head.ref, pull.head.sha),
    base: side(pull.repository, pull.base.ref, pull.base.sha),
  };
}

export function pullPage(world: World, pull: PullRequestRecord): string {
  return `${repositoryPage(world, pull.repository)}/pull/${pull.number}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
