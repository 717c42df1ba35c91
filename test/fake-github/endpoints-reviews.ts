/** Reviews and their comments: all or nothing, each inside the diff. */

import { actorOf, ApiError, found, page, unprocessable, type RepositoryRequest } from "./api-exchange.ts";
import { aboutRepository, parameter, type Endpoints } from "./endpoint.ts";
import { askedPull } from "./endpoints-pulls.ts";
import { hunkAt, type CommentPlace, type Side } from "./review-places.ts";
import { authorAssociation, repositoryUrl, showAccount } from "./show-accounts.ts";
import { announceReview, dismissReview, showReview } from "./reviews.ts";
import { contentOf, pullPage } from "./show-pull-request.ts";
import { nodeId, timestamp, type PullRequestRecord, type ReviewCommentRecord, type ReviewRecord } from "./world.ts";

interface NewComment {
  readonly path: string;
  readonly body: string;
  readonly line?: number;
  readonly side?: Side;
  readonly start_line?: number;
  readonly start_side?: Side;
  readonly commit_id?: string;
  readonly in_reply_to?: number;
}

interface NewReview {
  readonly commit_id?: string;
  readonly body?: string;
  readonly event?: "APPROVE" | "REQUEST_CHANGES" | "COMMENT";
  readonly comments?: readonly NewComment[];
}

const states = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" };

export const reviewEndpoints: Endpoints = {
  "pulls/create-review": aboutRepository<NewReview>(async (request) => {
    const { world, repository, body } = request;
    const pull = askedPull(request);
    const comments = body.comments ?? [];
    if (body.event !== undefined && body.event !== "APPROVE" && !body.body && comments.length === 0) {
      throw unprocessable("Body cannot be blank");
    }
    if (body.event === "APPROVE" && pull.author.id === actorOf(request).id) {
      throw unprocessable("Can not approve your own pull request");
    }
    const commitId = body.commit_id ?? pull.head.sha;
    const places = comments.map(placeOf);
    const hunks = await hunksOf(pull, commitId, places);
    const review: ReviewRecord = {
      id: world.nextId(),
      pullNumber: pull.number,
      author: actorOf(request),
      body: body.body ?? "",
      state: body.event ? states[body.event] : "PENDING",
      commitId,
      submittedAt: timestamp(world),
    };
    repository.reviews.set(review.id, review);
    comments.forEach((comment, index) => {
      const place = places[index];
      if (place) addReviewComment(request, review, comment.body, place, hunks[index] ?? "");
    });
    if (review.state !== "PENDING") announceReview(world, pull, review, "submitted", review.author);
    return { status: 200, body: showReview(world, pull, review) };
  }),

  "pulls/dismiss-review": aboutRepository((request) => {
    const review = found(request.repository.reviews.get(Number(parameter(request, "review_id"))));
    const pull = askedPull(request);
    dismissReview(request.world, pull, review, actorOf(request));
    return { status: 200, body: showReview(request.world, pull, review) };
  }),

  "pulls/list-reviews": aboutRepository((request) => {
    const pull = askedPull(request);
    const reviews = [...request.repository.reviews.values()].filter((one) => one.pullNumber === pull.number);
    return page(request, reviews, (review) => showReview(request.world, pull, review));
  }),

  "pulls/get-review": aboutRepository((request) => {
    const review = found(request.repository.reviews.get(Number(parameter(request, "review_id"))));
    return { status: 200, body: showReview(request.world, askedPull(request), review) };
  }),

  "pulls/list-review-comments": aboutRepository((request) => {
    const pull = askedPull(request);
    const comments = [...request.repository.reviewComments.values()].filter((one) => one.pullNumber === pull.number);
    return page(request, comments, (comment) => showReviewComment(request, comment));
  }),

  "pulls/create-review-comment": aboutRepository<NewComment>(async (request) => {
    const { world, repository, body } = request;
    const pull = askedPull(request);
    const place = placeOf(body);
    const commitId = body.commit_id ?? pull.head.sha;
    const [hunk = ""] = await hunksOf(pull, commitId, [place]);
    const review: ReviewRecord = {
      id: world.nextId(),
      pullNumber: pull.number,
      author: actorOf(request),
      body: "",
      state: "COMMENTED",
      commitId,
      submittedAt: timestamp(world),
    };
    repository.reviews.set(review.id, review);
    return { status: 201, body: showReviewComment(request, addReviewComment(request, review, body.body, place, hunk)) };
  }),

  "pulls/update-review-comment": aboutRepository<{ readonly body: string }>((request) => {
    const comment = found(request.repository.reviewComments.get(Number(parameter(request, "comment_id"))));
    if (comment.author.id !== actorOf(request).id) throw new ApiError(403, "Must have admin rights to Repository.");
    comment.body = request.body.body;
    comment.updatedAt = timestamp(request.world);
    return { status: 200, body: showReviewComment(request, comment) };
  }),
};

