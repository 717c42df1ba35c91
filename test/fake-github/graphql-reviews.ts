/** Reviews of a pull request as GraphQL shows them, and the accounts and lists that every answer is made of. */

import { roleOf } from "./permissions.ts";
import { nodeId, type Account, type PullRequestRecord, type ReviewRecord, type World } from "./world.ts";

type Source = Readonly<Record<string, unknown>>;

const opinionated = new Set(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]);
const writers = new Set(["admin", "maintain", "write"]);

/** The newest opinion of everybody who had one; a comment is none. */
function opinionsOf(pull: PullRequestRecord): readonly ReviewRecord[] {
  const reviews = [...pull.repository.reviews.values()].filter(
    (review) => review.pullNumber === pull.number && opinionated.has(review.state),
  );
  return [...new Map(reviews.map((review) => [review.author.id, review])).values()];
}

export function showOpinions(world: World, pull: PullRequestRecord): readonly Source[] {
  return opinionsOf(pull).map((review) => ({
    __typename: "PullRequestReview",
    id: nodeId("PullRequestReview", review.id),
    databaseId: review.id,
    fullDatabaseId: String(review.id),
    state: review.state,
    body: review.body,
    submittedAt: review.submittedAt,
    createdAt: review.submittedAt,
    author: showActor(world, review.author),
    authorCanPushToRepository: canWrite(pull, review),
    commit: { __typename: "Commit", oid: review.commitId },
  }));
}

/** As with a branch that asks for one review by somebody who may write; without any review there is nothing to decide. */
export function showDecision(pull: PullRequestRecord): string | null {
  const given = opinionsOf(pull).filter((review) => canWrite(pull, review));
  if (given.some(({ state }) => state === "CHANGES_REQUESTED")) return "CHANGES_REQUESTED";
  return given.some(({ state }) => state === "APPROVED") ? "APPROVED" : null;
}

function canWrite(pull: PullRequestRecord, review: ReviewRecord): boolean {
  return writers.has(roleOf(pull.repository, review.author.login) ?? "");
}

/** One page holds everything; the App is expected to page through REST. */
export function connection(nodes: readonly Source[]): Source {
  const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
  return { nodes, edges: nodes.map((node) => ({ node, cursor: "" })), totalCount: nodes.length, pageInfo };
}

/** GraphQL names a bot without the `[bot]` that REST adds. */
export function showActor(world: World, account: Account): Source {
  return {
    __typename: account.type,
    id: nodeId(account.type, account.id),
    databaseId: account.id,
    login: account.login.replace(/\[bot\]$/, ""),
    url: `${world.url}/${encodeURIComponent(account.login)}`,
  };
}
