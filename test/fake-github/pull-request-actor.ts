/** What people do with one pull request: push, edit, label, comment, close, merge. */

import type { Push } from "./actors.ts";
import { addComment } from "./endpoints-comments.ts";
import { dismissReview, submitReview, type Opinion } from "./reviews.ts";
import { contentOf, pullPage, showPayloadPullRequest } from "./show-pull-request.ts";
import { labelNamed, showLabel } from "./show-repository.ts";
import { accountNamed, timestamp } from "./world.ts";
import type { Account, CommentRecord, PullRequestRecord, ReviewCommentRecord, ReviewRecord, World } from "./world.ts";

export interface FakePullRequest {
  readonly record: PullRequestRecord;
  readonly number: number;
  readonly url: string;
  /** The head's sha as it is now. */
  headSha(): string;
  push(push: Push): Promise<string>;
  edit(change: { readonly title?: string; readonly body?: string | null; readonly base?: string }): Promise<void>;
  label(name: string, by?: string): Promise<void>;
  unlabel(name: string, by?: string): Promise<void>;
  ready(): Promise<void>;
  convertToDraft(): Promise<void>;
  close(): Promise<void>;
  reopen(): Promise<void>;
  merge(by?: string): Promise<string>;
  comment(author: string, body: string): CommentRecord;
  /** Oldest first, everybody's. */
  comments(): readonly CommentRecord[];
  /** `login:content` of every reaction to a comment, oldest first. */
  reactions(commentId: number): readonly string[];
  /** Somebody's opinion of the head as it is now. */
  review(by: string, opinion: Opinion): ReviewRecord;
  approve(by: string): ReviewRecord;
  dismiss(review: ReviewRecord, by?: string): void;
  reviews(): readonly ReviewRecord[];
  reviewComments(): readonly ReviewCommentRecord[];
}

/** What a pull request's acts need of its repository. */
export interface PullRequestHome {
  push(push: Push): Promise<string>;
  /** Tells that a branch of the base repository moved. */
  pushed(ref: string, before: string, after: string, sender: Account): Promise<void>;
}

export async function announcePull(
  world: World,
  pull: PullRequestRecord,
  action: string,
  sender: Account,
  extra: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const shown = showPayloadPullRequest(world, pull, await contentOf(pull));
  const payload = { number: pull.number, pull_request: shown, ...extra };
  world.announce({ event: "pull_request", action, repository: pull.repository, sender, payload });
}

export function actOnPullRequest(world: World, pull: PullRequestRecord, home: PullRequestHome): FakePullRequest {
  const { repository } = pull;
  const touch = () => void (pull.updatedAt = timestamp(world));
  const tell = (action: string, sender: Account = pull.author, extra: Readonly<Record<string, unknown>> = {}) => {
    touch();
    return announcePull(world, pull, action, sender, extra);
  };
  const labelled = (name: string) => ({ label: showLabel(world, repository, labelNamed(world, repository, name)) });

  return {
    record: pull,
    number: pull.number,
    url: pullPage(world, pull),
    headSha: () => pull.head.sha,
    push: (push) => home.push(push),
    edit(change) {
      const changes: Record<string, unknown> = {};
      if (change.title !== undefined && change.title !== pull.title) {
        changes.title = { from: pull.title };
        pull.title = change.title;
      }
      if (change.body !== undefined && change.body !== pull.body) {
        changes.body = { from: pull.body ?? "" };
        pull.body = change.body;
      }
      if (change.base !== undefined && change.base !== pull.base.ref) {
        changes.base = { ref: { from: pull.base.ref }, sha: { from: pull.base.sha } };
        const sha = repository.git.readRef(`refs/heads/${change.base}`);
        if (sha === undefined) throw new Error(`no branch ${change.base}`);
        pull.base = { ref: change.base, sha };
      }
      return tell("edited", pull.author, { changes });
    },
    label(name, by = "ada") {
      if (!pull.labels.includes(name)) pull.labels.push(name);
      return tell("labeled", accountNamed(world, by), labelled(name));
    },
    unlabel(name, by = "ada") {
      pull.labels = pull.labels.filter((one) => one !== name);
      return tell("unlabeled", accountNamed(world, by), labelled(name));
    },
    ready() {
      pull.draft = false;
      return tell("ready_for_review");
    },
    convertToDraft() {
      pull.draft = true;
      return tell("converted_to_draft");
    },
    close() {
      pull.state = "closed";
      pull.closedAt = timestamp(world);
      return tell("closed");
    },
    reopen() {
      pull.state = "open";
      pull.closedAt = null;
      return tell("reopened");
    },
    async merge(by = "ada") {
      const ref = `refs/heads/${pull.base.ref}`;
      const before = repository.git.readRef(ref) ?? pull.base.sha;
      const tree = await repository.git.mergeTree(before, pull.head.sha);
      if (tree === undefined) throw new Error(`pull request ${pull.number} conflicts with ${pull.base.ref}`);
      const person = { name: by, email: `${by}@example.com`, date: timestamp(world) };
      const message = `Merge pull request #${pull.number}\n\n${pull.title}`;
      const sha = repository.git.commitTree(tree, [before, pull.head.sha], message, person);
      repository.git.setRef(ref, sha);
      pull.base.sha = before;
      pull.state = "closed";
      pull.mergeCommitSha = sha;
      pull.closedAt = pull.mergedAt = timestamp(world);
      await tell("closed", accountNamed(world, by));
      await home.pushed(ref, before, sha, accountNamed(world, by));
      return sha;
    },
    comment: (author, body) => addComment(world, pull, accountNamed(world, author), body),
    comments: () => [...repository.comments.values()].filter((one) => one.issueNumber === pull.number),
    reactions: (commentId) =>
      (repository.comments.get(commentId)?.reactions ?? []).map(({ user, content }) => `${user.login}:${content}`),
    review: (by, opinion) => submitReview(world, pull, accountNamed(world, by), opinion),
    approve: (by) => submitReview(world, pull, accountNamed(world, by), "APPROVED"),
    dismiss: (review, by = "ada") => dismissReview(world, pull, review, accountNamed(world, by)),
    reviews: () => [...repository.reviews.values()].filter((one) => one.pullNumber === pull.number),
    reviewComments: () => [...repository.reviewComments.values()].filter((one) => one.pullNumber === pull.number),
  };
}