function placeOf(comment: NewComment): CommentPlace {
  return {
    path: comment.path,
    line: comment.line ?? 0,
    side: comment.side ?? "RIGHT",
    ...(comment.start_line === undefined ? {} : { startLine: comment.start_line }),
    ...(comment.start_side === undefined ? {} : { startSide: comment.start_side }),
  };
}

/** @throws 422 when a single place is outside the diff: GitHub refuses the whole and does not say which one it was. */
async function hunksOf(pull: PullRequestRecord, commitId: string, places: readonly CommentPlace[]): Promise<string[]> {
  const { mergeBase, commits, files } = await contentOf(pull);
  if (!commits.some((commit) => commit.sha === commitId))
    throw unprocessable("commit_id is not part of the pull request");
  const shown = commitId === pull.head.sha ? files : await pull.repository.git.diff(mergeBase, commitId);
  return places.map((place) => {
    if (!shown.some((file) => file.path === place.path))
      throw new ApiError(422, "Unprocessable Entity", ["Path could not be resolved"]);
    const hunk = hunkAt(shown, place);
    if (hunk === undefined) throw new ApiError(422, "Unprocessable Entity", ["Line could not be resolved"]);
    return hunk;
  });
}

function addReviewComment(
  { world, repository }: RepositoryRequest,
  review: ReviewRecord,
  body: string,
  place: CommentPlace,
  diffHunk: string,
): ReviewCommentRecord {
  const now = timestamp(world);
  const comment: ReviewCommentRecord = {
    ...place,
    id: world.nextId(),
    reviewId: review.id,
    pullNumber: review.pullNumber,
    author: review.author,
    commitId: review.commitId,
    diffHunk,
    body,
    createdAt: now,
    updatedAt: now,
  };
  repository.reviewComments.set(comment.id, comment);
  return comment;
}

function showReviewComment({ world, repository }: RepositoryRequest, comment: ReviewCommentRecord) {
  const pull = found(repository.pulls.get(comment.pullNumber));
  const url = `${repositoryUrl(world, repository)}/pulls/comments/${comment.id}`;
  const pullUrl = `${repositoryUrl(world, repository)}/pulls/${pull.number}`;
  const html = `${pullPage(world, pull)}#discussion_r${comment.id}`;
  return {
    url,
    pull_request_review_id: comment.reviewId,
    id: comment.id,
    node_id: nodeId("PullRequestReviewComment", comment.id),
    diff_hunk: comment.diffHunk,
    path: comment.path,
    commit_id: comment.commitId,
    original_commit_id: comment.commitId,
    user: showAccount(world, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: authorAssociation(repository, comment.author),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl } },
    start_line: comment.startLine ?? null,
    original_start_line: comment.startLine ?? null,
    start_side: comment.startLine === undefined ? null : (comment.startSide ?? comment.side),
    line: comment.line,
    original_line: comment.line,
    side: comment.side,
    subject_type: "line",
  };
}
