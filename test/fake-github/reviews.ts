/** Reviews as people give them and take them back, and how the App is told. */

import { authorAssociation, repositoryUrl, showAccount } from "./show-accounts.ts";
import { pullPage, showSimplePullRequest } from "./show-pull-request.ts";
import { nodeId, timestamp, type Account, type PullRequestRecord, type ReviewRecord, type World } from "./world.ts";

export type Opinion = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED";

export function submitReview(world: World, pull: PullRequestRecord, author: Account, state: Opinion): ReviewRecord {
  const review: ReviewRecord = {
    id: world.nextId(),
    pullNumber: pull.number,
    author,
    body: "",
    state,
    commitId: pull.head.sha,
    submittedAt: timestamp(world),
  };
  pull.repository.reviews.set(review.id, review);
  announceReview(world, pull, review, "submitted", author);
  return review;
}

export function dismissReview(world: World, pull: PullRequestRecord, review: ReviewRecord, by: Account): void {
  review.state = "DISMISSED";
  announceReview(world, pull, review, "dismissed", by);
}

/** Webhooks write the state small, the API writes it large. */
export function announceReview(
  world: World,
  pull: PullRequestRecord,
  review: ReviewRecord,
  action: "submitted" | "dismissed",
  sender: Account,
): void {
  const shown = showReview(world, pull, review);
  const payload = {
    review: { ...shown, state: shown.state.toLowerCase() },
    pull_request: showSimplePullRequest(world, pull),
  };
  world.announce({ event: "pull_request_review", action, repository: pull.repository, sender, payload });
}

export function showReview(world: World, pull: PullRequestRecord, review: ReviewRecord) {
  const html = `${pullPage(world, pull)}#pullrequestreview-${review.id}`;
  const pullUrl = `${repositoryUrl(world, pull.repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: nodeId("PullRequestReview", review.id),
    user: showAccount(world, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: authorAssociation(pull.repository, review.author),
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    submitted_at: review.submittedAt,
    commit_id: review.commitId,
  };
}
