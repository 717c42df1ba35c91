/** Issues of a repository: listed, created, edited. Pull requests are issues as well, and are listed among them. */

import { actorOf, found, page, type RepositoryRequest } from "./api-exchange.ts";
import { aboutRepository, parameter, type Endpoints } from "./endpoint.ts";
import { showIssue as showPullAsIssue } from "./endpoints-pulls.ts";
import { authorAssociation, repositoryPage, repositoryUrl, showAccount } from "./show-accounts.ts";
import { nodeId, timestamp, type IssueRecord } from "./world.ts";

interface IssueBody {
  readonly title?: string;
  readonly body?: string | null;
  readonly state?: "open" | "closed";
}

export const issueEndpoints: Endpoints = {
  "issues/list-for-repo": aboutRepository((request) => {
    const { repository, query } = request;
    const state = query.get("state") ?? "open";
    const pulls = [...repository.pulls.values()].map((pull) => ({
      state: pull.state,
      updatedAt: pull.updatedAt,
      shown: () => showPullAsIssue(request, pull),
    }));
    const issues = [...repository.issues.values()].map((issue) => ({
      state: issue.state,
      updatedAt: issue.updatedAt,
      shown: () => showIssue(request, issue),
    }));
    const wanted = [...issues, ...pulls].filter((each) => state === "all" || each.state === state);
    wanted.sort((one, other) => other.updatedAt.localeCompare(one.updatedAt));
    return page(request, wanted, (each) => each.shown());
  }),

  "issues/create": aboutRepository<IssueBody>((request) => {
    const { world, repository, body } = request;
    const now = timestamp(world);
    const issue: IssueRecord = {
      id: world.nextId(),
      number: repository.nextNumber++,
      author: actorOf(request),
      createdAt: now,
      updatedAt: now,
      title: String(body.title),
      body: body.body ?? null,
      state: "open",
    };
    repository.issues.set(issue.number, issue);
    return { status: 201, body: showIssue(request, issue) };
  }),

  "issues/update": aboutRepository<IssueBody>((request) => {
    const { world, repository, body } = request;
    const issue = found(repository.issues.get(Number(parameter(request, "issue_number"))));
    issue.title = body.title ?? issue.title;
    issue.body = body.body === undefined ? issue.body : body.body;
    issue.state = body.state ?? issue.state;
    issue.updatedAt = timestamp(world);
    return { status: 200, body: showIssue(request, issue) };
  }),
};

function showIssue({ world, repository }: Pick<RepositoryRequest, "world" | "repository">, issue: IssueRecord) {
  const url = `${repositoryUrl(world, repository)}/issues/${issue.number}`;
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${repositoryPage(world, repository)}/issues/${issue.number}`,
    id: issue.id,
    node_id: nodeId("Issue", issue.id),
    number: issue.number,
    title: issue.title,
    user: showAccount(world, issue.author),
    labels: [],
    state: issue.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: 0,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: null,
    author_association: authorAssociation(repository, issue.author),
    active_lock_reason: null,
    body: issue.body,
  };
}
