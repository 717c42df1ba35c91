/** Comments on pull requests and reactions to them. */

import { actorOf, ApiError, found, page, unprocessable, type RepositoryRequest } from "./api-exchange.ts";
import { aboutRepository, parameter, type Endpoints } from "./endpoint.ts";
import { askedPull, showIssue } from "./endpoints-pulls.ts";
import { roleOf } from "./permissions.ts";
import { authorAssociation, repositoryUrl, showAccount } from "./show-accounts.ts";
import { pullPage } from "./show-pull-request.ts";
import { nodeId, timestamp } from "./world.ts";
import type { Account, CommentRecord, PullRequestRecord, ReactionRecord, RepositoryRecord, World } from "./world.ts";

const longestComment = 65_536;

interface CommentBody {
  readonly body: string;
}

export const commentEndpoints: Endpoints = {
  "issues/list-comments": aboutRepository((request) => {
    const { world, repository } = request;
    const { number } = askedPull(request);
    const since = request.query.get("since") ?? "";
    const comments = [...repository.comments.values()].filter(
      (one) => one.issueNumber === number && one.updatedAt >= since,
    );
    return page(request, comments, (comment) => showComment(world, repository, comment));
  }),

  "issues/get-comment": aboutRepository((request) => ({
    status: 200,
    body: showComment(request.world, request.repository, askedComment(request)),
  })),

  "issues/create-comment": aboutRepository<CommentBody>((request) => {
    requireLength(request.body.body);
    const comment = addComment(request.world, askedPull(request), actorOf(request), request.body.body);
    return { status: 201, body: showComment(request.world, request.repository, comment) };
  }),

  "issues/update-comment": aboutRepository<CommentBody>((request) => {
    const { world, repository, body } = request;
    const comment = askedComment(request);
    requireOwn(request, comment);
    requireLength(body.body);
    const from = comment.body;
    comment.body = body.body;
    comment.updatedAt = timestamp(world);
    announceComment(world, repository, comment, "edited", actorOf(request), { changes: { body: { from } } });
    return { status: 200, body: showComment(world, repository, comment) };
  }),

  "issues/delete-comment": aboutRepository((request) => {
    const { world, repository } = request;
    const comment = askedComment(request);
    requireOwn(request, comment);
    repository.comments.delete(comment.id);
    announceComment(world, repository, comment, "deleted", actorOf(request));
    return { status: 204 };
  }),

  "reactions/list-for-issue-comment": aboutRepository((request) => {
    const content = request.query.get("content");
    const reactions = askedComment(request).reactions.filter((one) => content === null || one.content === content);
    return page(request, reactions, (reaction) => showReaction(request.world, reaction));
  }),

  "reactions/create-for-issue-comment": aboutRepository<{ readonly content: string }>((request) => {
    const { world, body } = request;
    const comment = askedComment(request);
    const user = actorOf(request);
    const same = comment.reactions.find((one) => one.user.id === user.id && one.content === body.content);
    if (same) return { status: 200, body: showReaction(world, same) };
    const reaction = { id: world.nextId(), user, content: body.content, createdAt: timestamp(world) };
    comment.reactions.push(reaction);
    return { status: 201, body: showReaction(world, reaction) };
  }),

  "reactions/delete-for-issue-comment": aboutRepository((request) => {
    const comment = askedComment(request);
    const id = Number(parameter(request, "reaction_id"));
    const index = comment.reactions.findIndex((one) => one.id === id);
    const reaction = found(comment.reactions[index]);
    if (reaction.user.id !== actorOf(request).id) throw new ApiError(403, "Must be the reaction's author");
    comment.reactions.splice(index, 1);
    return { status: 204 };
  }),
};

export function addComment(world: World, pull: PullRequestRecord, author: Account, body: string): CommentRecord {
  const now = timestamp(world);
  const comment = {
    id: world.nextId(),
    issueNumber: pull.number,
    author,
    body,
    createdAt: now,
    updatedAt: now,
    reactions: [],
  };
  pull.repository.comments.set(comment.id, comment);
  announceComment(world, pull.repository, comment, "created", author);
  return comment;
}

export function announceComment(
  world: World,
  repository: RepositoryRecord,
  comment: CommentRecord,
  action: string,
  sender: Account,
  extra: Readonly<Record<string, unknown>> = {},
): void {
  const pull = found(repository.pulls.get(comment.issueNumber));
  const issue = showIssue({ world, repository }, pull);
  const payload = { issue, comment: showComment(world, repository, comment), ...extra };
  world.announce({ event: "issue_comment", action, repository, sender, payload });
}

function showComment(world: World, repository: RepositoryRecord, comment: CommentRecord) {
  const url = `${repositoryUrl(world, repository)}/issues`;
  const pull = found(repository.pulls.get(comment.issueNumber));
  const isOurs = comment.author.id === world.app.bot.id;
  return {
    url: `${url}/comments/${comment.id}`,
    html_url: `${pullPage(world, pull)}#issuecomment-${comment.id}`,
    issue_url: `${url}/${comment.issueNumber}`,
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    user: showAccount(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(repository, comment.author),
    body: comment.body,
    reactions: countReactions(`${url}/comments/${comment.id}/reactions`, comment.reactions),
    ...(isOurs ? { performed_via_github_app: null } : {}),
  };
}

function countReactions(url: string, reactions: readonly ReactionRecord[]) {
  const contents = ["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"];
  const counts = contents.map((content) => [content, reactions.filter((one) => one.content === content).length]);
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}

function showReaction(world: World, reaction: ReactionRecord) {
  return {
    id: reaction.id,
    node_id: nodeId("Reaction", reaction.id),
    user: showAccount(world, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

function askedComment(request: RepositoryRequest): CommentRecord {
  return found(request.repository.comments.get(Number(parameter(request, "comment_id"))));
}

/** An App edits its own words only; people with write access may edit all. */
function requireOwn(request: RepositoryRequest, comment: CommentRecord): void {
  const actor = actorOf(request);
  const role = roleOf(request.repository, actor.login);
  if (comment.author.id === actor.id || role === "admin" || role === "maintain" || role === "write") return;
  throw new ApiError(403, "Must have admin rights to Repository.");
}

function requireLength(body: string): void {
  if (body.trim() === "") throw unprocessable({ resource: "IssueComment", code: "missing_field", field: "body" });
  if (Array.from(body).length <= longestComment) return;
  const message = `body is too long (maximum is ${longestComment} characters)`;
  throw unprocessable({ resource: "IssueComment", code: "custom", field: "body", message });
}
